// SPDX-License-Identifier: MIT
#include <cardea/async/pool.hpp>

#ifdef __linux__
#include <sys/resource.h>
#endif

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cardea::async {
namespace {

class pool_category final : public std::error_category {
 public:
  const char* name() const noexcept override { return "cardea.async"; }
  std::string message(int code) const override {
    switch (static_cast<errc>(code)) {
      case errc::full:
        return "as many calls are waiting as may";
      case errc::stopped:
        return "the pool was stopped";
    }
    return "unknown";
  }
};

/// Of the calling thread: Linux gives each its own. Whether it may is no reason to end.
void stand_back([[maybe_unused]] int niceness) noexcept {
#ifdef __linux__
  if (niceness > 0) static_cast<void>(setpriority(PRIO_PROCESS, 0, niceness));
#endif
}

std::size_t processors() noexcept { return std::max<std::size_t>(1, std::thread::hardware_concurrency()); }

}  // namespace

const std::error_category& category() noexcept {
  static const pool_category one;
  return one;
}

struct pool::state {
  state(std::size_t places, std::size_t count) : wakes(count), limit{places} { sleeping.reserve(count); }

  void work(std::condition_variable& wake) {
    std::unique_lock lock{mutex};
    while (true) {
      while (queue.empty() && !stopping) {
        // Whoever was woken, and found the work done, woke nobody else.
        is_waking = false;
        sleeping.push_back(&wake);
        wake.wait(lock);
        std::erase(sleeping, &wake);  // It is there still where nobody claimed it.
        is_waking = false;
      }
      if (queue.empty()) return;
      auto next = std::move(queue.front());
      queue.pop_front();
      ++running;
      auto* const other = queue.empty() ? nullptr : claim_a_sleeper();
      lock.unlock();
      if (other) other->notify_one();
      next->run();
      const bool is_done = !next->runs_again();
      if (is_done) next.reset();  // What it holds goes before it counts as done.
      lock.lock();
      --running;
      // This very thread takes it where nobody waits: no other has to be woken.
      if (!is_done) queue.push_back(std::move(next));
    }
  }

  /// Under the mutex. Whom to wake: the one that has slept the shortest, since what it works with, its
  /// connection and its memory, is the likeliest to be in a cache. Null: nobody. Where one thread is on its
  /// way already, it wakes the next if there is more: to wake a thread for each of many short calls costs
  /// more than they do.
  [[nodiscard]] std::condition_variable* claim_a_sleeper() noexcept {
    if (sleeping.empty() || is_waking) return nullptr;
    is_waking = true;
    auto* const last = sleeping.back();
    sleeping.pop_back();
    return last;
  }

  std::mutex mutex;
  std::vector<std::condition_variable> wakes;  ///< one for each thread
  std::deque<std::unique_ptr<task>> queue;
  std::size_t limit;
  std::size_t running = 0;
  std::vector<std::condition_variable*> sleeping{};  ///< of threads that wait for a call, the last behind
  bool is_waking = false;                            ///< one of them was notified, and does not run yet
  bool stopping = false;
  std::vector<std::thread> threads;
  std::mutex joining;
};

pool::pool(pool_options options)
    : state_{std::make_unique<state>(options.queue, options.threads == 0 ? processors() : options.threads)} {
  state_->threads.reserve(state_->wakes.size());
  try {
    for (auto& wake : state_->wakes)
      state_->threads.emplace_back([s = state_.get(), &wake, niceness = options.niceness] {
        stand_back(niceness);
        s->work(wake);
      });
  } catch (...) {
    stop();
    throw;
  }
}

pool::~pool() { stop(); }

std::error_code pool::try_post(std::unique_ptr<task>& what) {
  std::condition_variable* sleeper = nullptr;
  {
    const std::lock_guard lock{state_->mutex};
    if (state_->stopping) return errc::stopped;
    // A thread that is free has not yet taken what waits for it: that is no queue.
    const auto idle = state_->threads.size() - state_->running;
    if (state_->queue.size() >= state_->limit + idle) return errc::full;
    state_->queue.push_back(std::move(what));
    sleeper = state_->claim_a_sleeper();
  }
  if (sleeper) sleeper->notify_one();
  return {};
}

void pool::stop() {
  {
    const std::lock_guard lock{state_->mutex};
    state_->stopping = true;
  }
  for (auto& wake : state_->wakes) wake.notify_one();
  const std::lock_guard one_at_a_time{state_->joining};
  for (auto& thread : state_->threads)
    if (thread.joinable()) thread.join();
}

std::size_t pool::threads() const noexcept { return state_->threads.size(); }

std::size_t pool::waiting() const {
  const std::lock_guard lock{state_->mutex};
  return state_->queue.size();
}

std::size_t pool::running() const {
  const std::lock_guard lock{state_->mutex};
  return state_->running;
}

std::size_t hashing_threads(std::size_t budget, std::size_t bytes_per_hash) noexcept {
  return std::clamp<std::size_t>(budget / std::max<std::size_t>(1, bytes_per_hash), 1, processors());
}

}  // namespace cardea::async
