// SPDX-License-Identifier: MIT
#pragma once
#include <string_view>

/// What one-time tokens are for. A token made for one is good for no other (T34).
namespace cardea::service::purposes {

inline constexpr std::string_view device = "device";
inline constexpr std::string_view email_verification = "verify-email";
inline constexpr std::string_view password_reset = "reset-password";
inline constexpr std::string_view sign_in_link = "sign-in-link";
inline constexpr std::string_view sign_in_code = "sign-in-code";

}  // namespace cardea::service::purposes
