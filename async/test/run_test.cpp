// SPDX-License-Identifier: MIT
#include <cardea/async/run.hpp>

#include <gtest/gtest.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

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

// What it holds is read, so that a race on it shows.
bool was_refused(const std::exception_ptr& failure) {
  try {
    return code_of(failure) == errc::full;
  } catch (const std::runtime_error& e) {
    EXPECT_STREQ(e.what(), "a text that is too long to stand in the string itself");
    return false;
  }
}

/// Counts how many of it live: a compiler that destroys one twice makes it less than none.
struct counted {
  explicit counted(std::atomic<int>& of) : living{&of} { ++*living; }
  counted(const counted& other) : living{other.living} { ++*living; }
  counted(counted&& other) noexcept : living{other.living} { ++*living; }
  ~counted() { --*living; }
  std::atomic<int>* living;
};

asio::awaitable<void> call_twice(pool& on, std::string word, std::atomic<int>& living, std::string& out,
                                 std::thread::id& called_on) {
  const counted held{living};
  auto first = [held, word, &called_on] {
    called_on = std::this_thread::get_id();
    return word + ", a word that is too long to stand in the string itself";
  };
  auto answer = co_await async_run(on, std::move(first), use_awaitable);
  auto second = [held, answer] { return answer + "!"; };
  out = co_await async_run(on, std::move(second), use_awaitable);
}

TEST(AsyncRun, ACoroutineGetsTheValueAndTheLoopIsNotHeldUp) {
  std::atomic<int> living = 0;
  std::string out;
  std::thread::id called_on;
  {
    pool one{{.threads = 1}};
    asio::io_context loop;
    asio::co_spawn(loop, call_twice(one, "hello", living, out, called_on), asio::detached);
    loop.run();  // Would end at once if a call under way were no work.
  }
  EXPECT_EQ(out, "hello, a word that is too long to stand in the string itself!");
  EXPECT_NE(called_on, std::this_thread::get_id());
  EXPECT_EQ(living, 0);
}

asio::awaitable<void> call_and_catch(pool& on, std::string& out) {
  auto broken = []() -> int { throw std::runtime_error{"broken"}; };
  try {
    (void)co_await async_run(on, std::move(broken), use_awaitable);
  } catch (const std::runtime_error& e) {
    out = e.what();
  }
}

TEST(AsyncRun, WhatTheCallThrowsArrivesInTheCoroutine) {
  pool one{{.threads = 1}};
  asio::io_context loop;
  std::string out;
  asio::co_spawn(loop, call_and_catch(one, out), asio::detached);
  loop.run();
  EXPECT_EQ(out, "broken");
}

TEST(AsyncRun, AFutureAndACallWithoutAValue) {
  pool one{{.threads = 1}};
  EXPECT_EQ(async_run(
                one, [] { return 7; }, asio::use_future)
                .get(),
            7);
  bool called = false;
  async_run(
      one, [&] { called = true; }, asio::use_future)
      .get();
  EXPECT_TRUE(called);
  try {
    async_run(
        one, [] { throw std::logic_error{"no"}; }, asio::use_future)
        .get();
    FAIL();
  } catch (const std::logic_error& e) {
    EXPECT_STREQ(e.what(), "no");
    one.stop();  // ThreadSanitizer does not see libstdc++ count who holds an exception.
  }
}

TEST(AsyncRun, ACallbackRunsOnItsOwnExecutor) {
  pool one{{.threads = 1}};
  asio::io_context loop;
  std::thread::id completed_on;
  async_run(
      one, [] { return std::make_unique<int>(7); },
      asio::bind_executor(loop, [&](std::exception_ptr failure, std::unique_ptr<int> value) {
        EXPECT_FALSE(failure);
        EXPECT_EQ(*value, 7);
        completed_on = std::this_thread::get_id();
      }));
  loop.run();
  EXPECT_EQ(completed_on, std::this_thread::get_id());
}

TEST(AsyncRun, AFullPoolAnswersAtOnceAndNotWithinTheCall) {
  gate closed;
  pool one{{.threads = 1, .queue = 0}};
  asio::io_context loop;
  async_run(
      one, [&] { closed.pass(); }, asio::detached);
  closed.wait_for(1);
  std::error_code why;
  bool called = false;
  const auto call = [&] {
    called = true;
    return 1;
  };
  asio::post(loop, [&] {  // Where a handler of the loop might be run at once.
    async_run(one, call,
              asio::bind_executor(loop, [&](std::exception_ptr failure, int) { why = code_of(failure); }));
    EXPECT_FALSE(why);
  });
  loop.run();
  EXPECT_EQ(why, errc::full);
  EXPECT_FALSE(called);
  closed.open();
}

TEST(AsyncRun, AStoppedPoolSaysSo) {
  pool one{{.threads = 1}};
  one.stop();
  asio::io_context loop;
  std::error_code why;
  async_run(
      one, [] {}, asio::bind_executor(loop, [&](std::exception_ptr failure) { why = code_of(failure); }));
  loop.run();
  EXPECT_EQ(why, errc::stopped);
}

TEST(AsyncRun, ACallThatWaitsCanBeCancelledAndOneThatRunsIsWaitedFor) {
  gate closed;
  pool one{{.threads = 1}};
  asio::io_context loop;
  asio::cancellation_signal running, waiting;
  std::vector<std::error_code> codes(2);
  int calls = 0;
  const auto into = [&](std::size_t i, asio::cancellation_signal& by) {
    return asio::bind_cancellation_slot(
        by.slot(),
        asio::bind_executor(loop, [&codes, i](std::exception_ptr failure) { codes[i] = code_of(failure); }));
  };
  async_run(
      one,
      [&] {
        ++calls;
        closed.pass();
      },
      into(0, running));
  closed.wait_for(1);
  async_run(
      one, [&] { ++calls; }, into(1, waiting));
  running.emit(asio::cancellation_type::terminal);
  waiting.emit(asio::cancellation_type::terminal);
  closed.open();
  loop.run();
  EXPECT_FALSE(codes[0]);
  EXPECT_EQ(codes[1], std::errc::operation_canceled);
  EXPECT_EQ(calls, 1);
  EXPECT_FALSE(running.slot().has_handler());
}

TEST(AsyncRun, OfManyCallsFromManyLoopsEachIsAnsweredOnce) {
  std::atomic<int> living = 0, answered = 0, refused = 0;
  {
    pool small{{.threads = 3, .queue = 16}};
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t)
      threads.emplace_back([&] {
        asio::io_context loop{1};
        for (int i = 0; i < 500; ++i) {
          const counted held{living};
          async_run(
              small,
              [held, i] {
                return i % 5 == 0
                           ? throw std::runtime_error{"a text that is too long to stand in the string itself"}
                           : i;
              },
              asio::bind_executor(loop, [&](std::exception_ptr failure, int) {
                ++(was_refused(failure) ? refused : answered);
              }));
          loop.poll();
        }
        loop.restart();
        loop.run();
      });
    for (auto& thread : threads) thread.join();
  }
  EXPECT_EQ(answered + refused, 1500);
  EXPECT_GT(answered, 0);
  EXPECT_EQ(living, 0);
}

}  // namespace
}  // namespace cardea::async
