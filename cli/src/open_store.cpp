// SPDX-License-Identifier: MIT
#include "open_store.hpp"

#include <cardea/cached/sole_writer.hpp>
#include <cardea/sqlite/change_channel.hpp>
#include <cardea/sqlite/service_store.hpp>
#include <cardea/sqlite/store.hpp>
#ifdef CARDEA_WITH_POSTGRES
#include <cardea/postgres/change_channel.hpp>
#include <cardea/postgres/service_store.hpp>
#include <cardea/postgres/store.hpp>
#endif
#ifdef CARDEA_WITH_MYSQL
#include <cardea/mysql/change_channel.hpp>
#include <cardea/mysql/service_store.hpp>
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

template <class Store, class Service, class Pool>
database opened(const Pool& pool, const sql::layout& layout,
                std::function<std::unique_ptr<change_channel>()> channel) {
  auto store = std::make_unique<Store>(pool, layout);
  auto* tables = store.get();
  return {.store = std::move(store),
          .tables = tables,
          .migrate = [tables](bool run, const migrate_options& how) { return tables->migrate(run, how); },
          .owner = [tables] { return tables->owner(); },
          .service = std::make_unique<Service>(pool, sql::tables_beside(tables->layout())),
          .channel = std::move(channel)};
}

database open_sqlite(const settings& options, opening how, std::size_t connections) {
  auto path = sqlite_path(options.url);
  if (how == opening::empty || (how == opening::planned && !is_there(path))) path = memory;
  if ((how == opening::existing || how == opening::examined) && !is_there(path))
    throw error{errc::unavailable,
                "there is no database " + path + "; `" + options.invocation + " migrate` makes it"};
  const sqlite::pool pool{path,
                          {.create = how == opening::made || path == memory,
                           .readers = connections,
                           .busy_timeout = options.busy_timeout,
                           .wait_timeout = options.busy_timeout}};
  return opened<sqlite::store, sqlite::service_store>(pool, options.layout,
                                                      [path]() -> std::unique_ptr<change_channel> {
                                                        if (path == memory)
                                                          return std::make_unique<cached::sole_writer>();
                                                        return std::make_unique<sqlite::change_channel>(path);
                                                      });
}

/// What the pools of servers have in common; they connect when they are first used.
template <class Options>
Options pool_options(const settings& options, opening how, std::size_t connections) {
  using std::chrono::milliseconds;
  Options pool{.size = connections, .connect = {}};
  // An index on a table that is full takes the time that it takes, and so does counting its rows.
  const bool is_patient = how == opening::made || how == opening::examined;
  pool.connect.statement_timeout = is_patient ? milliseconds::zero() : options.busy_timeout;
  return pool;
}

database open_postgres(const settings& options, opening how, std::size_t connections) {
#ifdef CARDEA_WITH_POSTGRES
  const auto pool = pool_options<postgres::pool_options>(options, how, connections);
  return opened<postgres::store, postgres::service_store>(
      postgres::pool{options.url, pool}, options.layout,
      [url = options.url, layout = options.layout, connect = pool.connect] {
        return std::make_unique<postgres::change_channel>(url, layout, connect);
      });
#else
  (void)how, (void)connections;
  refuse_absent(options);
#endif
}

database open_mysql(const settings& options, opening how, std::size_t connections) {
#ifdef CARDEA_WITH_MYSQL
  auto pool = pool_options<mysql::pool_options>(options, how, connections);
  if (!options.datetime_zone.empty()) try {
      pool.connect.zone = mysql::datetime_zone::parse(options.datetime_zone);
    } catch (const error& e) {
      throw error{e.code(), std::string{"--datetime-zone: "} + e.what()};
    }
  return opened<mysql::store, mysql::service_store>(
      mysql::pool{options.url, pool}, options.layout,
      [url = options.url, layout = options.layout, connect = pool.connect] {
        return std::make_unique<mysql::change_channel>(url, layout, connect);
      });
#else
  (void)how, (void)connections;
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

database open_store(const settings& options, opening how, std::size_t connections) {
  const auto is = kind_of(options.url);
  if (is != kind::mysql && !options.datetime_zone.empty())
    throw error{errc::invalid_argument, "--datetime-zone: only MySQL and MariaDB have such columns"};
  switch (is) {
    case kind::postgres:
      return open_postgres(options, how, connections);
    case kind::mysql:
      return open_mysql(options, how, connections);
    case kind::sqlite:
      break;
  }
  return open_sqlite(options, how, connections);
}

std::vector<std::string> migrate(const database& db, bool run, const extras& with,
                                 const migrate_options& how) {
  auto statements = db.migrate(run, how);
  const auto add = [&](std::vector<std::string> more) {
    for (auto& one : more) statements.push_back(std::move(one));
  };
  if (with.service) add(db.service->migrate(run, how));
  if (with.cache) add(db.channel()->migrate(run, how));
  return statements;
}

basic_auth auth_on(const settings& options, std::unique_ptr<cardea::store> store) {
  return basic_auth{std::move(store),
                    options.user_attributes,
                    options.session_attributes,
                    {.session = options.session, .cookie = options.cookie, .passwords = {}, .clock = {}}};
}

basic_auth open_auth(const settings& options, opening how) {
  return auth_on(options, open_store(options, how).store);
}

}  // namespace cardea::cli
