// SPDX-License-Identifier: MIT
#pragma once
#include "metrics.hpp"
#include "operations.hpp"

#include <cardea/async/batcher.hpp>
#include <cardea/async/pool.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

#include <atomic>
#include <chrono>
#include <span>
#include <string>

namespace cardea::server {

using clock = std::chrono::steady_clock;

/// What all connections have in common.
struct house {
  house(http::application& serves, const options& how)
      : application{serves},
        settings{how},
        database{{.threads = how.database.threads, .queue = how.database.waiting}},
        passwords{{.threads = how.passwords.threads,
                   .queue = how.passwords.waiting,
                   .niceness = how.passwords_stand_back}} {}

  /// What `by` answers; 500 where it throws.
  [[nodiscard]] http::response answer(http::application& by, const http::request& incoming) noexcept;
  /// The same for look-ups, which are the application's.
  void answer_all(std::span<const http::request* const> incoming, std::span<http::response> out) noexcept;

  http::application& application;
  const options& settings;
  metrics counted{};
  std::atomic<bool> is_stopping{false};
  operations own{settings, counted, is_stopping};
  async::pool database, passwords;
  std::atomic<std::size_t> cut_short{0};  ///< requests that were under way when the time to stop was over
};

enum class stage { idle, handshake, reading, serving, writing, lingering };

/// A connection as its loop sees it. Only the loop's own thread touches one.
class connection
    : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  virtual ~connection() = default;
  /// Closes the socket, so that what waits for it ends with an error.
  virtual void cut() noexcept = 0;

  stage at = stage::idle;
  clock::time_point deadline = clock::time_point::max();
};

/// A thread that moves bytes, and the connections that are its own.
class loop {
 public:
  loop(house& of, std::size_t most_connections);

  /// Takes the connection in. Where there are too many, the one that has been idle the longest makes room;
  /// false: none is idle, and this one has no place.
  [[nodiscard]] bool take(connection& one);
  /// Blocks until `drain` was called and no connection is left.
  void run();
  /// From here on each answer is the last of its connection, and after `time` connections are cut.
  void drain(std::chrono::milliseconds time);
  [[nodiscard]] bool is_draining() const noexcept { return is_draining_; }
  /// The field Date, of this second.
  [[nodiscard]] const std::string& date();

  boost::asio::io_context context{1};
  house& all;
  /// Those that come while some are under way go to a thread together: waking one for each of many short
  /// calls costs more than they do.
  async::batcher<const http::request*, http::response> look_ups;

 private:
  void sweep();
  void arm();
  void cut(connection& one);

  std::size_t most_;
  boost::intrusive::list<connection, boost::intrusive::constant_time_size<false>> connections_{};
  std::size_t count_ = 0;
  boost::asio::steady_timer timer_{context};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_{context.get_executor()};
  std::chrono::milliseconds between_sweeps_;
  bool is_draining_ = false;
  clock::time_point drained_by_ = clock::time_point::max();
  long long second_ = -1;
  std::string date_{};

  friend class place;
};

/// Counts a connection for as long as it is there.
class place {
 public:
  explicit place(loop& home) : home_{home} {
    ++home_.count_;
    home_.all.counted.connected();
  }
  ~place() {
    --home_.count_;
    home_.all.counted.disconnected();
  }
  place(const place&) = delete;
  place& operator=(const place&) = delete;

 private:
  loop& home_;
};

}  // namespace cardea::server
