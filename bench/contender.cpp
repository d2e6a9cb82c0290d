// SPDX-License-Identifier: MIT
#include "contender.hpp"
#include "stopwatch.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <latch>
#include <mutex>
#include <thread>
#include <utility>

namespace bench {
namespace {

using std::chrono::steady_clock;

class local_contender : public contender {
 public:
  using function = std::function<void(std::size_t, std::span<const std::string>)>;

  local_contender(std::span<const std::string> tokens, crew (*crew_for)(int), function validate)
      : tokens_{tokens}, crew_for_{crew_for}, validate_{std::move(validate)} {}

  pace run(int callers, std::chrono::milliseconds time, clock_kind clock) override {
    const auto [threads, wanted] = crew_for_(callers);
    const auto batch = std::min(wanted, tokens_.size());
    if (threads > 1) return together(threads, batch, time);
    const stopwatch watch{clock, CLOCK_THREAD_CPUTIME_ID};
    return watch.pace_of(work(0, 1, batch, steady_clock::now() + time));
  }

 private:
  /// Counted from when all the threads are there.
  pace together(std::size_t threads, std::size_t batch, std::chrono::milliseconds time) {
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
    const stopwatch watch{clock_kind::wall};
    start.arrive_and_wait();
    all.clear();
    if (failed) std::rethrow_exception(failed);
    return watch.pace_of(count);
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
