// SPDX-License-Identifier: MIT
#pragma once
#include "sessions.hpp"

#include <string_view>

namespace cardea::service {

/// Sets another password. Every session ends, and the one that asked is followed by another (T22).
[[nodiscard]] answer<signed_in> change_password(exchange& of, const basic_validation& who,
                                                std::string_view current, std::string_view next);

}  // namespace cardea::service
