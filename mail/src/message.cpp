// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/mail/message.hpp>
#include <cardea/unicode.hpp>

#include <algorithm>

#include "encodings.hpp"

namespace cardea::mail {
namespace {

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }
/// RFC 5322 3.2.3
bool is_atext(char c) {
  return is_alnum(c) ||
         (c != '\0' && std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos);
}

/// Parts between dots, none of them empty, each of which `is_part`.
template <class F>
bool is_dotted(std::string_view text, F is_part) {
  for (;;) {
    const auto dot = text.find('.');
    const auto part = text.substr(0, dot);
    if (part.empty() || !is_part(part)) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_label(std::string_view text) {
  return text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

/// What is wrong is named, and never shown: an address is somebody's.
void require_line(std::string_view text, const char* what) {
  if (std::any_of(text.begin(), text.end(), is_control) || !is_utf8(text))
    throw error{errc::invalid_argument, std::string{what} + " is one line of UTF-8"};
}

/// RFC 5322 3.6.1; the zone is said as a number.
std::string date_of(timestamp now) {
  auto date = to_http_date(now);
  return date.replace(date.size() - 3, 3, "+0000");
}

std::string message_id(const sender& from, random_source& random) {
  const auto left = random_id(random, {"abcdefghijklmnopqrstuvwxyz0123456789", 32});
  return '<' + left + from.address.substr(from.address.rfind('@')) + '>';
}

}  // namespace

bool is_address(std::string_view text) noexcept {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at > 64 || text.size() > 254 || text.starts_with('-')) return false;
  return is_dotted(text.substr(0, at),
                   [](auto part) { return std::all_of(part.begin(), part.end(), is_atext); }) &&
         is_dotted(text.substr(at + 1), is_label);
}

std::string to_rfc5322(const message& letter, const sender& from, timestamp now, text_form form,
                       random_source& random) {
  if (!is_address(from.address)) throw error{errc::invalid_argument, "the sender's address is none"};
  if (!is_address(letter.to)) throw error{errc::invalid_argument, "the address of a letter is none"};
  require_line(from.name, "the sender's name");
  require_line(letter.subject, "the subject of a letter");
  if (letter.text.find('\0') != std::string::npos || !is_utf8(letter.text))
    throw error{errc::invalid_argument, "the text of a letter is UTF-8 without NUL"};

  const auto body = detail::encoded_body(letter.text, form);
  std::string out = "Date: " + date_of(now) + "\r\n";
  out +=
      "From: " + (from.name.empty() ? from.address : detail::phrase(from.name) + " <" + from.address + '>') +
      "\r\n";
  out += "To: " + letter.to + "\r\n";
  out += "Subject: " + detail::unstructured(letter.subject) + "\r\n";
  out += "Message-ID: " + message_id(from, random) + "\r\n";
  // RFC 3834: nobody's vacation answers.
  out += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
  out += "Content-Transfer-Encoding: " + std::string{body.encoding} + "\r\n\r\n";
  return out + body.text;
}

}  // namespace cardea::mail
