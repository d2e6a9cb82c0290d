// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/connection.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace cardea::sql {

template <class ConnectOptions>
struct pool_options {
  std::size_t size = 8;  ///< the most connections at once; opened when they are wanted
  std::chrono::milliseconds wait_timeout{5'000};  ///< for one of them to become free
  std::chrono::seconds max_lifetime{1'800};       ///< one that is older is replaced before it is used again
  ConnectOptions connect{};                       ///< for each connection
};

/// Connections to one server, lent one at a time. Copies share them. Thread-safe. One that was lost is
/// replaced, so that a server that comes back is found again. The members are defined in pool.ipp, which a
/// driver includes once.
///
/// `Connection` is made of a URL and `Connection::options_type`, and `is_idle()` says whether it may be kept,
/// and `is_fit()` whether it may be lent again.
template <connection Connection>
class server_pool {
  struct state;

 public:
  using options_type = pool_options<typename Connection::options_type>;

  /// Does not connect yet. Throws `errc::invalid_argument` for a size of 0.
  server_pool(std::string url, options_type options);

  /// A connection on loan; it goes back when this is destroyed.
  class lease {
   public:
    lease(std::shared_ptr<state> owner, std::unique_ptr<Connection> lent,
          std::chrono::steady_clock::time_point opened) noexcept;
    ~lease();
    lease(lease&&) noexcept = default;
    lease& operator=(lease&&) = delete;
    Connection& operator*() const noexcept { return *lent_; }
    Connection* operator->() const noexcept { return lent_.get(); }

   private:
    std::shared_ptr<state> owner_;
    std::unique_ptr<Connection> lent_;
    std::chrono::steady_clock::time_point opened_;
  };

  /// Both wait for `wait_timeout` at the most, then throw `errc::busy`; where a connection is opened they
  /// throw as `Connection` does. One for writing is looked at first, since what is lost with it is not tried
  /// again; one for reading is not, since the connection asks once more by itself.
  [[nodiscard]] lease read() { return lend(false); }
  [[nodiscard]] lease write() { return lend(true); }

 private:
  lease lend(bool to_write);

  std::shared_ptr<state> state_;
};

}  // namespace cardea::sql
