// SPDX-License-Identifier: MIT
#pragma once
#include "context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cardea::service {

/// service/passwords/common.txt: one on each line, small letters, sorted by bytes.
extern const std::string_view common_passwords_text;
/// Whether that list has it. Of bytes, so fold the case before.
[[nodiscard]] bool is_common(std::string_view password) noexcept;

/// Why it may not be a password from now on. Absent: it may.
[[nodiscard]] std::optional<std::string> objection_to_password(const context& house,
                                                               std::string_view password,
                                                               std::string_view identifier);

}  // namespace cardea::service
