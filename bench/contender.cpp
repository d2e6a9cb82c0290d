// SPDX-License-Identifier: MIT
#include "contender.hpp"

#include <cardea/auth.hpp>

#include <atomic>
#include <ctime>
#include <exception>
#include <latch>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace bench {
namespace {

using std::chrono::steady_clock;

double seconds_by(clock_kind clock) {
  timespec now{};
  clock_gettime(clock == clock_kind::processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

class local_contender : public contender {
 public:
  using function = std::function<void(std::size_t, std::string_view)>;

  local_contender(const std::vector<std::string>& tokens, clock_kind clock, function validate)
      : tokens_{tokens}, clock_{clock}, validate_{std::move(validate)} {}

  double per_second(int callers, std::chrono::milliseconds time) override {
    if (callers == 1) {
      const auto began = seconds_by(clock_);
      const auto count = run(0, 1, steady_clock::now() + time);
      return static_cast<double>(count) / (seconds_by(clock_) - began);
    }
    std::vector<std::thread> threads;
    std::latch start{callers + 1};
    std::atomic<std::size_t> count{0};
    std::exception_ptr failed;
    std::mutex mutex;
    for (int i = 0; i < callers; ++i)
      threads.emplace_back([&, i] {
        start.arrive_and_wait();
        try {
          count +=
              run(static_cast<std::size_t>(i), static_cast<std::size_t>(callers), steady_clock::now() + time);
        } catch (...) {
          const std::lock_guard lock{mutex};
          failed = std::current_exception();
        }
      });
    start.arrive_and_wait();
    const auto began = seconds_by(clock_kind::wall);
    for (auto& thread : threads) thread.join();
    if (failed) std::rethrow_exception(failed);
    return static_cast<double>(count) / (seconds_by(clock_kind::wall) - began);
  }

 private:
  /// Each caller begins at another place, and where it stopped the last time.
  std::size_t run(std::size_t caller, std::size_t callers, steady_clock::time_point until) {
    const auto size = tokens_.size();
    const auto first = done_.load() + caller * (size / callers);
    std::size_t count = 0;
    for (; steady_clock::now() < until; ++count) validate_(caller, tokens_[(first + count) % size]);
    done_ += caller == 0 ? count : 0;
    return count;
  }

  const std::vector<std::string>& tokens_;
  clock_kind clock_;
  function validate_;
  std::atomic<std::size_t> done_{0};
};

struct shared_connection {
  std::unique_ptr<bare_connection> one;
  std::mutex mutex{};
};

}  // namespace

std::unique_ptr<contender> in_this_process(const std::vector<std::string>& tokens, clock_kind clock,
                                           local_contender::function validate) {
  return std::make_unique<local_contender>(tokens, clock, std::move(validate));
}

std::unique_ptr<contender> bare(const database& db, clock_kind clock, std::size_t connections) {
  auto all = std::make_shared<std::vector<shared_connection>>(connections);
  for (auto& connection : *all) connection.one = db.connect();
  return in_this_process(db.tokens, clock, [all](std::size_t caller, std::string_view token) {
    auto& connection = (*all)[caller % all->size()];
    const std::lock_guard turn{connection.mutex};
    plain_session found;
    if (!connection.one->look_up(token, found)) throw std::runtime_error{"the bare join found no session"};
  });
}

std::unique_ptr<contender> ours(const database& db, clock_kind clock, std::size_t connections) {
  auto auth = std::make_shared<cardea::auth<user_attributes>>(db.open(connections));
  return in_this_process(db.tokens, clock, [auth](std::size_t, std::string_view token) {
    if (!auth->validate(token)) throw std::runtime_error{"Cardea refused a session"};
  });
}

}  // namespace bench
