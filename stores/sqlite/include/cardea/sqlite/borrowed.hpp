// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sqlite/connection.hpp>

#include <memory>

namespace cardea::sqlite {

/// The application's own connection, so that its rows and Cardea's are written in one transaction, or
/// neither. Within a transaction of the application's it sets a savepoint where atomicity is needed, and
/// never commits; outside of one it begins and ends its own. Foreign keys are enforced only if the
/// application says so (PRAGMA foreign_keys). Used by one thread at a time, and not after the handle is
/// closed; SQLiteCpp's `getHandle()`, SOCI's `conn_` and Poco's handle all do.
class borrowed {
 public:
  explicit borrowed(sqlite3* handle) : handle_{handle}, connection_{std::make_unique<connection>(handle)} {}

  [[nodiscard]] connection* read() noexcept { return connection_.get(); }
  [[nodiscard]] connection* write() noexcept { return connection_.get(); }
  [[nodiscard]] static const sql::dialect& dialect() noexcept { return sql::sqlite_dialect(); }
  [[nodiscard]] const sql::transaction_words& words() const;

 private:
  sqlite3* handle_;
  std::unique_ptr<connection> connection_;
};

static_assert(sql::source<borrowed>);

}  // namespace cardea::sqlite
