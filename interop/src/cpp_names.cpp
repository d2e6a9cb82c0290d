// SPDX-License-Identifier: MIT
#include "cpp_names.hpp"

#include <algorithm>
#include <set>

namespace cardea::interop::cpp {
namespace {

/// Those of C++ up to 23 and the macros of GNU and of the standard library that are written small; and what a
/// field would hide from the fields behind it.
constexpr std::string_view taken[] = {"alignas",
                                      "alignof",
                                      "and",
                                      "and_eq",
                                      "asm",
                                      "assert",
                                      "auto",
                                      "bitand",
                                      "bitor",
                                      "bool",
                                      "boost",
                                      "break",
                                      "cardea",
                                      "case",
                                      "catch",
                                      "char",
                                      "char16_t",
                                      "char32_t",
                                      "char8_t",
                                      "class",
                                      "co_await",
                                      "co_return",
                                      "co_yield",
                                      "compl",
                                      "concept",
                                      "const",
                                      "const_cast",
                                      "consteval",
                                      "constexpr",
                                      "constinit",
                                      "continue",
                                      "decltype",
                                      "default",
                                      "delete",
                                      "do",
                                      "double",
                                      "dynamic_cast",
                                      "else",
                                      "enum",
                                      "errno",
                                      "explicit",
                                      "export",
                                      "extern",
                                      "false",
                                      "float",
                                      "for",
                                      "friend",
                                      "goto",
                                      "i386",
                                      "if",
                                      "inline",
                                      "int",
                                      "linux",
                                      "long",
                                      "mutable",
                                      "namespace",
                                      "new",
                                      "noexcept",
                                      "not",
                                      "not_eq",
                                      "nullptr",
                                      "operator",
                                      "or",
                                      "or_eq",
                                      "private",
                                      "protected",
                                      "public",
                                      "register",
                                      "reinterpret_cast",
                                      "requires",
                                      "return",
                                      "session_attributes",
                                      "short",
                                      "signed",
                                      "sizeof",
                                      "static",
                                      "static_assert",
                                      "static_cast",
                                      "std",
                                      "stderr",
                                      "stdin",
                                      "stdout",
                                      "struct",
                                      "switch",
                                      "template",
                                      "this",
                                      "thread_local",
                                      "throw",
                                      "true",
                                      "try",
                                      "typedef",
                                      "typeid",
                                      "typename",
                                      "union",
                                      "unix",
                                      "unsigned",
                                      "user_attributes",
                                      "using",
                                      "virtual",
                                      "void",
                                      "volatile",
                                      "wchar_t",
                                      "while",
                                      "xor",
                                      "xor_eq"};

constexpr std::size_t longest = 64;

bool is_small(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

std::string field_name(std::string_view from) {
  std::string name;
  bool begins = false;
  for (const char c : from) {
    const bool stays = is_small(c) || is_capital(c) || is_digit(c);
    if (stays && begins && !name.empty()) name += '_';
    if (stays) name += c;
    begins = !stays;
  }
  if (name.empty()) return "attribute";
  if (is_digit(name[0])) name.insert(0, "attribute_");
  if (std::ranges::none_of(name, is_small))
    std::ranges::transform(name, name.begin(),
                           [](char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  name.resize(std::min(name.size(), longest));
  if (name.ends_with('_')) name.pop_back();
  return std::ranges::binary_search(taken, name) ? name + '_' : name;
}

}  // namespace

std::string literal(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      result += "\\n";
    } else if (byte < ' ' || byte >= 0x7f) {
      // Three digits, so that a digit behind them is not one of theirs.
      result += '\\';
      for (const int shift : {6, 3, 0}) result += static_cast<char>('0' + (byte >> shift & 7));
    } else {
      if (c == '"' || c == '\\' || c == '?') result += '\\';
      result += c;
    }
  }
  return result + '"';
}

std::string one_line(std::string_view text) {
  std::string result{text};
  for (char& c : result)
    if (c < ' ' || c > '~' || c == '\\') c = '?';
  return result;
}

std::vector<std::string> identifiers(const std::vector<std::string>& from,
                                     const std::set<std::string, std::less<>>& reserved) {
  std::vector<std::string> names;
  auto given = reserved;
  std::vector<bool> is_settled;
  for (const auto& one : from) {
    names.push_back(field_name(one));
    // One that needs no change keeps its name, whatever others come to.
    is_settled.push_back(names.back() == one && given.insert(one).second);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is_settled[i]) continue;
    const auto name = names[i];
    for (int number = 2; !given.insert(names[i]).second; ++number)
      names[i] = name + (name.ends_with('_') ? "" : "_") + std::to_string(number);
  }
  return names;
}

std::vector<std::string> field_names(const columns& attributes,
                                     const std::set<std::string, std::less<>>& reserved) {
  std::vector<std::string> names;
  for (const auto& attribute : attributes) names.push_back(attribute.name);
  return identifiers(names, reserved);
}

}  // namespace cardea::interop::cpp
