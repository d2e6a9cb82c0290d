// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cardea::detail {

/// As JavaScript's encodeURIComponent; bytes that are no UTF-8 are encoded one by one.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// As JavaScript's decodeURIComponent. Absent where that throws: a "%" without two hex digits, or a result
/// that is no UTF-8.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);

}  // namespace cardea::detail
