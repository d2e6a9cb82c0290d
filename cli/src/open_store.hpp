// SPDX-License-Identifier: MIT
#pragma once
#include "settings.hpp"

#include <cardea/basic_auth.hpp>
#include <cardea/change_channel.hpp>
#include <cardea/service_store.hpp>
#include <cardea/sql/history.hpp>
#include <cardea/sql/inspection.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cardea::cli {

/// A store, and what only a store with tables can do.
struct database {
  std::unique_ptr<cardea::store> store;
  sql::inspectable* tables;  ///< the store's own view of whatever tables there are
  std::function<std::vector<std::string>(bool run, const migrate_options& options)> migrate;
  std::function<std::optional<sql::history_owner>()> owner;
  /// What a server keeps beside users, on the same connections.
  std::unique_ptr<cardea::service_store> service;
  /// What a cache of sessions hears of changes by, on a connection of its own.
  std::function<std::unique_ptr<change_channel>()> channel;
};

/// What is made beside the tables of users.
struct extras {
  bool service = false;  ///< the tables of a server
  bool cache = false;    ///< what the channel needs
};

enum class opening {
  existing,  ///< a database that is not there is an error, which says how to make it
  examined,  ///< the same, and tables may be read as a whole: no statement takes too long
  made,      ///< made where it is not there
  planned,   ///< an empty one in memory where it is not there
  empty,     ///< nothing is looked at: an empty one in memory, or a server that is not connected to
};

/// The one place that knows which databases there are. `connections`: the most at once; on SQLite those that
/// read, beside the one that writes. Throws `errc::invalid_argument` for a URL that is none,
/// `errc::unsupported` for a database that is not in this build, and as the store does.
[[nodiscard]] database open_store(const settings& options, opening how, std::size_t connections = 1);

/// The statements that bring the tables forward, and what else is asked for; with `run`, runs them. The store
/// is prepared. Throws as `store::migrate` does.
[[nodiscard]] std::vector<std::string> migrate(const database& db, bool run, const extras& with,
                                               const migrate_options& how);

/// How the database of the URL writes its SQL.
[[nodiscard]] const sql::dialect& dialect_of(const settings& options);

/// Whether there is a database at the URL already. A server is taken for one.
[[nodiscard]] bool has_database(const settings& options);

/// The operations on a store that was opened.
[[nodiscard]] basic_auth auth_on(const settings& options, std::unique_ptr<cardea::store> store);
/// The same on one that is opened now.
[[nodiscard]] basic_auth open_auth(const settings& options, opening how = opening::existing);

}  // namespace cardea::cli
