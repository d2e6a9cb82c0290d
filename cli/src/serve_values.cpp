// SPDX-License-Identifier: MIT
#include "serve_values.hpp"

#include <cardea/error.hpp>

#include <algorithm>
#include <charconv>

namespace cardea::cli {
namespace {

[[noreturn]] void refuse(const std::string& why) { throw error{errc::invalid_argument, why}; }

bool is_number(std::string_view text, std::size_t& number) {
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return !text.empty() && read.ec == std::errc{} && read.ptr == end;
}

}  // namespace

bool to_truth(std::string_view text) {
  if (text == "true" || text == "false") return text == "true";
  refuse("true or false is wanted");
}

std::size_t to_count(std::string_view text, std::size_t least, std::size_t most) {
  std::size_t number = 0;
  if (!is_number(text, number) || number < least || number > most)
    refuse("a number from " + std::to_string(least) + " to " + std::to_string(most) + " is wanted");
  return number;
}

std::size_t to_bytes(std::string_view text, std::size_t least, std::size_t most) {
  std::size_t unit = 1;
  if (text.ends_with('k') || text.ends_with('m')) {
    unit = text.back() == 'k' ? 1024 : 1024 * 1024;
    text.remove_suffix(1);
  }
  std::size_t number = 0;
  if (!is_number(text, number) || number > most / unit || number * unit < least)
    refuse("a number of bytes is wanted, from " + std::to_string(least) + " to " + std::to_string(most) +
           ", such as 16k or 1m");
  return number * unit;
}

std::chrono::milliseconds to_time(const std::string& text, bool may_be_zero) {
  if (may_be_zero && text == "0") return {};
  const auto time = parse_duration(text);
  if (!time || *time <= duration::zero()) refuse("a time is wanted, such as 30s, 15m, 24h or 500ms");
  return std::chrono::duration_cast<std::chrono::milliseconds>(*time);
}

rate to_rate(const std::string& text) {
  const auto slash = text.find('/');
  std::size_t burst = 0;
  if (slash == std::string::npos || !is_number(std::string_view{text}.substr(0, slash), burst) ||
      burst == 0 || burst > 1'000'000)
    refuse("a rate is wanted, such as 5/1m: five at once, and one more each minute");
  return {.burst = static_cast<std::int64_t>(burst), .every = to_time(text.substr(slash + 1))};
}

std::vector<std::string> to_list(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (comma == 0) refuse("a list is wanted, with commas and without blanks");
    all.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return all;
}

std::size_t to_choice(std::string_view text, const std::vector<std::string_view>& of) {
  const auto found = std::ranges::find(of, text);
  if (found != of.end()) return static_cast<std::size_t>(found - of.begin());
  std::string names;
  for (const auto& one : of)
    names += (names.empty() ? "" : &one == &of.back() ? " or " : ", ") + std::string{one};
  refuse(names + " is wanted");
}

}  // namespace cardea::cli
