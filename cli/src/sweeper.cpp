// SPDX-License-Identifier: MIT
#include "sweeper.hpp"

#include <string>

namespace cardea::cli {

sweeper::sweeper(basic_auth& auth, service_store& kept, duration every, server::log& out)
    : auth_{auth}, kept_{kept}, out_{out}, thread_{[this, every] { run(every); }} {}

sweeper::~sweeper() {
  {
    const std::lock_guard lock{mutex_};
    is_stopped_ = true;
  }
  stopping_.notify_all();
  thread_.join();
}

void sweeper::run(duration every) {
  std::unique_lock lock{mutex_};
  while (!stopping_.wait_for(lock, every, [this] { return is_stopped_; })) {
    lock.unlock();
    sweep_once();
    lock.lock();
  }
}

void sweeper::sweep_once() noexcept {
  const auto is_stopped = [this] {
    const std::lock_guard lock{mutex_};
    return is_stopped_;
  };
  try {
    constexpr std::int64_t slice = 1000;
    std::int64_t sessions = 0;
    std::int64_t last = 0;
    do {
      // A stop does not wait for a sweep of millions.
      if (is_stopped()) return;
      last = auth_.prune(slice);
      sessions += last;
    } while (last == slice);
    const auto now = system_time().now();
    const auto others = sweep(kept_, now);
    out_.write(server::log_level::info, "swept",
               {{"sessions", std::to_string(sessions), true},
                {"limits", std::to_string(others.limits), true},
                {"tokens", std::to_string(others.one_times), true}});
  } catch (const std::exception& e) {
    if (!is_stopped())
      out_.write(server::log_level::warning, "rows that are over could not be deleted",
                 {{"reason", e.what()}});
  }
}

}  // namespace cardea::cli
