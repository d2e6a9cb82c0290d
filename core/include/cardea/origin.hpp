// SPDX-License-Identifier: MIT
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace cardea {

/// Whether a request with this Origin header may change state (CSRF; the OWASP check of source origin).
///
/// An entry of `allowed` is
///  - an origin, "https://app.example.com" or "http://localhost:5173": scheme, host and port must be the
///  same;
///  - a host, "app.example.com" or "app.example.com:8443": https is meant, and http as well for localhost,
///  127.0.0.1 and [::1];
///  - a base domain, "*.example.com": any host under it, however deep, and not the domain itself. Nothing is
///    guessed from a host name: the base domain is what is written here.
///
/// Schemes and hosts are compared without case, default ports are equal to none. An absent, empty, "null" or
/// malformed origin is not allowed. A malformed entry allows nothing. Never throws but for want of memory.
[[nodiscard]] bool is_allowed_origin(std::string_view origin, std::span<const std::string> allowed);

/// Whether an entry of such a list is well-formed, for checking a configuration at start.
[[nodiscard]] bool is_origin_pattern(std::string_view entry);

}  // namespace cardea
