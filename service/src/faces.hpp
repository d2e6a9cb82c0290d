// SPDX-License-Identifier: MIT
#pragma once
#include "exchange.hpp"
#include "sessions.hpp"

#include <boost/json/object.hpp>
#include <cardea/http/message.hpp>

#include <string_view>

namespace cardea::service {

/// A refusal as a problem detail (RFC 9457).
[[nodiscard]] http::response problem_of(const refusal& no);
/// The same as a page of its own, with a way back.
[[nodiscard]] http::response message_page(const context& house, const refusal& no);

/// A page, with the headers that every page has. `model` needs only what is its own.
[[nodiscard]] http::response page_of(const context& house, std::string_view name, std::string_view title,
                                     boost::json::object model, int status = 200);

/// "new_password", as forms spell it, is "newPassword" in JSON.
[[nodiscard]] std::string camel_case(std::string_view field);

/// Whole seconds, for Retry-After.
[[nodiscard]] std::string seconds_of(duration span);

/// Puts the session's cookie, and the browser's where it is new, into a response.
void send_cookies(const context& house, http::response& out, const signed_in& begun);

}  // namespace cardea::service
