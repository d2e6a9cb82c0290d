// SPDX-License-Identifier: MIT
#include "settings.hpp"

#include "attributes.hpp"

#include <cardea/error.hpp>

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace cardea::cli {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw error{errc::invalid_argument, message}; }

bool is_true(std::string_view option, std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  refuse("--" + std::string{option} + " is true or false");
}

class reader {
 public:
  reader(const said& line, const said& config) : line_{line}, config_{config} {}

  [[nodiscard]] const option_value* find(std::string_view name) const {
    if (const auto at = line_.find(name); at != line_.end()) return &at->second;
    if (const auto at = config_.find(name); at != config_.end()) return &at->second;
    return nullptr;
  }
  [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise) const {
    const auto* found = find(name);
    return found ? to_text(name, *found) : std::string{otherwise};
  }
  [[nodiscard]] pairs list(std::string_view name, char separator) const {
    const auto* found = find(name);
    return found ? to_pairs(name, *found, separator) : pairs{};
  }
  /// Zero where nothing was said.
  [[nodiscard]] duration time(std::string_view name) const {
    const auto* found = find(name);
    if (!found) return {};
    const auto parsed = parse_duration(to_text(name, *found));
    if (!parsed || *parsed <= duration::zero())
      refuse("--" + std::string{name} + ": a time is wanted, such as 30d, 24h, 15m, 10s or 500ms");
    return *parsed;
  }

 private:
  const said& line_;
  const said& config_;
};

const scheme& scheme_named(const std::string& name) {
  for (const auto* one :
       {&schemes::cardea, &schemes::lucia_v0, &schemes::lucia_v1, &schemes::lucia_v2, &schemes::lucia_v3})
    if (one->name == name) return *one;
  refuse("--layout: \"" + name + "\" is none of cardea, lucia-v0, lucia-v1, lucia-v2 and lucia-v3");
}

std::optional<sql::time_form> read_form(const reader& from, std::string_view option) {
  if (!from.find(option)) return std::nullopt;
  const auto name = from.text(option, {});
  for (const auto form : {sql::time_form::seconds, sql::time_form::milliseconds, sql::time_form::native,
                          sql::time_form::iso8601})
    if (to_string(form) == name) return form;
  refuse("--" + std::string{option} + ": \"" + name +
         "\" is none of seconds, milliseconds, native and iso8601");
}

sql::layout read_layout(const reader& from) {
  auto tables = table_names_of(from.list("tables", '='));
  const bool without_keys = tables.key == "-";
  if (without_keys) tables.key.clear();
  auto layout = layouts::of(scheme_named(from.text("layout", "cardea")), std::move(tables));
  layout.without_keys = without_keys;
  if (const auto form = read_form(from, "times")) layout.times = *form;
  if (const auto form = read_form(from, "attribute-times")) layout.attribute_times = *form;
  return layout;
}

void rename_columns(settings& s, const pairs& names) {
  for (const auto& [which, name] : names) {
    const auto dot = which.find('.');
    if (dot == std::string::npos) refuse("--columns: \"" + which + "\" is not of the form table.column");
    auto* attribute = which.starts_with("user.") ? find_column(s.user_attributes, which.substr(dot + 1))
                      : which.starts_with("session.")
                          ? find_column(s.session_attributes, which.substr(dot + 1))
                          : nullptr;
    if (!attribute)
      sql::rename_column(s.layout, which, name);
    else if (name == "-")
      refuse("--columns: \"" + which + "\" is an attribute: leave it out of the list instead");
    else
      attribute->renamed = name;
  }
}

session_policy read_policy(const reader& from, const scheme& rules) {
  const bool two_periods = rules.expiry == expiry_rule::new_row || rules.expiry == expiry_rule::same_row;
  const auto time = [&](std::string_view name, bool known) {
    if (!known && from.find(name))
      refuse("--" + std::string{name} + ": sessions of " + std::string{rules.name} + " know no such time");
    return from.time(name);
  };
  return {.expires_in = time("session-expires-in", !two_periods),
          .active_period = time("session-active-period", two_periods),
          .idle_period = time("session-idle-period", rules.expiry != expiry_rule::half_life)};
}

