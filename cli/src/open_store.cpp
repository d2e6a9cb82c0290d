// SPDX-License-Identifier: MIT
#include "open_store.hpp"

#include <cardea/sqlite/store.hpp>
#ifdef CARDEA_WITH_POSTGRES
#include <cardea/postgres/store.hpp>
#endif

#include <filesystem>

namespace cardea::cli {
namespace {

constexpr const char* memory = ":memory:";

enum class kind { sqlite, postgres };

/// A URL may hold a password: a message says its scheme at the most.
kind kind_of(std::string_view url) {
  const auto colon = url.find(':');
  const auto scheme = colon == std::string_view::npos ? std::string_view{} : url.substr(0, colon);
  if (scheme == "sqlite") return kind::sqlite;
  const bool is_postgres = scheme == "postgres" || scheme == "postgresql";
#ifdef CARDEA_WITH_POSTGRES
  if (is_postgres) return kind::postgres;
  constexpr const char* wanted = "sqlite:PATH or postgres://...";
#else
  constexpr const char* wanted = "sqlite:PATH";
#endif
  if (is_postgres || scheme == "mysql" || scheme == "mariadb")
    throw error{errc::unsupported,
                "--db: " + std::string{scheme} + " is not in this build, which has " + wanted};
  throw error{errc::invalid_argument, std::string{"--db: a URL is wanted, "} + wanted};
}

std::string sqlite_path(std::string_view url) {
  auto path = url.substr(url.find(':') + 1);
  if (path.starts_with("//")) path.remove_prefix(2);
  if (path.empty()) throw error{errc::invalid_argument, "--db: the URL names no file: sqlite:PATH is wanted"};
  return std::string{path};
}

bool is_there(const std::string& path) {
  std::error_code unreadable;
  // What cannot be looked at is left to SQLite, which says why.
  return path == memory || std::filesystem::exists(path, unreadable) || unreadable;
}

template <class Store>
database opened(std::unique_ptr<Store> store) {
  auto* tables = store.get();
  return {.store = std::move(store), .migrate = [tables](bool run) { return tables->migrate(run); }};
}

database open_sqlite(const settings& options, opening how) {
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
  return opened(std::make_unique<sqlite::store>(std::move(pool), options.layout));
}

#ifdef CARDEA_WITH_POSTGRES
/// Connects when it is first used.
database open_postgres(const settings& options, opening how) {
  using std::chrono::milliseconds;
  postgres::pool_options pool{.size = 1, .connect = {}};
  // An index on a table that is full takes the time that it takes.
  pool.connect.statement_timeout = how == opening::made ? milliseconds::zero() : options.busy_timeout;
  return opened(std::make_unique<postgres::store>(postgres::pool{options.url, pool}, options.layout));
}
#endif

}  // namespace

bool has_database(const settings& options) {
  return kind_of(options.url) != kind::sqlite || is_there(sqlite_path(options.url));
}

const sql::dialect& dialect_of(const settings& options) {
  return kind_of(options.url) == kind::sqlite ? sql::sqlite_dialect() : sql::postgres_dialect();
}

database open_store(const settings& options, opening how) {
  switch (kind_of(options.url)) {
    case kind::sqlite:
      return open_sqlite(options, how);
    case kind::postgres:
#ifdef CARDEA_WITH_POSTGRES
      return open_postgres(options, how);
#else
      break;
#endif
  }
  throw error{errc::unsupported, "--db: the database is not in this build"};
}

basic_auth open_auth(const settings& options, opening how) {
  return basic_auth{open_store(options, how).store,
                    options.user_attributes,
                    options.session_attributes,
                    {.session = options.session, .cookie = options.cookie, .passwords = {}, .clock = {}}};
}

}  // namespace cardea::cli
