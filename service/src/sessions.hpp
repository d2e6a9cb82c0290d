// SPDX-License-Identifier: MIT
#pragma once
#include "exchange.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::service {

/// Somebody who has just got a session.
struct signed_in {
  user_row user;
  basic_session session;
  std::string token;
  std::string device_cookie{};  ///< a Set-Cookie value; empty: the browser is known already
};

/// How clients name a session. In Lucia's layouts the id is the token and must not be shown, so it is 22
/// characters of a hash, in every layout.
[[nodiscard]] std::string handle_of(std::string_view session_id);

/// Makes the row of a session, and looks again at what it is made for when the row is there: whoever takes
/// that away and ends all sessions then either ends this one or is seen here. A refusal leaves no session.
using session_maker = std::function<result<basic_creation>(record attributes)>;

/// A session for a user who has shown who they are, in place of the one that the request came with (T22).
/// Refuses with `invalid_credentials` what `make` refuses.
[[nodiscard]] answer<signed_in> begin_session(exchange& of, user_row user, const session_maker& make);

struct own_session {
  basic_session session;
  std::string handle;
  bool is_current;
};
/// Newest first where that is known.
[[nodiscard]] std::vector<own_session> own_sessions(exchange& of, const basic_validation& who);

/// Ends one of the user's own. Refuses with `not_found` what is none of theirs.
[[nodiscard]] answer<done> end_session(exchange& of, const basic_validation& who, std::string_view handle);
/// The number of sessions ended: all but the one of the request.
std::int64_t end_other_sessions(exchange& of, const basic_validation& who);
std::int64_t end_all_sessions(exchange& of, const basic_validation& who);
void sign_out(exchange& of, const basic_validation& who);

}  // namespace cardea::service
