// SPDX-License-Identifier: MIT
#include "response_writer.hpp"

#include "characters.hpp"

#include <cardea/http/problem.hpp>

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <ctime>
#include <ostream>

namespace cardea::server {
namespace {

std::string_view reason_of(int status) {
  const auto text =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(status)));
  return {text.data(), text.size()};
}

/// RFC 9110 5.6.2.
constexpr auto of_names = visible_but("\"(),/:;<=>?@[\\]{}");

bool is_name(std::string_view text) { return !text.empty() && of_names.holds(text); }

bool is_value(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 ? c != '\x7f' : c == '\t'; });
}

bool is_ours(std::string_view name) {
  for (const auto* one : {"Content-Length", "Connection", "Transfer-Encoding", "Date"})
    if (http::same_field_name(name, one)) return true;
  return false;
}

bool is_well_formed(const http::response& answer) {
  return answer.status >= 200 && answer.status <= 599 &&
         std::ranges::all_of(answer.fields,
                             [](const auto& one) { return is_name(one.name) && is_value(one.value); });
}

}  // namespace

void write_response(std::string& out, const http::response& answer, const framing& how) {
  if (!is_well_formed(answer)) return write_response(out, refusal(500), how);
  const bool has_body = answer.status != 204 && answer.status != 304;
  out += "HTTP/1.1 ";
  out += std::to_string(answer.status);
  out += ' ';
  out += reason_of(answer.status);
  const auto add = [&out](std::string_view name, std::string_view value) {
    out += "\r\n";
    out += name;
    out += ": ";
    out += value;
  };
  add("Date", how.date);
  for (const auto& one : answer.fields)
    if (!is_ours(one.name)) add(one.name, one.value);
  if (has_body) add("Content-Length", std::to_string(answer.body.size()));
  if (!how.keeps_alive)
    add("Connection", "close");
  else if (how.is_http_1_0)
    add("Connection", "keep-alive");
  out += "\r\n\r\n";
  if (has_body && !how.is_head) out += answer.body;
}

std::string http_date(long long seconds) {
  const auto when = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&when, &parts);
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::string{days[parts.tm_wday]} + ", " + two(parts.tm_mday) + " " + months[parts.tm_mon] + " " +
         std::to_string(parts.tm_year + 1900) + " " + two(parts.tm_hour) + ":" + two(parts.tm_min) + ":" +
         two(parts.tm_sec) + " GMT";
}

http::response refusal(int status) {
  auto answer = http::problem(status, {}, reason_of(status));
  answer.set("Cache-Control", "no-store");
  if (status == 503) answer.add("Retry-After", "1");
  return answer;
}

}  // namespace cardea::server
