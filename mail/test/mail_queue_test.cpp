// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cardea/mail/mail_queue.hpp>

#include <atomic>
#include <vector>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::mail::mail_queue;
using cardea::mail::message;

/// A mailer whose every attempt a test decides about.
class decided_mailer final : public cardea::mail::mailer {
 public:
  explicit decided_mailer(std::function<void(const message&)> decide) : decide_{std::move(decide)} {}
  void send(const message& letter) override { decide_(letter); }

 private:
  std::function<void(const message&)> decide_;
};

auto deciding(std::function<void(const message&)> decide) {
  return std::make_unique<decided_mailer>(std::move(decide));
}

message to(std::string address) { return {.to = std::move(address), .subject = "", .text = ""}; }

cardea::mail::queue_options quick() {
  cardea::mail::queue_options options;
  options.first_pause = 1ms;
  options.longest_pause = 4ms;
  return options;
}

/// Waits for what another thread does, and fails where it does not.
template <class F>
void eventually(F is_so) {
  for (int i = 0; i < 5000 && !is_so(); ++i) std::this_thread::sleep_for(2ms);
  EXPECT_TRUE(is_so());
}

TEST(MailQueue, SendsInOrderOnAThreadOfItsOwn) {
  std::vector<std::string> sent;
  const auto caller = std::this_thread::get_id();
  mail_queue queue{deciding([&](const message& letter) {
    EXPECT_NE(std::this_thread::get_id(), caller);
    sent.push_back(letter.to);
  })};
  for (const char* one : {"a", "b", "c"}) EXPECT_TRUE(queue.enqueue(to(one)));
  queue.stop(5s);
  EXPECT_THAT(sent, testing::ElementsAre("a", "b", "c"));
  EXPECT_EQ(queue.counts().sent, 3U);
  EXPECT_EQ(queue.counts().waiting, 0U);
}

TEST(MailQueue, AFullOneRefusesAndNeverBlocks) {
  std::atomic<bool> go = false, began = false;
  auto options = quick();
  options.capacity = 2;
  mail_queue queue{deciding([&](const message&) {
                     began = true;
                     while (!go) std::this_thread::sleep_for(1ms);
                   }),
                   options};
  EXPECT_TRUE(queue.enqueue(to("a")));
  eventually([&] { return began.load(); });
  EXPECT_TRUE(queue.enqueue(to("b")));
  EXPECT_FALSE(queue.enqueue(to("c"))) << "the one on its way counts";
  EXPECT_EQ(queue.counts().refused, 1U);
  EXPECT_EQ(queue.counts().waiting, 2U);
  go = true;
  eventually([&] { return queue.counts().waiting == 0; });
  EXPECT_TRUE(queue.enqueue(to("d")));
  queue.stop(5s);
  EXPECT_EQ(queue.counts().sent, 3U);
}

TEST(MailQueue, TriesAgainWhatMayBeTakenLaterUpToTheLimit) {
  std::atomic<int> attempts = 0, told = 0, gave_up = 0;
  auto options = quick();
  options.attempts = 4;
  options.on_failure = [&](const cardea::error& reason, bool gave) {
    ++told;
    gave_up += gave;
    EXPECT_EQ(reason.code(), errc::unavailable);
    EXPECT_STREQ(reason.what(), "not now");
  };
  mail_queue queue{deciding([&](const message&) {
                     ++attempts;
                     throw cardea::error{errc::unavailable, "not now"};
                   }),
                   options};
  EXPECT_TRUE(queue.enqueue(to("a")));
  eventually([&] { return queue.counts().given_up == 1 && told == 4; });
  EXPECT_EQ(attempts, 4);
  EXPECT_EQ(gave_up, 1);
  EXPECT_EQ(queue.counts().failed_attempts, 4U);
  EXPECT_EQ(queue.counts().sent, 0U);
}

