// SPDX-License-Identifier: MIT
#include "api.hpp"

#include "attributes.hpp"
#include "people.hpp"
#include "routes.hpp"

#include <boost/json/serialize.hpp>

namespace cardea::service {

namespace json = boost::json;

json::object user_json(context& house, const user_row& user) {
  json::object all{{"id", user.id}, {"identifier", identifier_of(house, user)}};
  if (house.options.identifier == identifier_kind::email || house.at.email) {
    const auto address = house.at.email ? text_at(user.attributes, house.at.email) : address_of(house, user);
    all.emplace("email", address.empty() ? json::value{} : json::value(json::string{address}));
  }
  if (house.at.email_verified) all.emplace("emailVerified", has_proven_address(house, user));
  json::object shown;
  const auto& columns = house.auth.user_attributes();
  for (const auto position : house.at.shown)
    shown.emplace(columns[position].name, to_json(user.attributes.at(position)));
  all.emplace("attributes", std::move(shown));
  return all;
}

json::object session_json(const context& house, const own_session& one) {
  json::object all{{"handle", one.handle}, {"current", one.is_current}};
  if (one.session.times.created_at != timestamp{}) {
    all.emplace("createdAt", to_iso8601(one.session.times.created_at));
    all.emplace("lastSeenAt", to_iso8601(one.session.times.last_verified));
  }
  all.emplace("expiresAt", to_iso8601(one.session.expires_at));
  const auto add = [&](std::string_view name, std::optional<std::size_t> at) {
    if (at) all.emplace(name, to_json(one.session.attributes.at(*at)));
  };
  add("address", house.at.session_address);
  add("userAgent", house.at.session_user_agent);
  return all;
}

http::response json_response(int status, const json::object& body) {
  http::response out;
  out.status = status;
  out.set("Content-Type", "application/json");
  out.set("Cache-Control", "no-store");
  out.body = json::serialize(body);
  return out;
}

http::response signed_in_response(exchange& of, int status, const signed_in& begun) {
  const own_session session{begun.session, handle_of(begun.session.id), true};
  json::object body{{"user", user_json(of.house, begun.user)}, {"session", session_json(of.house, session)}};
  if (!of.keeps_cookies) body.emplace("token", begun.token);
  auto out = json_response(status, body);
  if (of.keeps_cookies) send_cookies(of.house, out, begun);
  return out;
}

http::response api_openapi(exchange& of) {
  http::response out;
  out.set("Content-Type", "application/json").set("Cache-Control", "public, max-age=300");
  out.body = of.house.openapi;
  return out;
}

}  // namespace cardea::service
