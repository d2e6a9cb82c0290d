// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/layout.hpp>

#include <utility>

namespace cardea::sql {
namespace {

/// The place of a column's name in the layout, and whether the table may do without it. Null: unknown.
std::pair<std::string*, bool> find_column(layout& l, std::string_view which) {
  const bool two_periods = !l.session.active_expires.empty();
  if (which == "user.id") return {&l.user.id, false};
  if (which == "session.id") return {&l.session.id, false};
  if (which == "session.user_id") return {&l.session.user_id, false};
  if (two_periods && which == "session.active_expires") return {&l.session.active_expires, false};
  if (two_periods && which == "session.idle_expires") return {&l.session.expires, false};
  if (l.rules->expiry == expiry_rule::half_life && which == "session.expires_at")
    return {&l.session.expires, false};
  if (l.rules->expiry == expiry_rule::last_verified) {
    if (which == "session.created_at") return {&l.session.created_at, false};
    if (which == "session.token_last_verified_at") return {&l.session.last_verified, false};
    if (which == "session.secret_hash") return {&l.session.secret_hash, false};
  }
  if (which == "key.id") return {&l.key.id, false};
  if (which == "key.user_id") return {&l.key.user_id, false};
  if (which == "key.hashed_password") return {&l.key.hashed_password, false};
  if (l.rules->has_primary_keys && (which == "key.primary" || which == "key.primary_key"))
    return {&l.key.primary, true};
  if (l.rules->has_single_use_keys && which == "key.expires") return {&l.key.expires, true};
  return {nullptr, false};
}

}  // namespace

void rename_column(layout& layout, std::string_view which, std::string_view name) {
  const auto [place, optional] = find_column(layout, which);
  if (!place)
    throw error{errc::invalid_argument, "layout " + std::string{layout.rules->name} + " has no column \"" +
                                            std::string{which} + "\""};
  if (name == "-" && !optional)
    throw error{errc::invalid_argument, "column \"" + std::string{which} + "\" cannot be left out"};
  if (name.empty() || name.find('\0') != std::string_view::npos)
    throw error{errc::invalid_argument, "column \"" + std::string{which} + "\" is given no name"};
  *place = name == "-" ? std::string{} : std::string{name};
}

}  // namespace cardea::sql

namespace cardea::layouts {
namespace {

sql::layout make(const scheme& rules, table_names&& names) {
  sql::layout layout{.rules = &rules, .user = {}, .session = {}, .key = {}};
  layout.user.name = std::move(names.user);
  layout.session.name = std::move(names.session);
  layout.key.name = std::move(names.key);
  return layout;
}

}  // namespace

sql::layout lucia_v0(table_names names) {
  auto layout = lucia_v1(std::move(names));
  layout.rules = &schemes::lucia_v0;
  layout.key.primary = "primary";
  layout.key.expires.clear();
  return layout;
}

sql::layout lucia_v1(table_names names) {
  auto layout = make(schemes::lucia_v1, std::move(names));
  layout.session.active_expires = "active_expires";
  layout.session.expires = "idle_expires";
  layout.key.primary = "primary_key";
  layout.key.expires = "expires";
  return layout;
}

sql::layout lucia_v2(table_names names) {
  auto layout = make(schemes::lucia_v2, std::move(names));
  layout.session.active_expires = "active_expires";
  layout.session.expires = "idle_expires";
  return layout;
}

sql::layout lucia_v3(table_names names) {
  auto layout = make(schemes::lucia_v3, std::move(names));
  layout.session.expires = "expires_at";
  layout.times = layout.attribute_times = sql::time_form::native_or_seconds;
  return layout;
}

sql::layout cardea(table_names names) {
  auto layout = make(schemes::cardea, std::move(names));
  layout.session.created_at = "created_at";
  layout.session.last_verified = "token_last_verified_at";
  layout.session.secret_hash = "secret_hash";
  layout.times = sql::time_form::seconds;
  layout.strict = true;
  return layout;
}

}  // namespace cardea::layouts
