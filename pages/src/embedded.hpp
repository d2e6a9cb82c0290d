// SPDX-License-Identifier: MIT
#pragma once
#include <span>
#include <string_view>

namespace cardea::pages {

/// A file of templates/, as it was when this was built.
struct embedded_file {
  std::string_view name;
  std::string_view text;
};

[[nodiscard]] std::span<const embedded_file> embedded() noexcept;

}  // namespace cardea::pages
