// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>

#include <boost/url/string_view.hpp>
#include <string_view>
#include <utility>

// What every header is made of.
namespace cardea::http::detail {

/// Without the optional white space of RFC 9110 5.6.3 at both ends.
constexpr std::string_view trim(std::string_view text) noexcept {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// What stands before the first `mark` and what stands behind it; all and nothing where there is none.
constexpr std::pair<std::string_view, std::string_view> split(std::string_view text, char mark) noexcept {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// RFC 9110 5.6.2
constexpr bool is_token(std::string_view text) noexcept {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  for (const char c : text) {
    const char l = to_lower(c);
    if (!((l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || marks.find(c) != marks.npos)) return false;
  }
  return !text.empty();
}

/// For Boost.URL, whose string_view is one of its own.
inline boost::urls::string_view for_url(std::string_view text) noexcept { return {text.data(), text.size()}; }

}  // namespace cardea::http::detail
