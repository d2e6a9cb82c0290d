// SPDX-License-Identifier: MIT
#include <cardea/postgres/change_channel.hpp>
#include <cardea/postgres/pool.hpp>
#include <cardea/sql/change_triggers.ipp>

#include "link.hpp"
#include "listening.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stop_token>
#include <thread>
#include <utility>

namespace cardea::postgres {
namespace {

using namespace std::chrono_literals;

/// Becomes readable for good when it is rung.
class bell {
 public:
  bell() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) throw error{errc::internal, "no pipe can be made"};
  }
  ~bell() {
    for (const int end : ends_) close(end);
  }
  bell(const bell&) = delete;
  bell& operator=(const bell&) = delete;
  void ring() const noexcept { (void)!write(ends_[1], "", 1); }
  [[nodiscard]] int to_read() const noexcept { return ends_[0]; }
  /// Whether it was rung within the time.
  [[nodiscard]] bool wait(std::chrono::milliseconds time) const noexcept {
    pollfd one{.fd = ends_[0], .events = POLLIN, .revents = 0};
    return poll(&one, 1, static_cast<int>(time.count())) > 0;
  }

 private:
  std::array<int, 2> ends_{};
};

}  // namespace

struct change_channel::state {
  std::string url;
  connect_options options;
  sql::change_triggers triggers;
  bell end{};
  std::thread thread{};

  [[nodiscard]] std::vector<finding> check() const {
    connection db{url, options};
    return sql::check_triggers(db, triggers);
  }

  void listen(change_listener& to, std::chrono::milliseconds bound) const {
    listening on{url, options, to};
    if (!check().empty()) return;
    for (;;) {
      // What comes later than that is of no use.
      on.beat(bound * 2, end.to_read());
      on.wait(bound / 4, end.to_read());
      if (end.wait(0ms)) return;
    }
  }

  void run(change_listener& to, std::chrono::milliseconds bound) const noexcept {
    do {
      try {
        listen(to, bound);
      } catch (...) {
        // The pool, which is asked in its place, says what is wrong with the server.
      }
      to.lost();
    } while (!end.wait(200ms));
  }
};

change_channel::change_channel(std::string url, sql::layout layout, const connect_options& options) {
  auto how = options;
  url = understand_url(std::move(url), how);
  if (!how.named_statements)
    throw error{
        errc::invalid_argument,
        "a pooler in transaction mode passes no NOTIFY on: the cache's channel needs the server's own URL"};
  state_.reset(new state{
      .url = std::move(url), .options = how, .triggers = {std::move(layout), sql::postgres_dialect()}});
}

change_channel::~change_channel() { stop(); }

void change_channel::start(change_listener& to, std::chrono::milliseconds bound) {
  state_->thread = std::thread{[s = state_.get(), &to, bound] { s->run(to, bound); }};
}

void change_channel::stop() noexcept {
  state_->end.ring();
  if (state_->thread.joinable()) state_->thread.join();
}

std::vector<finding> change_channel::check() { return state_->check(); }

std::vector<std::string> change_channel::migrate(bool run, const migrate_options& options) {
  connection db{state_->url, state_->options};
  return sql::migrate_triggers(db, pool::words(), state_->triggers, run, options);
}

}  // namespace cardea::postgres
