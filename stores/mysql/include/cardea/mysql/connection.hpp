// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mysql/datetime_zone.hpp>
#include <cardea/sql/connection.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct st_mysql;

namespace cardea::mysql {

struct connect_options {
  std::chrono::seconds connect_timeout{5};
  /// The server ends a statement that takes longer, or waits longer for a lock, with `errc::busy`; MySQL ends
  /// reads only. Zero: it never does.
  std::chrono::milliseconds statement_timeout{10'000};
  /// How long the other side may be silent, beyond the time a statement has, before the connection is given
  /// up.
  std::chrono::milliseconds tcp_timeout{10'000};
  datetime_zone zone = datetime_zone::utc();
};

class prepared_statement;
struct failure;

/// One connection to a MySQL or MariaDB server, and the statements prepared on it. Used by one thread at a
/// time.
class connection {
 public:
  using options_type = connect_options;

  /// Opens one of its own: in strict mode, at READ COMMITTED, with the time zone of the options. `url` is
  /// "mysql://user:password@host:port/database?ssl-mode=verify_identity"; docs/database/mysql.md lists what
  /// may follow. Throws `errc::invalid_argument` where it is none of these and `errc::unavailable` where no
  /// server answers or it will not have us.
  connection(std::string url, const connect_options& options);
  /// Works on the application's connection, and leaves its settings as they are. The handle outlives this
  /// object. `cuts_fractions`: the server cuts off a fraction of a second that a column has no room for.
  /// Where it would round up, times are written in whole seconds.
  connection(st_mysql* borrowed, datetime_zone zone, bool cuts_fractions);
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
    void operator()(st_mysql* db) const noexcept;
  };

  struct answer {
    prepared_statement* statement = nullptr;  ///< which holds the rows
    std::int64_t rows = 0;                    ///< found, inserted or deleted
    sql::refusal why = sql::refusal::none;
  };

  prepared_statement* find_or_prepare(const sql::statement& what, failure& why);
  std::optional<answer> attempt(const sql::statement& what, std::span<const sql::cell> parameters, bool reads,
                                bool& is_sent, failure& why);
  answer run(const sql::statement& what, std::span<const sql::cell> parameters, bool reads);
  [[nodiscard]] bool is_in_transaction() const noexcept;
  void open();

  std::string url_;
  connect_options options_;
  std::unique_ptr<st_mysql, closer> db_;
  std::vector<std::unique_ptr<prepared_statement>> prepared_;  ///< by the statement's id
  std::unique_ptr<prepared_statement> uncached_;
  bool is_lost_ = false;
  bool cuts_fractions_ = true;
};

static_assert(sql::connection<connection>);

}  // namespace cardea::mysql
