// SPDX-License-Identifier: MIT
#include "api.hpp"

#include "attributes.hpp"
#include "people.hpp"
#include "routes.hpp"

#include <boost/json/serialize.hpp>

namespace cardea::service {

namespace json = boost::json;

json::object user_json(context& house, const user_row& user, json::storage_ptr in) {
  json::object all{5, std::move(in)};
  all.emplace("id", user.id);
  all.emplace("identifier", identifier_of(house, user));
  if (house.options.identifier == identifier_kind::email || house.at.email) {
    const auto address = house.at.email ? text_at(user.attributes, house.at.email) : address_of(house, user);
    auto& email = all.emplace("email", nullptr).first->value();
    if (!address.empty()) email.emplace_string() = address;
  }
  if (house.at.email_verified) all.emplace("emailVerified", has_proven_address(house, user));
  auto& shown = all.emplace("attributes", json::object_kind).first->value().as_object();
  const auto& columns = house.auth.user_attributes();
  for (const auto position : house.at.shown)
    shown.emplace(columns[position].name, to_json(user.attributes.at(position)));
  return all;
}

json::object session_json(const context& house, const basic_session& session, std::string_view handle,
                          bool is_current, json::storage_ptr in) {
  json::object all{7, std::move(in)};
  all.emplace("handle", handle);
  all.emplace("current", is_current);
  if (session.times.created_at != timestamp{}) {
    all.emplace("createdAt", to_iso8601(session.times.created_at));
    all.emplace("lastSeenAt", to_iso8601(session.times.last_verified));
  }
  all.emplace("expiresAt", to_iso8601(session.expires_at));
  const auto add = [&](std::string_view name, std::optional<std::size_t> at) {
    if (at) all.emplace(name, to_json(session.attributes.at(*at)));
  };
  add("address", house.at.session_address);
  add("userAgent", house.at.session_user_agent);
  return all;
}

http::response json_response(int status, const json::object& body) {
  http::response out;
  out.status = status;
  out.fields.reserve(4);  // for what the guard adds, too
  out.add("Content-Type", "application/json").add("Cache-Control", "no-store");
  out.body = json::serialize(body);
  return out;
}

http::response signed_in_response(exchange& of, int status, const signed_in& begun) {
  json::object body;
  body.emplace("user", user_json(of.house, begun.user));
  body.emplace("session", session_json(of.house, begun.session, handle_of(begun.session.id), true));
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
