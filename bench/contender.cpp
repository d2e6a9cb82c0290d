// SPDX-License-Identifier: MIT
#include "contender.hpp"

#include <algorithm>
#include <atomic>
#include <ctime>
#include <exception>
#include <latch>
#include <mutex>
#include <thread>
#include <utility>

namespace bench {
namespace {

using std::chrono::steady_clock;

double seconds_by(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

class local_contender : public contender {
 public:
  using function = std::function<void(std::size_t, std::span<const std::string>)>;

  local_contender(std::span<const std::string> tokens, crew (*crew_for)(int), function validate)
      : tokens_{tokens}, crew_for_{crew_for}, validate_{std::move(validate)} {}

  pace run(int callers, std::chrono::milliseconds time, clock_kind clock) override {
    const auto [threads, wanted] = crew_for_(callers);
    const auto batch = std::min(wanted, tokens_.size());
    std::size_t count = 0;
    const auto counted_by = clock == clock_kind::processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC;
    auto began = seconds_by(counted_by);
    auto processor = seconds_by(CLOCK_PROCESS_CPUTIME_ID);
    const auto wall = seconds_by(CLOCK_MONOTONIC);
    if (threads == 1)
      count = work(0, 1, batch, steady_clock::now() + time);
    else
      count = together(threads, batch, time, began, processor);
    const auto took = seconds_by(counted_by) - began;
    const auto busy = seconds_by(CLOCK_PROCESS_CPUTIME_ID) - processor;
    const auto passed = counted_by == CLOCK_MONOTONIC ? took : seconds_by(CLOCK_MONOTONIC) - wall;
    return {static_cast<double>(count) / took, busy / passed};
  }

 private:
  /// The clocks begin anew once all the threads are there.
  std::size_t together(std::size_t threads, std::size_t batch, std::chrono::milliseconds time, double& began,
                       double& processor) {
    std::vector<std::jthread> all;
    std::latch start{static_cast<std::ptrdiff_t>(threads) + 1};
    std::atomic<std::size_t> count{0};
    std::exception_ptr failed;
    std::mutex mutex;
    for (std::size_t i = 0; i < threads; ++i)
      all.emplace_back([&, i] {
        start.arrive_and_wait();
        try {
          count += work(i, threads, batch, steady_clock::now() + time);
        } catch (...) {
          const std::lock_guard lock{mutex};
          failed = std::current_exception();
        }
      });
    began = seconds_by(CLOCK_MONOTONIC);
    processor = seconds_by(CLOCK_PROCESS_CPUTIME_ID);
    start.arrive_and_wait();
    all.clear();
    if (failed) std::rethrow_exception(failed);
    return count;
  }

  /// Each thread begins at another place, and where it stopped the last time.
  std::size_t work(std::size_t thread, std::size_t threads, std::size_t batch,
                   steady_clock::time_point until) {
    const auto places = tokens_.size() / batch;
    const auto first = done_.load() + thread * places / threads;
    std::size_t batches = 0;
    for (; steady_clock::now() < until; ++batches)
      validate_(thread, tokens_.subspan((first + batches) % places * batch, batch));
    if (thread == 0) done_ += batches;
    return batches * batch;
  }

  std::span<const std::string> tokens_;
  crew (*crew_for_)(int);
  function validate_;
  std::atomic<std::size_t> done_{0};
};

}  // namespace

crew one_thread_each(int callers) noexcept { return {static_cast<std::size_t>(callers), 1}; }

crew all_in_statements_for_many(int callers) noexcept {
  const auto under_way = static_cast<std::size_t>(callers);
  return {(under_way + many - 1) / many, std::min(under_way, many)};
}

std::unique_ptr<contender> in_this_process(std::span<const std::string> tokens, crew (*crew_for)(int),
                                           local_contender::function validate) {
  return std::make_unique<local_contender>(tokens, crew_for, std::move(validate));
}

}  // namespace bench
