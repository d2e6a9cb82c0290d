// SPDX-License-Identifier: MIT
#pragma once
#include "options.hpp"

#include <cardea/cookie.hpp>
#include <cardea/session.hpp>
#include <cardea/sql/layout.hpp>
#include <cardea/value.hpp>

#include <chrono>
#include <string>

namespace cardea::cli {

/// The options, understood.
struct settings {
  std::string url;
  sql::layout layout;
  columns user_attributes;
  columns session_attributes;
  session_policy session;
  cookie_options cookie;
  std::chrono::milliseconds busy_timeout{5000};
  std::string datetime_zone;  ///< empty: it was not said
  bool json = false;
  pairs serve{};  ///< [serve] in cardea.toml
  /// "cardea --db sqlite:app.db --layout lucia-v2": what goes before another command on the same tables.
  /// A password in the URL is left out.
  std::string invocation;

  [[nodiscard]] const cardea::scheme& rules() const noexcept { return *layout.rules; }
};

/// `line` goes before the environment, the environment before `config`. Throws `errc::invalid_argument`.
[[nodiscard]] settings understand(const said& line, const std::string& config_path);

/// What --tables says. Throws `errc::invalid_argument` for a table that there is not.
[[nodiscard]] layouts::table_names table_names_of(const pairs& tables);

/// The URL as it may be shown: without a password, which a server's may hold in two places.
[[nodiscard]] std::string without_password(std::string url);

}  // namespace cardea::cli
