// SPDX-License-Identifier: MIT
#include "open_store.hpp"

#include <cardea/sqlite/store.hpp>
#ifdef CARDEA_WITH_POSTGRES
#include <cardea/postgres/store.hpp>
#endif
#ifdef CARDEA_WITH_MYSQL
#include <cardea/mysql/store.hpp>
#endif

#include <filesystem>

namespace cardea::cli {
namespace {

constexpr const char* memory = ":memory:";

constexpr const char* wanted =
    "sqlite:PATH"
#ifdef CARDEA_WITH_POSTGRES
    ", postgres://..."
#endif
#ifdef CARDEA_WITH_MYSQL
    ", mysql://..."
#endif
    ;

enum class kind { sqlite, postgres, mysql };

/// A URL may hold a password: a message says its scheme at the most.
kind kind_of(std::string_view url) {
  const auto colon = url.find(':');
  const auto scheme = colon == std::string_view::npos ? std::string_view{} : url.substr(0, colon);
  if (scheme == "sqlite") return kind::sqlite;
  if (scheme == "postgres" || scheme == "postgresql") return kind::postgres;
  if (scheme == "mysql" || scheme == "mariadb") return kind::mysql;
  throw error{errc::invalid_argument, std::string{"--db: a URL is wanted, one of "} + wanted};
}

[[noreturn, maybe_unused]] void refuse_absent(const settings& options) {
  throw error{errc::unsupported, "--db: " + options.url.substr(0, options.url.find(':')) +
                                     " is not in this build, which has " + wanted};
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
  return {.store = std::move(store),
          .tables = tables,
          .migrate = [tables](bool run, const migrate_options& how) { return tables->migrate(run, how); },
          .owner = [tables] { return tables->owner(); }};
}

database open_sqlite(const settings& options, opening how) {
  auto path = sqlite_path(options.url);
  if (how == opening::empty || (how == opening::planned && !is_there(path))) path = memory;
  if ((how == opening::existing || how == opening::examined) && !is_there(path))
    throw error{errc::unavailable,
                "there is no database " + path + "; `" + options.invocation + " migrate` makes it"};
  sqlite::pool pool{path,
                    {.create = how == opening::made || path == memory,
                     .readers = 1,
                     .busy_timeout = options.busy_timeout,
                     .wait_timeout = options.busy_timeout}};
  return opened(std::make_unique<sqlite::store>(std::move(pool), options.layout));
}

/// What the pools of servers have in common; they connect when they are first used.
template <class Options>
Options one_connection(const settings& options, opening how) {
  using std::chrono::milliseconds;
  Options pool{.size = 1, .connect = {}};
  // An index on a table that is full takes the time that it takes, and so does counting its rows.
  const bool is_patient = how == opening::made || how == opening::examined;
  pool.connect.statement_timeout = is_patient ? milliseconds::zero() : options.busy_timeout;
  return pool;
}

database open_postgres(const settings& options, opening how) {
#ifdef CARDEA_WITH_POSTGRES
  const auto pool = one_connection<postgres::pool_options>(options, how);
  return opened(std::make_unique<postgres::store>(postgres::pool{options.url, pool}, options.layout));
#else
  (void)how;
  refuse_absent(options);
#endif
}

database open_mysql(const settings& options, opening how) {
#ifdef CARDEA_WITH_MYSQL
  auto pool = one_connection<mysql::pool_options>(options, how);
  if (!options.datetime_zone.empty()) try {
      pool.connect.zone = mysql::datetime_zone::parse(options.datetime_zone);
    } catch (const error& e) {
      throw error{e.code(), std::string{"--datetime-zone: "} + e.what()};
    }
  return opened(std::make_unique<mysql::store>(mysql::pool{options.url, pool}, options.layout));
#else
  (void)how;
  refuse_absent(options);
#endif
}

}  // namespace

bool has_database(const settings& options) {
  return kind_of(options.url) != kind::sqlite || is_there(sqlite_path(options.url));
}

const sql::dialect& dialect_of(const settings& options) {
  switch (kind_of(options.url)) {
    case kind::postgres:
      return sql::postgres_dialect();
    case kind::mysql:
      return sql::mysql_dialect();
    case kind::sqlite:
      break;
  }
  return sql::sqlite_dialect();
}

database open_store(const settings& options, opening how) {
  const auto is = kind_of(options.url);
  if (is != kind::mysql && !options.datetime_zone.empty())
    throw error{errc::invalid_argument, "--datetime-zone: only MySQL and MariaDB have such columns"};
  switch (is) {
    case kind::postgres:
      return open_postgres(options, how);
    case kind::mysql:
      return open_mysql(options, how);
    case kind::sqlite:
      break;
  }
  return open_sqlite(options, how);
}

basic_auth open_auth(const settings& options, opening how) {
  return basic_auth{open_store(options, how).store,
                    options.user_attributes,
                    options.session_attributes,
                    {.session = options.session, .cookie = options.cookie, .passwords = {}, .clock = {}}};
}

}  // namespace cardea::cli
