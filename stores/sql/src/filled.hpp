// SPDX-License-Identifier: MIT
#pragma once
#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace cardea::sql {

/// The text with its places filled; what fills them is not looked at again, for a name may hold anything.
inline std::string filled(std::string_view text,
                          std::initializer_list<std::pair<std::string_view, std::string>> places) {
  std::string result;
  while (!text.empty()) {
    const auto* place =
        std::ranges::find_if(places, [&](const auto& p) { return text.starts_with(p.first); });
    result += place == places.end() ? std::string{text.front()} : place->second;
    text.remove_prefix(place == places.end() ? 1 : place->first.size());
  }
  return result;
}

}  // namespace cardea::sql
