// SPDX-License-Identifier: MIT
#pragma once
#include "settings.hpp"

#include <cardea/basic_auth.hpp>
#include <cardea/sql/history.hpp>
#include <cardea/sql/inspection.hpp>

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
};

enum class opening {
  existing,  ///< a database that is not there is an error, which says how to make it
  examined,  ///< the same, and tables may be read as a whole: no statement takes too long
  made,      ///< made where it is not there
  planned,   ///< an empty one in memory where it is not there
  empty,     ///< nothing is looked at: an empty one in memory, or a server that is not connected to
};

/// The one place that knows which databases there are. Throws `errc::invalid_argument` for a URL that is
/// none, `errc::unsupported` for a database that is not in this build, and as the store does.
[[nodiscard]] database open_store(const settings& options, opening how);

/// How the database of the URL writes its SQL.
[[nodiscard]] const sql::dialect& dialect_of(const settings& options);

/// Whether there is a database at the URL already. A server is taken for one.
[[nodiscard]] bool has_database(const settings& options);

/// The operations on it.
[[nodiscard]] basic_auth open_auth(const settings& options, opening how = opening::existing);

}  // namespace cardea::cli
