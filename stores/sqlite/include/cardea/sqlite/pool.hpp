// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sqlite/connection.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace cardea::sqlite {

struct pool_options {
  bool create = true;             ///< make the file if there is none
  std::size_t readers = 4;        ///< how many may read at once, beside the one writer
  std::size_t cache_kib = 16384;  ///< for each connection: the most memory that it keeps pages in
  /// For each connection: how much of the file, from its beginning, is read where it lies in memory. A disk
  /// that fails, or somebody who truncates the file, then ends the program with SIGBUS.
  std::size_t mmap_kib = 0;
  std::chrono::milliseconds busy_timeout{5000};  ///< for locks that other processes hold
  std::chrono::milliseconds wait_timeout{5000};  ///< for a connection of this pool to become free
};

class lender;

/// Connections to one SQLite file: one that writes, and several that read, since SQLite takes one writer at a
/// time and, in WAL mode, readers beside it. Copies share the same connections. Thread-safe. A database in
/// memory has one connection for both.
class pool {
  struct state;

 public:
  /// Opens the writing connection; throws as `connection` does.
  explicit pool(std::string path, pool_options options = {});

  /// A connection on loan; it goes back when this is destroyed. It may outlive the pool.
  class lease {
   public:
    explicit lease(std::shared_ptr<lender> from) noexcept;
    ~lease();
    lease(lease&&) noexcept = default;
    lease& operator=(lease&&) = delete;
    connection& operator*() const noexcept { return *lent_; }
    connection* operator->() const noexcept { return lent_; }

   private:
    std::shared_ptr<lender> from_;
    connection* lent_;
  };

  /// Both wait for `wait_timeout` at the most, then throw `errc::busy`. A thread reads on the connection that
  /// it read on last, where that is free, and takes no lock that readers share.
  [[nodiscard]] lease read();
  [[nodiscard]] lease write();

  /// Runs what writes, and returns when it is in the database for good. What several threads wish to write at
  /// the same time is run on one of them, in one transaction, each with its own outcome: one wait for the
  /// disk serves them all. A statement that fails is undone alone; where the transaction cannot be committed,
  /// nothing of it is written and each of them is told. Waits for `wait_timeout` at the most for its turn,
  /// then throws `errc::busy`. What is run is run anew where SQLite has rolled it back for another's sake,
  /// and calls nothing that waits for this pool.
  void change(const sql::work<connection>& what);

  [[nodiscard]] static const sql::dialect& dialect() noexcept { return sql::sqlite_dialect(); }
  [[nodiscard]] static const sql::transaction_words& words();

 private:
  std::shared_ptr<state> state_;
};

static_assert(sql::source<pool>);

}  // namespace cardea::sqlite
