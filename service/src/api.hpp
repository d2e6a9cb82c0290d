// SPDX-License-Identifier: MIT
#pragma once
#include "faces.hpp"

#include <boost/json/object.hpp>

namespace cardea::service {

// `in`: where the object has its memory.
[[nodiscard]] boost::json::object user_json(context& house, const user_row& user,
                                            boost::json::storage_ptr in = {});
[[nodiscard]] boost::json::object session_json(const context& house, const basic_session& session,
                                               std::string_view handle, bool is_current,
                                               boost::json::storage_ptr in = {});

[[nodiscard]] http::response json_response(int status, const boost::json::object& body);

/// {user, session}, with the cookies; or, for a client that keeps tokens itself, with the token and none.
[[nodiscard]] http::response signed_in_response(exchange& of, int status, const signed_in& begun);

/// Calls `handler(const basic_validation&)` for who is signed in; others are told 401.
template <class Handler>
http::response with_session(exchange& of, Handler&& handler) {
  const auto& found = of.who();
  if (!found) return problem_of({.why = reason::unauthenticated});
  return handler(found->who);
}

}  // namespace cardea::service
