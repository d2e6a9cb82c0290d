// SPDX-License-Identifier: MIT
#include <cardea/sql/poller.hpp>

#include <utility>

namespace cardea::sql {

void poller::start(std::function<void()> turn, std::chrono::milliseconds every) {
  thread_ = std::jthread{[this, every, turn = std::move(turn)](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      turn();
      std::unique_lock lock{mutex_};
      wakes_.wait_for(lock, stop, every, [] { return false; });
    }
  }};
}

void poller::stop() noexcept {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace cardea::sql
