// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>

#include <string>
#include <string_view>

namespace cardea::server {

/// What a response's head depends on beside the response.
struct framing {
  bool is_head = false;      ///< the request was HEAD: the length is told, the body is not sent
  bool is_http_1_0 = false;  ///< of the request
  bool keeps_alive = true;
  std::string_view date;  ///< as the field Date has it
};

/// Appends the response as HTTP/1.1 to `out`. Fields that are the server's to set are left out where the
/// application set them; one with a line break or the like in it makes the whole a response of 500, as it
/// would make two responses of one.
void write_response(std::string& out, const http::response& answer, const framing& how);

/// "Sat, 21 Nov 2026 10:04:05 GMT", for seconds since 1970.
[[nodiscard]] std::string http_date(long long seconds);

/// A refusal by the server itself, as problem details (RFC 9457).
[[nodiscard]] http::response refusal(int status);

}  // namespace cardea::server
