// SPDX-License-Identifier: MIT
#include "faces.hpp"

#include <cardea/http/problem.hpp>

#include <algorithm>
#include <cstddef>

namespace cardea::service {
namespace {

/// "new_password" is "#/newPassword", "attr.nick" is "#/attributes/nick" (RFC 6901).
std::string pointer_to(std::string_view field) {
  std::string pointer{"#/"};
  constexpr std::string_view attribute = "attr.";
  if (field.starts_with(attribute)) {
    pointer += "attributes/";
    for (const char c : field.substr(attribute.size()))
      pointer += c == '~' ? std::string{"~0"} : c == '/' ? std::string{"~1"} : std::string{c};
    return pointer;
  }
  return pointer + camel_case(field);
}

}  // namespace

std::string camel_case(std::string_view field) {
  std::string made;
  bool is_next_large = false;
  for (const char c : field) {
    if (c == '_') {
      is_next_large = true;
      continue;
    }
    made += is_next_large && c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    is_next_large = false;
  }
  return made;
}

std::string seconds_of(duration span) {
  return std::to_string(std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(span).count()));
}

http::response problem_of(const refusal& no) {
  const auto& words = wording_of(no.why);
  std::vector<std::string> pointers;
  for (const auto& one : no.errors) pointers.push_back(pointer_to(one.field));
  std::vector<http::problem_error> errors;
  for (std::size_t i = 0; i < pointers.size(); ++i)
    errors.push_back({.pointer = pointers[i], .detail = no.errors[i].sentence});
  auto out = http::problem(words.status, "tag:cardea,2026:" + std::string{words.type}, words.title,
                           words.sentence, errors);
  if (words.status == 401) out.set("WWW-Authenticate", "Bearer");
  if (no.why == reason::limited) out.set("Retry-After", seconds_of(no.retry_after));
  if (no.why == reason::unavailable) out.set("Retry-After", "1");
  return out;
}

void send_cookies(const context& house, http::response& out, const signed_in& begun) {
  house.guard.send_cookie(out, begun.token, begun.session);
  if (!begun.device_cookie.empty()) out.add("Set-Cookie", begun.device_cookie);
}

}  // namespace cardea::service
