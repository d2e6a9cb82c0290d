// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/layout.hpp>

#include <algorithm>
#include <utility>

namespace cardea::sql {
namespace {

/// Where the name of a column stands in the layout, and whether the table may do without it.
struct place {
  std::string_view which;
  std::string* name;
  bool is_optional = false;
};

std::vector<place> places(layout& l) {
  std::vector<place> all{
      {"user.id", &l.user.id}, {"session.id", &l.session.id}, {"session.user_id", &l.session.user_id}};
  if (!l.session.active_expires.empty()) {
    all.push_back({"session.active_expires", &l.session.active_expires});
    all.push_back({"session.idle_expires", &l.session.expires});
  }
  if (l.rules->expiry == expiry_rule::half_life) all.push_back({"session.expires_at", &l.session.expires});
  if (l.rules->expiry == expiry_rule::last_verified) {
    all.push_back({"session.created_at", &l.session.created_at});
    all.push_back({"session.token_last_verified_at", &l.session.last_verified});
    all.push_back({"session.secret_hash", &l.session.secret_hash});
  }
  all.push_back({"key.id", &l.key.id});
  all.push_back({"key.user_id", &l.key.user_id});
  all.push_back({"key.hashed_password", &l.key.hashed_password});
  if (l.rules->has_primary_keys) all.push_back({"key.primary", &l.key.primary, true});
  if (l.rules->has_single_use_keys) all.push_back({"key.expires", &l.key.expires, true});
  return all;
}

}  // namespace

std::string_view to_string(time_form form) noexcept {
  switch (form) {
    case time_form::seconds:
      return "seconds";
    case time_form::milliseconds:
      return "milliseconds";
    case time_form::native:
      return "native";
    case time_form::native_or_seconds:
      return "native_or_seconds";
    case time_form::native_or_milliseconds:
      return "native_or_milliseconds";
    case time_form::iso8601:
      return "iso8601";
  }
  return "native";
}

void rename_column(layout& layout, std::string_view which, std::string_view name) {
  const auto all = places(layout);
  // Lucia 1 calls it "primary_key", which is the column's own name there.
  const auto at = std::ranges::find(all, which == "key.primary_key" ? "key.primary" : which, &place::which);
  if (at == all.end())
    throw error{errc::invalid_argument, "layout " + std::string{layout.rules->name} + " has no column \"" +
                                            std::string{which} + "\""};
  if (name == "-" && !at->is_optional)
    throw error{errc::invalid_argument, "column \"" + std::string{which} + "\" cannot be left out"};
  if (name.empty() || name.find('\0') != std::string_view::npos)
    throw error{errc::invalid_argument, "column \"" + std::string{which} + "\" is given no name"};
  *at->name = name == "-" ? std::string{} : std::string{name};
}

std::vector<named_column> named_columns(layout of) {
  std::vector<named_column> all;
  for (const auto& one : places(of)) all.push_back({one.which, *one.name});
  return all;
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

sql::layout of(const scheme& rules, table_names names) {
  if (rules.name == schemes::lucia_v0.name) return lucia_v0(std::move(names));
  if (rules.name == schemes::lucia_v1.name) return lucia_v1(std::move(names));
  if (rules.name == schemes::lucia_v2.name) return lucia_v2(std::move(names));
  if (rules.name == schemes::lucia_v3.name) return lucia_v3(std::move(names));
  if (rules.name == schemes::cardea.name) return cardea(std::move(names));
  throw error{errc::invalid_argument, "there is no layout for scheme " + std::string{rules.name}};
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
