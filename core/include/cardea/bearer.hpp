// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string_view>

namespace cardea {

/// The token of an Authorization header of the Bearer scheme (RFC 6750 2.1; the scheme's name in any case,
/// RFC 9110 11.1), a view into it. Absent for another scheme, for more or less than one token, and for bytes
/// outside b64token.
[[nodiscard]] std::optional<std::string_view> find_bearer_token(std::string_view authorization) noexcept;

}  // namespace cardea
