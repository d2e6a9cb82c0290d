// SPDX-License-Identifier: MIT
#include <cardea/async/pool.hpp>

#include <gtest/gtest.h>
#ifdef __linux__
#include <sys/resource.h>
#endif

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "gate.hpp"

namespace cardea::async {
namespace {

class function_task final : public task {
 public:
  explicit function_task(std::function<void()> f) : f_{std::move(f)} {}
  void run() noexcept override { f_(); }

 private:
  std::function<void()> f_;
};

std::error_code post(pool& to, std::function<void()> f) {
  std::unique_ptr<task> one = std::make_unique<function_task>(std::move(f));
  const auto why = to.try_post(one);
  EXPECT_EQ(one != nullptr, static_cast<bool>(why)) << "what is refused stays the caller's";
  return why;
}

TEST(Pool, TakesAsManyAsItHasThreadsAndPlacesAndRefusesTheNext) {
  for (int again = 0; again < 50; ++again) {
    gate closed;
    pool two{{.threads = 2, .queue = 3}};
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(post(two, [&] { closed.pass(); })) << i;
    EXPECT_EQ(post(two, [] {}), errc::full);
    closed.wait_for(2);
    EXPECT_EQ(two.running(), 2U);
    EXPECT_EQ(two.waiting(), 3U);
    EXPECT_EQ(post(two, [] {}), errc::full);
    closed.open();
  }
}

TEST(Pool, WithoutAQueueTakesWhatAThreadIsFreeFor) {
  gate closed;
  pool one{{.threads = 1, .queue = 0}};
  EXPECT_FALSE(post(one, [&] { closed.pass(); }));
  closed.wait_for(1);
  EXPECT_EQ(post(one, [] {}), errc::full);
  closed.open();
}

TEST(Pool, StopRunsWhatWasTakenAndTakesNothingMore) {
  std::atomic<int> done = 0;
  gate closed;
  pool one{{.threads = 1, .queue = 100}};
  for (int i = 0; i < 50; ++i)
    EXPECT_FALSE(post(one, [&] {
      closed.pass();
      ++done;
    }));
  std::thread opener{[&] { closed.open(); }};
  one.stop();
  EXPECT_EQ(done, 50);
  EXPECT_EQ(post(one, [] {}), errc::stopped);
  one.stop();
  opener.join();
}

TEST(Pool, FirstComeFirstServed) {
  std::vector<int> order;
  {
    pool one{{.threads = 1, .queue = 100}};
    for (int i = 0; i < 100; ++i) EXPECT_FALSE(post(one, [&order, i] { order.push_back(i); }));
  }
  for (int i = 0; i < 100; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

TEST(Pool, OfManyCallersEachCallIsRunOrRefused) {
  std::atomic<int> taken = 0, refused = 0, run = 0;
  {
    pool small{{.threads = 2, .queue = 8}};
    std::vector<std::thread> callers;
    for (int c = 0; c < 4; ++c)
      callers.emplace_back([&] {
        for (int i = 0; i < 2000; ++i) ++(post(small, [&] { ++run; }) ? refused : taken);
      });
    for (auto& caller : callers) caller.join();
  }
  EXPECT_EQ(taken + refused, 8000);
  EXPECT_EQ(run, taken);
}

TEST(Pool, TheThreadThatSleptLastIsWokenFirst) {
  pool quiet{{.threads = 4, .queue = 1}};
  std::map<std::thread::id, int> times;
  for (int i = 0; i < 40; ++i) {
    std::promise<void> done;
    EXPECT_FALSE(post(quiet, [&] {
      ++times[std::this_thread::get_id()];
      done.set_value();
    }));
    done.get_future().wait();
    std::this_thread::sleep_for(std::chrono::milliseconds{2});  // and most often it sleeps again
  }
  int most = 0;
  for (const auto& [thread, count] : times) most = std::max(most, count);
  EXPECT_GT(most, 15);  // in turns it would be ten
}

#ifdef __linux__
TEST(Pool, ItsThreadsStandBackWhereThatIsAsked) {
  int back = -100, front = -100;
  {
    pool slow{{.threads = 1, .queue = 1, .niceness = 7}}, quick{{.threads = 1}};
    EXPECT_FALSE(post(slow, [&] { back = getpriority(PRIO_PROCESS, 0); }));
    EXPECT_FALSE(post(quick, [&] { front = getpriority(PRIO_PROCESS, 0); }));
  }
  EXPECT_EQ(front, getpriority(PRIO_PROCESS, 0));
  EXPECT_EQ(back, std::max(7, front));
}
#endif

TEST(Pool, WhatRunsAgainGoesBehindWhatWaitsHoweverFullItIs) {
  std::string order;
  gate closed;
  struct twice final : task {
    twice(std::string& to, gate& at) : out{to}, held{at} {}
    void run() noexcept override {
      if (runs++ == 0) held.pass();
      out += 'a';
    }
    bool runs_again() noexcept override { return runs < 3; }
    std::string& out;
    gate& held;
    int runs = 0;
  };
  {
    pool one{{.threads = 1, .queue = 1}};
    std::unique_ptr<task> first = std::make_unique<twice>(order, closed);
    ASSERT_FALSE(one.try_post(first));
    closed.wait_for(1);
    EXPECT_FALSE(post(one, [&] { order += 'b'; }));
    EXPECT_EQ(post(one, [] {}), errc::full);
    closed.open();
  }
  EXPECT_EQ(order, "abaa") << "and a stop waits for all of it";
}

TEST(Pool, SaysWhyInWords) {
  EXPECT_EQ(make_error_code(errc::full).message(), "as many calls are waiting as may");
  EXPECT_STREQ(make_error_code(errc::stopped).category().name(), "cardea.async");
}

TEST(HashingThreads, StayWithinTheBudgetAndTheMachine) {
  const auto processors = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  EXPECT_EQ(hashing_threads(0, 20), 1U);
  EXPECT_EQ(hashing_threads(39, 20), 1U);
  EXPECT_EQ(hashing_threads(std::size_t{1} << 40, 20), processors);
  EXPECT_EQ(hashing_threads(40, 20), std::min<std::size_t>(2, processors));
  EXPECT_EQ(hashing_threads(40, 0), std::min<std::size_t>(40, processors));
}

}  // namespace
}  // namespace cardea::async
