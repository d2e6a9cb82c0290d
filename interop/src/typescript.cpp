// SPDX-License-Identifier: MIT
#include "typescript.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace cardea::interop::typescript {
namespace {

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

void append_unit(std::string& to, std::uint32_t unit) {
  constexpr const char* digits = "0123456789abcdef";
  to += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) to += digits[unit >> shift & 15];
}

/// As JavaScript escapes it: UTF-16, in two units where one is not enough.
void append_escaped(std::string& to, std::uint32_t point) {
  if (point < 0x10000) return append_unit(to, point);
  append_unit(to, 0xd7c0 + (point >> 10));
  append_unit(to, 0xdc00 + (point & 0x3ff));
}

}  // namespace

std::string literal(std::string_view text) {
  const char quote = std::ranges::count(text, '"') > std::ranges::count(text, '\'') ? '\'' : '"';
  std::string result(1, quote);
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text[0]);
    const auto length = static_cast<std::size_t>(first < 0x80 ? 1 : std::countl_one(first));
    if (length > 1) {
      std::uint32_t point = first & (0x7fU >> length);
      for (const char c : text.substr(1, length - 1))
        point = point << 6 | (static_cast<unsigned char>(c) & 0x3fU);
      append_escaped(result, point);
    } else if (text[0] == '\n') {
      result += "\\n";
    } else if (first < ' ' || first == 0x7f) {
      append_escaped(result, first);
    } else {
      if (text[0] == quote || text[0] == '\\') result += '\\';
      result += text[0];
    }
    text.remove_prefix(length);
  }
  return result + quote;
}

std::string key(std::string_view name) {
  const auto may_stand = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '$'; };
  const bool is_bare = !name.empty() && !is_digit(name[0]) && std::ranges::all_of(name, may_stand);
  return is_bare ? std::string{name} : literal(name);
}

std::string type_names::make(std::string_view from, std::string_view behind) {
  std::string name;
  bool begins = true;
  for (const char c : from) {
    const bool stays = is_letter(c) || is_digit(c);
    if (stays) name += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = !stays;
  }
  if (!name.empty() && is_digit(name[0])) name.insert(0, 1, '_');
  name += behind;
  auto unique = name;
  for (int number = 2; !given_.insert(unique).second; ++number) unique = name + std::to_string(number);
  return unique;
}

}  // namespace cardea::interop::typescript
