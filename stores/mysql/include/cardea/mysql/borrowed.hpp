// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mysql/connection.hpp>

#include <memory>

namespace cardea::mysql {

/// The application's own connection, so that its rows and Cardea's are written in one transaction, or
/// neither. Inside a transaction of the application's it never commits or rolls back: it sets savepoints, so
/// that a refusal leaves the transaction as it was. Outside of one it begins and ends its own where atomicity
/// is needed. A deadlock makes the server roll back the application's transaction as a whole: it is told by
/// `errc::busy`, and nothing is tried again. Used by one thread at a time, and not after the handle is
/// closed. The handle is libmariadb's; SOCI's `conn_` is one.
class borrowed {
 public:
  /// Throws `errc::invalid_argument` where there is no open connection, its texts are not in utf8mb4, or its
  /// sql_mode is not strict, so that the server would cut off what is too long. Asks the server once.
  explicit borrowed(st_mysql* handle, datetime_zone zone = datetime_zone::utc());

  [[nodiscard]] connection* read() noexcept { return connection_.get(); }
  [[nodiscard]] connection* write() noexcept { return connection_.get(); }
  [[nodiscard]] static const sql::dialect& dialect() noexcept { return sql::mysql_dialect(); }
  [[nodiscard]] const sql::transaction_words& words() const;

 private:
  st_mysql* handle_;
  std::unique_ptr<connection> connection_;
};

static_assert(sql::source<borrowed>);

}  // namespace cardea::mysql
