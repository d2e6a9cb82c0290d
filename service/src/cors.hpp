// SPDX-License-Identifier: MIT
#pragma once
#include "context.hpp"
#include "routes.hpp"

#include <optional>

namespace cardea::service {

/// Lets the pages of the other configured origins read what the API answers them (CORS, the Fetch standard):
/// to be called for every response of a route under /api/.
void add_cors(const context& house, const http::request& incoming, http::response& out);

/// The answer to a browser that asks first (a preflight). Absent: it is none, or of an origin that is not
/// configured.
[[nodiscard]] std::optional<http::response> preflight(const context& house, const http::request& incoming,
                                                      const match& at);

}  // namespace cardea::service
