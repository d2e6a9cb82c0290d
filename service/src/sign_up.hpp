// SPDX-License-Identifier: MIT
#pragma once
#include "attributes.hpp"
#include "sessions.hpp"

#include <optional>
#include <string_view>

namespace cardea::service {

/// Absent session: what happens next stands in a mail, and the answer is the same whether the address was
/// known or not (T4).
struct signed_up {
  std::optional<signed_in> session;
};

[[nodiscard]] answer<signed_up> sign_up(exchange& of, std::string_view identifier, std::string_view password,
                                        const given_attributes& attributes);

/// Asks for the password once more. Keys, sessions and what was sent out go with the user.
[[nodiscard]] answer<done> delete_user(exchange& of, const basic_validation& who, std::string_view password);

}  // namespace cardea::service
