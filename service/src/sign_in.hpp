// SPDX-License-Identifier: MIT
#pragma once
#include "sessions.hpp"

#include <string_view>

namespace cardea::service {

/// Signs in with a name and a password. A name that nobody has, a wrong password and an account that is
/// locked for now are the same answer at the same work: the limits are drawn on before the password is looked
/// at. Only too many attempts from one network are told (429), whatever the account.
[[nodiscard]] answer<signed_in> sign_in(exchange& of, std::string_view identifier, std::string_view password);

/// Whether `password` is that of the user who is signed in, asked again before something grave. Limited per
/// user.
[[nodiscard]] answer<used_key> confirm_password(exchange& of, const basic_validation& who,
                                                std::string_view password);

}  // namespace cardea::service
