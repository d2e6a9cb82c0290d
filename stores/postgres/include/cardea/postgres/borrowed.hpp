// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/postgres/connection.hpp>

#include <memory>

namespace cardea::postgres {

/// The application's own connection, so that its rows and Cardea's are written in one transaction, or
/// neither. Inside a transaction of the application's it never commits or rolls back: it sets savepoints, so
/// that a refusal leaves the transaction as it was. Outside of one it begins and ends its own where atomicity
/// is needed. Used by one thread at a time, and not after the handle is closed. libpqxx does not give its
/// handle away; SOCI's `conn_` does, and so does plain libpq.
class borrowed {
 public:
  /// Throws `errc::invalid_argument` where there is no open connection, or its texts are not in UTF-8. With
  /// `named_statements` what is prepared stays on the connection: worth it where this object lives long.
  explicit borrowed(pg_conn* handle, bool named_statements = false);

  [[nodiscard]] connection* read() noexcept { return connection_.get(); }
  [[nodiscard]] connection* write() noexcept { return connection_.get(); }
  [[nodiscard]] static const sql::dialect& dialect() noexcept { return sql::postgres_dialect(); }
  [[nodiscard]] const sql::transaction_words& words() const;

 private:
  pg_conn* handle_;
  std::unique_ptr<connection> connection_;
};

static_assert(sql::source<borrowed>);

}  // namespace cardea::postgres
