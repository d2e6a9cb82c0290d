// SPDX-License-Identifier: MIT
#pragma once
#include <algorithm>
#include <array>
#include <string_view>

namespace cardea::server {

/// Some of the characters, told by one look in a table: every character of a head is asked about.
class characters {
 public:
  constexpr void add(char one) noexcept { is_in_[static_cast<unsigned char>(one)] = true; }
  /// Whether all of the text are among them.
  [[nodiscard]] constexpr bool holds(std::string_view text) const noexcept {
    return std::ranges::all_of(text, [this](char one) { return is_in_[static_cast<unsigned char>(one)]; });
  }

 private:
  std::array<bool, 256> is_in_{};
};

/// Those of ASCII that are seen, without blanks, but for a few.
consteval characters visible_but(std::string_view few) {
  characters made;
  for (char one = '!'; one <= '~'; ++one)
    if (few.find(one) == std::string_view::npos) made.add(one);
  return made;
}

}  // namespace cardea::server