cookie_options read_cookie(const pairs& given, const scheme& rules) {
  cookie_options cookie;
  for (const auto& [name, value] : given) {
    if (name == "name")
      cookie.name = value;
    else if (name == "domain")
      cookie.domain = value;
    else if (name == "path")
      cookie.path = value;
    else if (name == "secure")
      cookie.secure = is_true("cookie: secure", value);
    else if (name == "expires")
      cookie.expires = is_true("cookie: expires", value);
    else if (name != "samesite")
      refuse("--cookie: \"" + name + "\" is none of name, domain, path, samesite, secure and expires");
    else if (value == "lax" || value == "Lax")
      cookie.same_site = same_site::lax;
    else if (value == "strict" || value == "Strict")
      cookie.same_site = same_site::strict;
    else if (value == "none" || value == "None")
      cookie.same_site = same_site::none;
    else
      refuse("--cookie: samesite is lax, strict or none");
  }
  return cookie.for_scheme(rules);
}

}  // namespace

std::string without_password(std::string url) {
  const auto scheme = url.find("://");
  if (url.starts_with("sqlite:") || scheme == std::string::npos) return url;
  if (url.find("password") != std::string::npos) url.erase(std::min(url.find('?'), url.size()));
  const auto at = url.rfind('@'), colon = url.find(':', scheme + 3);
  if (at != std::string::npos && colon < at) url.erase(colon, at - colon);
  return url;
}

layouts::table_names table_names_of(const pairs& tables) {
  layouts::table_names names;
  for (const auto& [which, name] : tables) {
    if (which == "user")
      names.user = name;
    else if (which == "session")
      names.session = name;
    else if (which == "key")
      names.key = name;
    else
      refuse("--tables: \"" + which + "\" is none of user, session and key");
  }
  return names;
}

settings understand(const said& line, const std::string& config_path) {
  const auto config = read_config(config_path.empty() ? "cardea.toml" : config_path, config_path.empty());
  const reader from{line, config};
  settings s{.url = {},
             .layout = read_layout(from),
             .user_attributes = {},
             .session_attributes = {},
             .session = {},
             .cookie = {},
             .datetime_zone = from.text("datetime-zone", {}),
             .invocation = {}};
  if (const auto json = config.find("json"); json != config.end())
    s.json = is_true("json", to_text("json", json->second));
  if (const auto serve = config.find("serve"); serve != config.end()) {
    if (!std::holds_alternative<pairs>(serve->second)) refuse("\"serve\" is a table: [serve]");
    s.serve = std::get<pairs>(serve->second);
  }
  const auto* environment = std::getenv("CARDEA_DB");
  s.url =
      environment && *environment && !line.contains("db") ? environment : from.text("db", "sqlite:cardea.db");
  if (from.find("sessions"))
    throw error{errc::unsupported, "--sessions: sessions in a database of their own are not in this build"};
  s.user_attributes = read_attributes("user-attributes", from.list("user-attributes", ':'));
  s.session_attributes = read_attributes("session-attributes", from.list("session-attributes", ':'));
  if (!s.session_attributes.empty() && !s.rules().has_session_attributes)
    throw error{errc::unsupported,
                "--session-attributes: sessions of " + std::string{s.rules().name} + " have no attributes"};
  rename_columns(s, from.list("columns", '='));
  s.session = read_policy(from, s.rules());
  s.cookie = read_cookie(from.list("cookie", '='), s.rules());
  if (const auto timeout = from.time("busy-timeout"); timeout > duration::zero()) s.busy_timeout = timeout;

  s.invocation = "cardea --db " + quoted_for_shell(without_password(s.url));
  if (!config_path.empty()) s.invocation += " --config " + quoted_for_shell(config_path);
  for (const auto* name : {"layout", "tables", "columns", "times", "attribute-times", "user-attributes",
                           "session-attributes", "datetime-zone"})
    if (const auto at = line.find(std::string_view{name}); at != line.end())
      s.invocation += " --" + std::string{name} + " " + quoted_for_shell(std::get<std::string>(at->second));
  return s;
}

}  // namespace cardea::cli
