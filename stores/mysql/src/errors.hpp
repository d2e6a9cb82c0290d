// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/sql/connection.hpp>

#include <mysql.h>

#include <string>

namespace cardea::mysql {

/// What went wrong, by the server's number or the client library's. 0: nothing.
struct failure {
  unsigned code = 0;
  std::string text{};
  std::string state{};  ///< SQLSTATE

  [[nodiscard]] static failure of(MYSQL* db) {
    return {mysql_errno(db), mysql_error(db), mysql_sqlstate(db)};
  }
  [[nodiscard]] static failure of(MYSQL_STMT* statement) {
    return {mysql_stmt_errno(statement), mysql_stmt_error(statement), mysql_stmt_sqlstate(statement)};
  }
};

/// As the server said last. Without autocommit one is always under way.
[[nodiscard]] bool is_in_transaction(const MYSQL* db) noexcept;
/// Whether no result is left of which rows, or another result, are still to be taken from the server.
[[nodiscard]] bool is_idle(const MYSQL* db) noexcept;

[[nodiscard]] sql::refusal refusal_of(unsigned code) noexcept;
/// A deadlock, a conflict between nodes of a cluster, or a row that changed since it was read.
[[nodiscard]] bool is_given_up(unsigned code) noexcept;
/// The connection is no more.
[[nodiscard]] bool is_lost(unsigned code) noexcept;
/// It ended before the statement had an effect: nothing could be sent, or the server says that it has ended
/// the statement. What ended a COMMIT may have come when it was done.
[[nodiscard]] bool is_lost_before(unsigned code, bool decides) noexcept;
/// The server does not know the prepared statement any more, or not for these tables.
[[nodiscard]] bool is_stale(unsigned code) noexcept;

/// `sql::given_up`, or `cardea::error` with the number and what the server said, unless that may quote a
/// value.
[[noreturn]] void throw_error(const failure& why);

}  // namespace cardea::mysql
