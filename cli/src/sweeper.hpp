// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/basic_auth.hpp>
#include <cardea/server/log.hpp>
#include <cardea/service_store.hpp>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace cardea::cli {

/// Deletes rows that are over, once in a while, on a thread of its own, until it goes.
class sweeper {
 public:
  /// All outlive it.
  sweeper(basic_auth& auth, service_store& kept, duration every, server::log& out);
  ~sweeper();
  sweeper(const sweeper&) = delete;
  sweeper& operator=(const sweeper&) = delete;

 private:
  void run(duration every);
  void sweep_once() noexcept;

  basic_auth& auth_;
  service_store& kept_;
  server::log& out_;
  std::mutex mutex_{};
  std::condition_variable stopping_{};
  bool is_stopped_ = false;
  std::thread thread_;
};

}  // namespace cardea::cli
