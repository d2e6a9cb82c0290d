// SPDX-License-Identifier: MIT
#include <cardea/async/batcher.hpp>

#include <gtest/gtest.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "code_of.hpp"
#include "gate.hpp"

namespace cardea::async {
namespace {

namespace asio = boost::asio;
using asio::use_awaitable;

constexpr const char* long_text = "a text that is too long to stand in the string itself";

/// Answers each question with its double. Negative ones make it throw, and the first call can be held up.
struct Batcher : ::testing::Test {
  using doubler = batcher<int, int>;

  doubler make(batch_options options = {}) {
    return doubler{loop.get_executor(), one,
                   [this](std::span<int> asked, std::span<int> answers) {
                     sizes.push_back(asked.size());
                     if (sizes.size() == 1 && is_held) closed.pass();
                     for (std::size_t i = 0; i < asked.size(); ++i) {
                       if (asked[i] < 0) throw std::runtime_error{long_text};
                       answers[i] = 2 * asked[i];
                     }
                   },
                   options};
  }
  /// Asks, and has the answer put into its place in `got`, 0 for a refusal.
  void ask(doubler& of, int what) {
    const auto place = got.size();
    got.push_back(-1);
    codes.emplace_back();
    of.async_ask(what, asio::bind_executor(loop, [this, place](std::exception_ptr failure, int answer) {
                   try {
                     codes[place] = code_of(failure);
                   } catch (const std::runtime_error& e) {
                     EXPECT_STREQ(e.what(), long_text);
                     ++broken;
                   }
                   got[place] = failure ? 0 : answer;
                 }));
  }
  /// Lets the loop run until the first batch is on a thread.
  void begin(doubler& of, int what) {
    is_held = true;
    ask(of, what);
    loop.poll();
    closed.wait_for(1);
  }

  asio::io_context loop{1};
  gate closed;
  bool is_held = false;
  std::vector<std::size_t> sizes;
  std::vector<int> got;
  std::vector<std::error_code> codes;
  int broken = 0;
  pool one{{.threads = 1, .queue = 8}};  // The last: its thread ends first.
};

TEST_F(Batcher, WhatIsAskedWhileABatchIsUnderWayLeavesTogether) {
  auto all = make();
  begin(all, 1);
  for (int i = 2; i <= 9; ++i) ask(all, i);
  EXPECT_EQ(all.waiting(), 9U);
  closed.open();
  loop.run();  // Would end at once if what is asked were no work.
  EXPECT_EQ(sizes, (std::vector<std::size_t>{1, 8}));
  EXPECT_EQ(got, (std::vector<int>{2, 4, 6, 8, 10, 12, 14, 16, 18}));
  EXPECT_EQ(all.waiting(), 0U);
}

TEST_F(Batcher, WhatTheLoopFindsAtOnceLeavesAtOnce) {
  auto all = make();
  for (int i = 0; i < 5; ++i) asio::post(loop, [&, i] { ask(all, i); });
  loop.run();
  EXPECT_EQ(sizes, (std::vector<std::size_t>{5}));
}

TEST_F(Batcher, ABatchHasItsMost) {
  auto all = make({.most = 3, .waiting = 100});
  for (int i = 1; i <= 8; ++i) ask(all, i);
  loop.run();
  EXPECT_EQ(sizes, (std::vector<std::size_t>{3, 3, 2}));
  EXPECT_EQ(got, (std::vector<int>{2, 4, 6, 8, 10, 12, 14, 16}));
}

/// Two threads, and batches that are held until the gate is open.
struct SeveralBatches : ::testing::Test {
  using echo = batcher<int, int>;

  echo make(batch_options options = {}) {
    return echo{loop.get_executor(), two,
                [this](std::span<int> asked, std::span<int> answers) {
                  {
                    const std::lock_guard lock{mutex};
                    sizes.push_back(asked.size());
                  }
                  closed.pass();
                  std::ranges::copy(asked, answers.begin());
                },
                options};
  }
  void ask(echo& of, int count) {
    for (int i = 0; i < count; ++i)
      of.async_ask(i, asio::bind_executor(loop, [this, i](std::exception_ptr failure, int answer) {
                     right += !failure && answer == i ? 1 : 0;
                   }));
    loop.poll();
  }
  std::vector<std::size_t> seen() {
    const std::lock_guard lock{mutex};
    auto all = sizes;
    std::ranges::sort(all);
    return all;
  }
  void finish() {
    closed.open();
    loop.restart();
    loop.run();
  }

