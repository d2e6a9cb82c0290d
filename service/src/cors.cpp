// SPDX-License-Identifier: MIT
#include "cors.hpp"

#include <cardea/origin.hpp>

namespace cardea::service {
namespace {

std::optional<std::string_view> foreign_origin(const context& house, const http::request& incoming) {
  const auto origin = incoming.only("Origin");
  if (!origin || *origin == house.origin || !is_allowed_origin(*origin, house.options.origins))
    return std::nullopt;
  return origin;
}

}  // namespace

void add_cors(const context& house, const http::request& incoming, http::response& out) {
  if (house.options.origins.empty()) return;
  // Said to everybody, so that no cache gives one origin's answer to another.
  out.add("Vary", "Origin");
  const auto origin = foreign_origin(house, incoming);
  if (!origin) return;
  out.set("Access-Control-Allow-Origin", std::string{*origin});
  out.set("Access-Control-Allow-Credentials", "true");
  out.set("Access-Control-Expose-Headers", "Retry-After");
}

std::optional<http::response> preflight(const context& house, const http::request& incoming,
                                        const match& at) {
  if (incoming.method != "OPTIONS" || !at.is_path || !at.path.starts_with("/api/") ||
      !incoming.has("Access-Control-Request-Method") || !foreign_origin(house, incoming))
    return std::nullopt;
  http::response out{.status = 204};
  add_cors(house, incoming, out);
  out.set("Access-Control-Allow-Methods", methods_of(house, at.path));
  out.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
  out.set("Access-Control-Max-Age", "600");
  return out;
}

}  // namespace cardea::service
