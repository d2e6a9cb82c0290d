// SPDX-License-Identifier: MIT
#pragma once
#include "exchange.hpp"

#include <optional>
#include <string>

namespace cardea::service {

/// The browser of somebody who signed in before: it draws on a limit of its own, so that a stranger who
/// guesses passwords locks out strangers and not the owner. It opens nothing by itself.
///
/// The row of the device that a request comes from, whosever it is. Absent: none is shown that is known.
[[nodiscard]] std::optional<one_time_row> find_device(exchange& of);

/// The Set-Cookie value that makes the client's browser one of the user's. Of more than twenty the oldest is
/// forgotten.
[[nodiscard]] std::string new_device_cookie(exchange& of, const std::string& user_id);

}  // namespace cardea::service
