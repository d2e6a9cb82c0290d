// SPDX-License-Identifier: MIT
#pragma once
#include "context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cardea::service {

/// Why it may not be a password from now on. Absent: it may.
[[nodiscard]] std::optional<std::string> objection_to_password(const context& house,
                                                               std::string_view password,
                                                               std::string_view identifier);

}  // namespace cardea::service
