// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::http::detail {

/// What one proxy says of whom it was asked by.
struct hop {
  std::string address;  ///< as it was written, perhaps with a port, perhaps "unknown"
  std::string scheme;
  std::string host;
};

/// The elements of a Forwarded field (RFC 7239 4), without quotes. Absent where it breaks that grammar, or
/// says one parameter twice in an element: then nothing in it is to be believed.
[[nodiscard]] std::optional<std::vector<hop>> parse_forwarded(std::string_view value);

}  // namespace cardea::http::detail
