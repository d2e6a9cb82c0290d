// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/change_channel.hpp>
#include <cardea/postgres/connection.hpp>

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace cardea::postgres {

/// One connection that listens, until it is lost.
class listening {
 public:
  /// Connects, and hears of what is committed from now on. Throws as `connect` does.
  listening(const std::string& url, const connect_options& options, change_listener& to);
  /// Sends a word to itself, and passes on what comes, until that has come back. Throws `errc::unavailable`
  /// where it does not within the time. `wake` can be read from: it is to end.
  void beat(std::chrono::milliseconds most, int wake);
  /// Passes on what comes within the time.
  void wait(std::chrono::milliseconds time, int wake);

 private:
  struct closer {
    void operator()(PGconn* db) const noexcept { PQfinish(db); }
  };

  void run(const std::string& text, std::chrono::milliseconds most);
  /// Whether the answer to what was sent has come to its end.
  bool take();
  void pass_on(std::string_view channel, std::string_view what);
  bool wait_until(std::chrono::steady_clock::time_point until, int wake);

  std::unique_ptr<PGconn, closer> db_;
  change_listener& to_;
  std::string own_;  ///< the channel of its words to itself
  std::uint64_t sent_ = 0, came_back_ = 0;
};

}  // namespace cardea::postgres
