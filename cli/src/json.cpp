// SPDX-License-Identifier: MIT
#include "json.hpp"

#include "output.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace cardea::cli {
namespace {

namespace json = boost::json;

json::value to_json(const value& from) {
  struct {
    json::value operator()(null_value) const { return nullptr; }
    json::value operator()(default_value) const { return nullptr; }
    json::value operator()(bool v) const { return v; }
    json::value operator()(std::int64_t v) const { return v; }
    json::value operator()(double v) const { return v; }
    json::value operator()(const std::string& v) const { return json::string{v}; }
    json::value operator()(const blob&) const { return nullptr; }  // No option declares one.
    json::value operator()(timestamp v) const { return json::string{to_iso8601(v)}; }
  } const visitor;
  return std::visit(visitor, from);
}

bool has_two_periods(const settings& options) {
  const auto rule = options.rules().expiry;
  return rule == expiry_rule::new_row || rule == expiry_rule::same_row;
}

}  // namespace

json::object to_json(const columns& declared, const record& values) {
  json::object all;
  for (std::size_t i = 0; i < declared.size(); ++i) all.emplace(declared[i].name, to_json(values.at(i)));
  return all;
}

json::object to_json(const user_row& user, const settings& options) {
  return {{"id", user.id}, {"attributes", to_json(options.user_attributes, user.attributes)}};
}

json::object to_json(const key& key, const settings& options) {
  json::object all{{"providerId", key.provider},
                   {"providerUserId", key.provider_user_id},
                   {"userId", key.user_id},
                   {"passwordDefined", key.password_defined}};
  if (!options.rules().has_primary_keys) return all;
  all.emplace("type", key.expires ? "single_use" : "persistent");
  all.emplace("primary", key.primary);
  all.emplace("expiresAt", key.expires ? json::value(json::string(to_iso8601(*key.expires))) : json::value());
  return all;
}

json::object to_json(const basic_session& session, const settings& options) {
  json::object all{{"id", session.id}, {"userId", session.user_id}};
  const auto add = [&](const char* name, timestamp time) {
    all.emplace(name, json::string{to_iso8601(time)});
  };
  if (has_two_periods(options)) {
    add("activePeriodExpiresAt", session.times.active_expires);
    add("idlePeriodExpiresAt", session.times.expires);
    all.emplace("state", session.active ? "active" : "idle");
  } else {
    add("expiresAt", session.expires_at);
  }
  if (options.rules().expiry == expiry_rule::last_verified) {
    add("createdAt", session.times.created_at);
    add("lastVerifiedAt", session.times.last_verified);
  }
  all.emplace("fresh", session.fresh);
  all.emplace("attributes", to_json(options.session_attributes, session.attributes));
  return all;
}

std::string for_people(timestamp time) {
  auto text = to_iso8601(time);
  text.resize(text.size() - std::string_view{":05.678Z"}.size());
  text[text.size() - std::string_view{"T03:04"}.size()] = ' ';
  return text + " UTC";
}

std::string for_people(const user_row& user, const settings& options) {
  auto text = user.id;
  for (const auto& [name, given] : to_json(options.user_attributes, user.attributes))
    text += " " + std::string{name} + "=" +
            (given.is_string() ? std::string{given.get_string()} : json::serialize(given));
  return printable(text);
}

std::string for_people(const key& key) {
  auto text = key.provider + ":" + key.provider_user_id + " of user " + key.user_id +
              (key.password_defined ? ", with a password" : ", without a password");
  if (key.primary) text += ", primary";
  if (key.expires) text += ", for one use until " + for_people(*key.expires);
  return printable(text);
}

std::string for_people(const basic_session& session, const settings& options) {
  if (!has_two_periods(options)) return "expires " + for_people(session.expires_at);
  return (session.active ? "active until " + for_people(session.times.active_expires) : "idle") +
         ", expires " + for_people(session.times.expires);
}

}  // namespace cardea::cli
