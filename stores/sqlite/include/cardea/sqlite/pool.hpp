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
  std::chrono::milliseconds busy_timeout{5000};  ///< for locks that other processes hold
  std::chrono::milliseconds wait_timeout{5000};  ///< for a connection of this pool to become free
};

/// Connections to one SQLite file: one that writes, and several that read, since SQLite takes one writer at a
/// time and, in WAL mode, readers beside it. Copies share the same connections. Thread-safe. A database in
/// memory has one connection for both.
class pool {
  struct state;

 public:
  /// Opens the writing connection; throws as `connection` does.
  explicit pool(std::string path, pool_options options = {});

  /// A connection on loan; it goes back when this is destroyed.
  class lease {
   public:
    lease(std::shared_ptr<state> owner, std::unique_ptr<connection> lent, bool writes) noexcept;
    ~lease();
    lease(lease&&) noexcept = default;
    lease& operator=(lease&&) = delete;
    connection& operator*() const noexcept { return *lent_; }
    connection* operator->() const noexcept { return lent_.get(); }

   private:
    std::shared_ptr<state> owner_;
    std::unique_ptr<connection> lent_;
    bool writes_;
  };

  /// Both wait for `wait_timeout` at the most, then throw `errc::busy`.
  [[nodiscard]] lease read();
  [[nodiscard]] lease write();
  [[nodiscard]] static const sql::dialect& dialect() noexcept { return sql::sqlite_dialect(); }
  [[nodiscard]] static const sql::transaction_words& words();

 private:
  std::shared_ptr<state> state_;
};

static_assert(sql::source<pool>);

}  // namespace cardea::sqlite
