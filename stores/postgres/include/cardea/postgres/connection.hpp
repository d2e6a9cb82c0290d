// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/connection.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

struct pg_conn;
struct pg_result;

namespace cardea::postgres {

class bound;

struct connect_options {
  std::chrono::seconds connect_timeout{5};  ///< for each host of the URL; libpq waits for 2 s at least
  /// The server ends a statement that takes longer, with `errc::busy`; zero: it never does.
  std::chrono::milliseconds statement_timeout{10'000};
  /// How long the other side may be silent, beyond the time a statement has, before the connection is given
  /// up.
  std::chrono::milliseconds tcp_timeout{10'000};
  /// Statements are prepared once, under a name. False for a pooler that gives each transaction another
  /// connection (pgbouncer in transaction mode); `statement_timeout` is then for the pooler to set. A URL
  /// with "pgbouncer=true", as Prisma spells it, says the same.
  bool named_statements = true;
};

/// One connection to a PostgreSQL server, and the statements prepared on it. Used by one thread at a time.
class connection {
 public:
  using options_type = connect_options;

  /// Opens one of its own. `url` is what libpq takes, "postgres://user@host/database?sslmode=verify-full" or
  /// "host=... dbname=..."; what it says goes before the options. Throws `errc::invalid_argument` where it is
  /// none of these and `errc::unavailable` where no server answers or it will not have us.
  connection(std::string url, const connect_options& options);
  /// Works on the application's connection, and leaves its settings as they are. The handle outlives this
  /// object.
  connection(pg_conn* borrowed, bool named_statements);
  ~connection();
  connection(connection&&) noexcept;
  connection& operator=(connection&&) noexcept;

  /// Throws `errc::outcome_unknown` where the connection is lost before the server has said whether the
  /// change was made. It is not tried again. What has not reached the server, and what was given up for the
  /// sake of others outside of a transaction, is.
  sql::executed execute(const sql::statement& what, std::span<const sql::cell> parameters);

  /// Outside of a transaction a connection that is lost is replaced, and the query asked once more.
  void query(const sql::statement& what, std::span<const sql::cell> parameters, sql::row_callback each);

  /// Whether it is outside of a transaction and not known to be lost.
  [[nodiscard]] bool is_idle() const noexcept;
  /// The same, and nothing has come from the other side to say that it is closed. Does not ask the server.
  [[nodiscard]] bool is_fit() noexcept;

 private:
  struct closer {
    bool owned;
    void operator()(pg_conn* db) const noexcept;
  };
  struct clearer {
    void operator()(pg_result* result) const noexcept;
  };
  using answer = std::unique_ptr<pg_result, clearer>;

  answer run(const sql::statement& what, std::span<const sql::cell> parameters, bool reads);
  answer run_in_savepoint(const sql::statement& what, std::span<const sql::cell> parameters);
  /// `is_sent`: what was lost with the connection, if it was, may have had its effect.
  answer attempt(const sql::statement& what, std::span<const sql::cell> parameters, bool& is_sent);
  answer await();
  void command(const char* text);
  void open();
  void forget_statements() noexcept;

  std::string url_;
  connect_options options_;
  std::unique_ptr<pg_conn, closer> db_;
  std::string prefix_;                 ///< of the names of statements, drawn when it is needed
  std::vector<std::string> prepared_;  ///< names by the statement's id; empty: not prepared
  std::unique_ptr<bound> bound_;       ///< the parameters of the last statement
  std::vector<sql::cell> row_;
};

static_assert(sql::connection<connection>);

}  // namespace cardea::postgres
