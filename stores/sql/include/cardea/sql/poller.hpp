// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace cardea::sql {

/// Calls a function again and again, on a thread of its own, until it is stopped or destroyed.
class poller {
 public:
  /// `turn` throws nothing. Called once.
  void start(std::function<void()> turn, std::chrono::milliseconds every);
  /// Waits for the turn that is under way.
  void stop() noexcept;

 private:
  std::mutex mutex_{};
  std::condition_variable_any wakes_{};
  std::jthread thread_{};
};

}  // namespace cardea::sql
