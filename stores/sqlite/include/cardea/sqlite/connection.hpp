// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/connection.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace cardea::sqlite {

struct open_options {
  bool create = true;  ///< make the file if there is none; otherwise that is an error
  /// How long a statement waits for a lock that another connection or process holds, before it throws
  /// `errc::busy`.
  std::chrono::milliseconds busy_timeout{5000};
  std::size_t cache_kib =
      16384;  ///< the most memory that this connection keeps pages in (SQLite's default is 2000)
  std::size_t mmap_kib = 0;  ///< how much of the file is mapped into memory; 0: as SQLite was built
};

/// One connection to a SQLite database, and the statements prepared on it. Used by one thread at a time.
class connection {
 public:
  /// Opens `path` ("": a temporary file, ":memory:": memory). Foreign keys are enforced. A database that did
  /// not exist, or was empty, is put in WAL mode; any other keeps its journal mode. Throws
  /// `errc::unavailable` where it cannot be opened and `errc::corrupt` where it is no database.
  connection(const std::string& path, const open_options& options, bool read_only);
  /// Works on the application's connection, and leaves its settings as they are. The handle outlives this
  /// object.
  explicit connection(sqlite3* borrowed);
  ~connection();
  connection(connection&&) noexcept;
  connection& operator=(connection&&) noexcept;

  sql::executed execute(const sql::statement& what, std::span<const sql::cell> parameters);

  void query(const sql::statement& what, std::span<const sql::cell> parameters, sql::row_callback each);

  /// Between a BEGIN and its end.
  [[nodiscard]] bool is_in_transaction() const noexcept;

 private:
  sqlite3_stmt* find_or_prepare(const sql::statement& what);

  struct closer {
    bool owned;
    void operator()(sqlite3* db) const noexcept;
  };
  struct finalizer {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  class execution;

  std::unique_ptr<sqlite3, closer> db_;
  std::vector<std::unique_ptr<sqlite3_stmt, finalizer>> cache_;  ///< by the statement's id
  std::unique_ptr<sqlite3_stmt, finalizer> uncached_;
  std::vector<sql::cell> row_;
};

static_assert(sql::connection<connection>);

}  // namespace cardea::sqlite
