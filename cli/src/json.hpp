// SPDX-License-Identifier: MIT
#pragma once
#include "settings.hpp"

#include <cardea/basic_auth.hpp>

#include <boost/json/value.hpp>

#include <string>
#include <vector>

// What is printed, with --json in the contract's form, and for people.
namespace cardea::cli {

[[nodiscard]] boost::json::object to_json(const columns& declared, const record& values);
[[nodiscard]] boost::json::object to_json(const user_row& user, const settings& options);
[[nodiscard]] boost::json::object to_json(const key& key, const settings& options);
[[nodiscard]] boost::json::object to_json(const basic_session& session, const settings& options);

/// "2026-12-19 10:04 UTC"
[[nodiscard]] std::string for_people(timestamp time);
/// "7f3k2m9x username=ada email=null"
[[nodiscard]] std::string for_people(const user_row& user, const settings& options);
/// "username:ada of user 7f3k2m9x, with a password"
[[nodiscard]] std::string for_people(const key& key);
/// "expires 2026-12-19 10:04 UTC", or both periods.
[[nodiscard]] std::string for_people(const basic_session& session, const settings& options);

}  // namespace cardea::cli
