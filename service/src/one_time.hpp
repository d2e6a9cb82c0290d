// SPDX-License-Identifier: MIT
#pragma once
#include "people.hpp"
#include "sessions.hpp"

#include <string>
#include <string_view>

namespace cardea::service {

// What is asked for. A name that nobody has, and a user without an address, are answered as any other at the
// same work: a token is made for nobody. Mail goes to the stored address, never to what was typed (T33), and
// is queued.

[[nodiscard]] answer<done> request_password_reset(exchange& of, std::string_view identifier);
/// `return_to`: where the link leads in the end; empty, or checked.
[[nodiscard]] answer<done> request_sign_in_link(exchange& of, std::string_view identifier,
                                                std::string_view return_to);
/// The ticket: it opens nothing without the code that is in the mail (T13).
[[nodiscard]] answer<std::string> request_sign_in_code(exchange& of, std::string_view identifier);
[[nodiscard]] answer<done> request_email_verification(exchange& of, const basic_validation& who);

/// Sends the mail, within the limit for one recipient.
void send_email_verification(exchange& of, const user_row& user);
/// After a sign-up that does not tell whether the address was new: to its owner, either way. The statements
/// and the commits are as many in both, those of the sign-up before it included.
void send_after_sign_up(exchange& of, const std::string& account, bool is_new);
/// To the user, where notices are on.
void send_password_changed(exchange& of, const user_row& user);

// What is shown. The address that a token went to has to be the user's still (T10).

[[nodiscard]] answer<done> confirm_email(exchange& of, std::string_view token);
/// The user that a token signs in, and the token is gone.
[[nodiscard]] answer<signed_in> use_sign_in_link(exchange& of, std::string_view token);
[[nodiscard]] answer<signed_in> use_sign_in_code(exchange& of, std::string_view ticket,
                                                 std::string_view code);
/// Sets the password and ends every session. A password that is refused leaves the token as it is.
[[nodiscard]] answer<done> reset_password(exchange& of, std::string_view token, std::string_view password);

}  // namespace cardea::service
