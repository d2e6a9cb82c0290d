// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/postgres/connection.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace cardea::postgres {

struct pool_options {
  std::size_t size = 8;  ///< the most connections at once; opened when they are wanted
  std::chrono::milliseconds wait_timeout{5'000};  ///< for one of them to become free
  std::chrono::seconds max_lifetime{1'800};       ///< one that is older is replaced before it is used again
  connect_options connect{};                      ///< for each connection
};

/// Connections to one PostgreSQL database. Copies share them. Thread-safe. One that was lost is replaced, so
/// that a server that comes back is found again.
class pool {
  struct state;

 public:
  /// Throws `errc::invalid_argument` for a URL that is none; does not connect yet.
  explicit pool(std::string url, pool_options options = {});

  /// A connection on loan; it goes back when this is destroyed.
  class lease {
   public:
    lease(std::shared_ptr<state> owner, std::unique_ptr<connection> lent,
          std::chrono::steady_clock::time_point opened) noexcept;
    ~lease();
    lease(lease&&) noexcept = default;
    lease& operator=(lease&&) = delete;
    connection& operator*() const noexcept { return *lent_; }
    connection* operator->() const noexcept { return lent_.get(); }

   private:
    std::shared_ptr<state> owner_;
    std::unique_ptr<connection> lent_;
    std::chrono::steady_clock::time_point opened_;
  };

  /// Both wait for `wait_timeout` at the most, then throw `errc::busy`; where a connection is opened they
  /// throw as `connection` does.
  [[nodiscard]] lease read();
  [[nodiscard]] lease write() { return read(); }
  [[nodiscard]] static const sql::dialect& dialect() noexcept { return sql::postgres_dialect(); }
  [[nodiscard]] static const sql::transaction_words& words();

 private:
  std::shared_ptr<state> state_;
};

static_assert(sql::source<pool>);

}  // namespace cardea::postgres
