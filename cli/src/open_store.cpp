// SPDX-License-Identifier: MIT
#include "open_store.hpp"

#include <cardea/sqlite/store.hpp>

#include <filesystem>

namespace cardea::cli {
namespace {

constexpr const char* memory = ":memory:";

/// A URL may hold a password: a message says its scheme at the most.
std::string sqlite_path(std::string_view url) {
  const auto colon = url.find(':');
  const auto kind = url.substr(0, colon);
  if (kind == "postgres" || kind == "postgresql" || kind == "mysql" || kind == "mariadb")
    throw error{errc::unsupported,
                "--db: " + std::string{kind} + " is not in this build, which has sqlite:PATH"};
  if (colon == std::string_view::npos || kind != "sqlite")
    throw error{errc::invalid_argument, "--db: a URL is wanted, sqlite:PATH"};
  auto path = url.substr(colon + 1);
  if (path.starts_with("//")) path.remove_prefix(2);
  if (path.empty()) throw error{errc::invalid_argument, "--db: the URL names no file: sqlite:PATH is wanted"};
  return std::string{path};
}

bool is_there(const std::string& path) {
  std::error_code unreadable;
  // What cannot be looked at is left to SQLite, which says why.
  return path == memory || std::filesystem::exists(path, unreadable) || unreadable;
}

}  // namespace

bool has_database(const settings& options) { return is_there(sqlite_path(options.url)); }

database open_store(const settings& options, opening how) {
  auto path = sqlite_path(options.url);
  if (how == opening::empty || (how == opening::planned && !is_there(path))) path = memory;
  if (how == opening::existing && !is_there(path))
    throw error{errc::unavailable,
                "there is no database " + path + "; `" + options.invocation + " migrate` makes it"};
  sqlite::pool pool{path,
                    {.create = how == opening::made || path == memory,
                     .readers = 1,
                     .busy_timeout = options.busy_timeout,
                     .wait_timeout = options.busy_timeout}};
  auto store = std::make_unique<sqlite::store>(std::move(pool), options.layout);
  auto* tables = store.get();
  return {.store = std::move(store), .migrate = [tables](bool run) { return tables->migrate(run); }};
}

basic_auth open_auth(const settings& options, opening how) {
  return basic_auth{open_store(options, how).store,
                    options.user_attributes,
                    options.session_attributes,
                    {.session = options.session, .cookie = options.cookie, .passwords = {}, .clock = {}}};
}

}  // namespace cardea::cli