  asio::io_context loop{1};
  gate closed;
  std::mutex mutex;
  std::vector<std::size_t> sizes;
  int right = 0;
  pool two{{.threads = 2, .queue = 8}};
};

using batch_sizes = std::vector<std::size_t>;

TEST_F(SeveralBatches, WhereEnoughWaitASecondLeavesWhileTheFirstIsUnderWay) {
  auto all = make();
  ask(all, 3);
  closed.wait_for(1);
  ask(all, 16);
  closed.wait_for(2);
  EXPECT_EQ(seen(), (batch_sizes{3, 16}));
  finish();
  EXPECT_EQ(right, 19);
}

TEST_F(SeveralBatches, FewerWaitForTheFirst) {
  auto all = make();
  ask(all, 3);
  closed.wait_for(1);
  ask(all, 15);
  EXPECT_EQ(two.running() + two.waiting(), 1U);
  finish();
  EXPECT_EQ(seen(), (batch_sizes{3, 15}));
  EXPECT_EQ(right, 18);
}

TEST_F(SeveralBatches, WhatIsThereAtOnceIsShared) {
  auto all = make();
  ask(all, 41);
  closed.wait_for(2);
  EXPECT_EQ(seen(), (batch_sizes{20, 21}));
  finish();
  EXPECT_EQ(right, 41);
}

TEST_F(SeveralBatches, NoMoreAreUnderWayThanMayBe) {
  auto one_at_a_time = make({.in_flight = 1});
  ask(one_at_a_time, 60);
  closed.wait_for(1);
  ask(one_at_a_time, 60);
  EXPECT_EQ(two.running() + two.waiting(), 1U);
  EXPECT_EQ(seen(), (batch_sizes{60}));
  finish();
  EXPECT_EQ(right, 120);
}

TEST_F(SeveralBatches, OneThatThePoolDoesNotTakeIsLeftToTheOther) {
  pool narrow{{.threads = 1, .queue = 0}};
  echo all{loop.get_executor(), narrow, [this](std::span<int> asked, std::span<int> answers) {
             closed.pass();
             std::ranges::copy(asked, answers.begin());
           }};
  ask(all, 40);
  closed.wait_for(1);
  ask(all, 40);
  finish();
  EXPECT_EQ(right, 80);
}

TEST_F(Batcher, OneMoreThanMayWaitIsToldSoAndNotWithinTheCall) {
  auto all = make({.most = 2, .waiting = 2});
  begin(all, 1);
  for (int i = 2; i <= 4; ++i) ask(all, i);
  EXPECT_EQ(got[3], -1) << "not yet";
  loop.poll();
  EXPECT_EQ(codes[3], errc::full);
  closed.open();
  loop.run();
  EXPECT_EQ(got, (std::vector<int>{2, 4, 6, 0}));
}

TEST_F(Batcher, APoolThatIsFullOrStoppedIsToldToAllOfTheBatchAndTheNextIsServed) {
  pool narrow{{.threads = 1, .queue = 0}};
  gate busy;
  doubler all{loop.get_executor(), narrow, [](std::span<int>, std::span<int>) {}};
  std::unique_ptr<task> other;
  struct holding final : task {
    explicit holding(gate& on) : at{on} {}
    void run() noexcept override { at.pass(); }
    gate& at;
  };
  other = std::make_unique<holding>(busy);
  ASSERT_FALSE(narrow.try_post(other));
  busy.wait_for(1);
  for (int i = 0; i < 3; ++i) ask(all, i);
  loop.run();
  for (const auto& one_code : codes) EXPECT_EQ(one_code, errc::full);
  EXPECT_EQ(all.waiting(), 0U);
  busy.open();
  while (narrow.running() > 0) std::this_thread::yield();
  ask(all, 7);
  loop.restart();
  loop.run();
  EXPECT_FALSE(codes.back());
  narrow.stop();
  ask(all, 8);
  loop.restart();
  loop.run();
  EXPECT_EQ(codes.back(), errc::stopped);
}

TEST_F(Batcher, OneThatFailsDoesNotSpoilTheOthers) {
  auto all = make();
  for (const int what : {1, -1, 3, -1, 5}) ask(all, what);
  loop.run();
  EXPECT_EQ(got, (std::vector<int>{2, 0, 6, 0, 10}));
  EXPECT_EQ(broken, 2);
  EXPECT_EQ(sizes, (std::vector<std::size_t>{5, 1, 1, 1, 1, 1}));
}

TEST_F(Batcher, TwoThatFailInARowAreTakenForAll) {
  auto all = make();
  for (const int what : {1, -1, -1, 4, 5}) ask(all, what);
  loop.run();
  EXPECT_EQ(got, (std::vector<int>{2, 0, 0, 0, 0}));
  EXPECT_EQ(broken, 4);
  EXPECT_EQ(sizes.size(), 4U) << "a database that is gone is not waited for again and again";
  ask(all, 6);
  loop.restart();
  loop.run();
  EXPECT_EQ(got.back(), 12) << "and it heals by itself";
}

TEST_F(Batcher, OneThatWaitsCanBeCancelledAndIsNotAsked) {
  auto all = make();
  begin(all, 1);
  asio::cancellation_signal cancel;
  std::error_code why;
  all.async_ask(2, asio::bind_cancellation_slot(
                       cancel.slot(), asio::bind_executor(loop, [&](std::exception_ptr failure, int) {
                         why = code_of(failure);
                       })));
  ask(all, 3);
  cancel.emit(asio::cancellation_type::terminal);
  closed.open();
  loop.run();
  EXPECT_EQ(why, std::errc::operation_canceled);
  EXPECT_EQ(sizes, (std::vector<std::size_t>{1, 1}));
  EXPECT_EQ(got, (std::vector<int>{2, 6}));
  EXPECT_FALSE(cancel.slot().has_handler());
}

TEST_F(Batcher, WhatWasAskedIsAnsweredThoughTheBatcherIsGone) {
  {
    auto all = make();
    begin(all, 1);
    ask(all, 2);
  }
  closed.open();
  loop.run();
  EXPECT_EQ(got, (std::vector<int>{2, 4}));
}

TEST_F(Batcher, ALoopThatEndsEarlyTakesItsCallersWithIt) {
  auto held = std::make_shared<int>(0);
  {
    asio::io_context short_lived{1};
    doubler all{short_lived.get_executor(), one, [](std::span<int>, std::span<int>) {}};
    all.async_ask(1, [held](std::exception_ptr, int) { FAIL() << "nobody runs it"; });
    short_lived.poll_one();
    one.stop();
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST_F(Batcher, WhereAHandlerThrowsTheOthersAreStillTold) {
  auto all = make();
  ask(all, 1);
  all.async_ask(2, asio::bind_executor(
                       loop, [](std::exception_ptr, int) { throw std::logic_error{"a handler's own"}; }));
  ask(all, 3);
  EXPECT_THROW(loop.run(), std::logic_error);
  loop.run();
  EXPECT_EQ(got, (std::vector<int>{2, 6}));
}

TEST_F(Batcher, ABatchDoesNotKeepOthersFromTheirThread) {
  auto all = make({.most = 1, .waiting = 100});
  begin(all, 1);
  for (int i = 2; i <= 20; ++i) ask(all, i);
  std::size_t before = 0;
  struct looking final : task {
    looking(std::size_t& to, const std::vector<std::size_t>& at) : seen{to}, of{at} {}
    void run() noexcept override { seen = of.size(); }
    std::size_t& seen;
    const std::vector<std::size_t>& of;
  };
  std::unique_ptr<task> other = std::make_unique<looking>(before, sizes);
  ASSERT_FALSE(one.try_post(other));
  closed.open();
  loop.run();
  EXPECT_EQ(before, 1U) << "it stood in line behind the first batch, and before the second";
  EXPECT_EQ(sizes.size(), 20U);
}

/// Counts how many of it live: a compiler that destroys one twice makes it less than none.
struct counted_answer {
  counted_answer() = default;
  counted_answer(std::atomic<int>& of, std::string what) : living{&of}, word{std::move(what)} { ++*living; }
  counted_answer(counted_answer&& other) noexcept : living{other.living}, word{std::move(other.word)} {
    if (living) ++*living;
  }
  counted_answer& operator=(counted_answer&& other) noexcept {
    std::swap(living, other.living);
    word.swap(other.word);
    return *this;
  }
  ~counted_answer() {
    if (living) --*living;
  }
  std::atomic<int>* living = nullptr;
  std::string word;
};

using words = batcher<counted_answer, std::string>;

asio::awaitable<void> ask_twice(words& of, std::atomic<int>& living, std::string& out) {
  counted_answer first{living, long_text};
  auto once = co_await of.async_ask(std::move(first), use_awaitable);
  counted_answer second{living, once};
  out = co_await of.async_ask(std::move(second), use_awaitable);
}

TEST_F(Batcher, ACoroutineGetsItsAnswer) {
  std::atomic<int> living = 0;
  std::string out;
  {
    words all{loop.get_executor(), one, [](std::span<counted_answer> asked, std::span<std::string> answers) {
                for (std::size_t i = 0; i < asked.size(); ++i) answers[i] = asked[i].word + "!";
              }};
    asio::co_spawn(loop, ask_twice(all, living, out), asio::detached);
    loop.run();
  }
  EXPECT_EQ(out, std::string{long_text} + "!!");
  EXPECT_EQ(living, 0);
}

TEST(BatcherThreads, FromManyThreadsEachIsAnsweredOnceAndWithItsOwn) {
  std::atomic<int> wrong = 0, batches = 0;
  {
    asio::thread_pool home{2};
    pool two{{.threads = 2, .queue = 16}};
    batcher<int, int> all{home.get_executor(),
                          two,
                          [&](std::span<int> asked, std::span<int> answers) {
                            ++batches;
                            for (std::size_t i = 0; i < asked.size(); ++i) {
                              if (asked[i] % 50 == 49) throw std::runtime_error{long_text};
                              answers[i] = asked[i] + 1;
                            }
                          },
                          {.most = 8, .waiting = 64}};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 300; ++i) {
          const int what = 1000 * t + i;
          auto answer = all.async_ask(what, asio::use_future);
          try {
            if (answer.get() != what + 1) ++wrong;
          } catch (const std::system_error&) {
            ++wrong;  // Four at a time never fill it.
          } catch (const std::runtime_error&) {
            // A neighbour of two that failed in a row may fail with them.
          }
        }
      });
    for (auto& thread : threads) thread.join();
    two.stop();
    home.join();
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(batches, 0);
}

}  // namespace
}  // namespace cardea::async