TEST(MailQueue, WhatIsRefusedForGoodIsNotTriedAgain) {
  std::atomic<int> attempts = 0;
  mail_queue queue{deciding([&](const message& letter) {
                     ++attempts;
                     if (letter.to == "a") throw cardea::error{errc::invalid_argument, "no such address"};
                     if (letter.to == "b") throw std::runtime_error{"something else"};
                   }),
                   quick()};
  for (const char* one : {"a", "b", "c"}) EXPECT_TRUE(queue.enqueue(to(one)));
  eventually([&] { return queue.counts().sent == 1; });
  EXPECT_EQ(attempts, 3);
  EXPECT_EQ(queue.counts().given_up, 2U);
}

TEST(MailQueue, ALetterThatWaitsForAnotherAttemptHoldsNoOtherUp) {
  std::atomic<int> of_a = 0;
  auto options = quick();
  options.first_pause = options.longest_pause = 1h;
  mail_queue queue{deciding([&](const message& letter) {
                     if (letter.to != "a") return;
                     ++of_a;
                     throw cardea::error{errc::unavailable, "not now"};
                   }),
                   options};
  EXPECT_TRUE(queue.enqueue(to("a")));
  EXPECT_TRUE(queue.enqueue(to("b")));
  eventually([&] { return queue.counts().sent == 1; });
  EXPECT_EQ(of_a, 1);
  EXPECT_EQ(queue.counts().waiting, 1U);
  queue.stop(5s);
  EXPECT_EQ(of_a, 2) << "a stop grants one attempt more";
  EXPECT_EQ(queue.counts().given_up, 1U);
}

TEST(MailQueue, AStopTakesNoMoreAndDropsWhatItHasNoTimeFor) {
  std::atomic<int> attempts = 0;
  std::atomic<bool> began = false;
  mail_queue queue{deciding([&](const message&) {
    began = true;
    ++attempts;
    std::this_thread::sleep_for(50ms);
  })};
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(queue.enqueue(to("a")));
  eventually([&] { return began.load(); });
  queue.stop(0ms);
  EXPECT_FALSE(queue.enqueue(to("b")));
  const auto counts = queue.counts();
  EXPECT_EQ(counts.sent, static_cast<std::uint64_t>(attempts));
  EXPECT_LT(counts.sent, 100U);
  EXPECT_EQ(counts.sent + counts.given_up, 100U) << "a letter was lost and not counted";
  queue.stop(5s);
}

TEST(MailQueue, WhatTheListenerThrowsIsDropped) {
  auto options = quick();
  options.on_failure = [](const cardea::error&, bool) { throw std::runtime_error{"the log is full"}; };
  mail_queue queue{deciding([&](const message& letter) {
                     if (letter.to == "a") throw cardea::error{errc::internal, "no"};
                   }),
                   options};
  EXPECT_TRUE(queue.enqueue(to("a")));
  EXPECT_TRUE(queue.enqueue(to("b")));
  eventually([&] { return queue.counts().sent == 1; });
}

TEST(MailQueue, ManyThreadsLoseNoLetter) {
  std::atomic<std::uint64_t> sent = 0;
  auto options = quick();
  options.capacity = 100'000;
  mail_queue queue{deciding([&](const message&) { ++sent; }), options};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 200; ++n) EXPECT_TRUE(queue.enqueue(to("a")));
    });
  for (auto& thread : threads) thread.join();
  queue.stop(30s);
  EXPECT_EQ(sent, 1600U);
  EXPECT_EQ(queue.counts().sent, 1600U);
}

TEST(MailQueue, OptionsThatContradictThemselvesAreRefused) {
  const auto refused = [](auto change) {
    auto options = quick();
    change(options);
    try {
      mail_queue queue{deciding([](const message&) {}), options};
    } catch (const cardea::error& e) {
      return e.code() == errc::invalid_argument;
    }
    return false;
  };
  EXPECT_TRUE(refused([](auto& o) { o.capacity = 0; }));
  EXPECT_TRUE(refused([](auto& o) { o.attempts = 0; }));
  EXPECT_TRUE(refused([](auto& o) { o.first_pause = 0ms; }));
  EXPECT_TRUE(refused([](auto& o) { o.longest_pause = o.first_pause - 1ms; }));
  EXPECT_TRUE(refused([](auto& o) { o.drain = -1ms; }));
  EXPECT_FALSE(refused([](auto&) {}));
}

}  // namespace
