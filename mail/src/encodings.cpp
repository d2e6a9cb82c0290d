// SPDX-License-Identifier: MIT
#include "encodings.hpp"

#include <sodium.h>

#include <algorithm>

namespace cardea::mail::detail {
namespace {

constexpr std::size_t longest_line = 998;   // RFC 5322 2.1.1, without CRLF
constexpr std::size_t longest_quoted = 76;  // RFC 2045 6.7, with the "=" at its end
// RFC 2047: a line with an encoded word has up to 76 characters, "Subject: " and "=?UTF-8?B?...?=" among
// them.
constexpr std::size_t bytes_of_word = 39;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto size = std::min(text.size(), bytes_of_word);
    // A word holds whole characters.
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return out;
}

void add_quoted(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '=';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

/// One line of RFC 2045 6.7, without the end of the line.
std::string quoted_line(std::string_view line) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool is_last = i + 1 == line.size();
    const bool is_literal = (c > ' ' && c <= '~' && c != '=') || ((c == ' ' || c == '\t') && !is_last);
    const std::size_t size = is_literal ? 1 : 3;
    if (column + size > longest_quoted - (is_last ? 0U : 1U)) {
      out += "=\r\n";
      column = 0;
    }
    if (is_literal) {
      out += c;
    } else {
      add_quoted(out, c);
    }
    column += size;
  }
  return out;
}

/// Calls with each line, whichever way it ends.
template <class F>
void for_each_line(std::string_view text, F each) {
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    each(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  }
}

}  // namespace

encoded encoded_body(std::string_view text, text_form form) {
  const bool is_plain = is_ascii(text);
  bool is_short = true;
  for_each_line(text, [&](std::string_view line) { is_short = is_short && line.size() <= longest_line; });
  const bool is_quoted = form == text_form::safe && (!is_plain || !is_short);
  encoded out{.encoding = is_quoted ? "quoted-printable" : is_plain ? "7bit" : "8bit", .text = {}};
  for_each_line(text, [&](std::string_view line) {
    if (is_quoted) {
      out.text += quoted_line(line);
    } else {
      out.text += line;
    }
    out.text += "\r\n";
  });
  return out;
}

std::string phrase(std::string_view name) {
  // What looks like an encoded word would be read as one.
  if (!is_ascii(name) || name.size() > 60 || name.find("=?") != std::string_view::npos)
    return encoded_words(name);
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string unstructured(std::string_view text) {
  if (!is_ascii(text) || text.size() > 66 || text.find("=?") != std::string_view::npos)
    return encoded_words(text);
  return std::string{text};
}

}  // namespace cardea::mail::detail
