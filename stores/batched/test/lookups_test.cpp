// SPDX-License-Identifier: MIT
#include "lookups.hpp"

#include "watched_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace {

using cardea::errc;
using cardea::error;
using testing::ElementsAre;
using testing::SizeIs;

/// Look-ups over a store in which the first one stays until it is let go, so that others have to wait.
class BatchedLookups : public testing::Test {
 protected:
  ~BatchedLookups() override { finish(); }

  void seen(const asked& what) {
    std::unique_lock lock{mutex_};
    all_.push_back(what);
    at_most_ = std::max(at_most_, ++under_way_);
    changed_.notify_all();
    changed_.wait(lock, [&] { return !held_; });
    --under_way_;
    lock.unlock();
    if (fails_) fails_(what);
  }

  /// Asks on a thread of its own.
  void ask(std::vector<std::string> ids) {
    const std::lock_guard growing{mutex_};
    const std::size_t place = answers_.size();
    answers_.emplace_back();
    ids_ += ids.size();
    threads_.emplace_back([this, place, ids = std::move(ids)] {
      const std::vector<std::string_view> views(ids.begin(), ids.end());
      std::vector<cardea::batched::answer> found(ids.size());
      std::string said = "found";
      const void* failure = nullptr;
      try {
        lookups_.find({views, found});
      } catch (const error& e) {
        said = to_string(e.code());
        failure = &e;
      } catch (const std::exception& e) {
        said = e.what();
        failure = &e;
      }
      const std::lock_guard lock{mutex_};
      answers_[place] = {said, std::move(found), failure, std::this_thread::get_id()};
    });
  }
  /// The one that stays; the others wait behind it.
  void hold(const std::string& id = "s0") {
    ask({id});
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return !all_.empty(); });
    ids_ = 0;
  }
  void ask_waiting(std::vector<std::string> ids) {
    ask(std::move(ids));
    while (lookups_.waiting() != ids_) std::this_thread::yield();
  }
  void finish() {
    {
      const std::lock_guard lock{mutex_};
      held_ = false;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

  struct answered {
    std::string said;
    std::vector<cardea::batched::answer> found;
    const void* failure;
    std::thread::id by;
  };
  std::mutex mutex_{};
  std::condition_variable changed_{};
  bool held_ = true;
  int under_way_ = 0, at_most_ = 0;
  std::size_t ids_ = 0;
  std::vector<asked> all_{};
  std::vector<std::thread> threads_{};
  std::deque<answered> answers_{};
  std::function<void(const asked&)> fails_{};
  watched_store store_{with_sessions(200), [this](const asked& what) { seen(what); }};
  cardea::batched::lookups lookups_{store_, 64, 1};
};

TEST_F(BatchedLookups, OneWhoIsAloneAsksOnceByHimselfForOneId) {
  held_ = false;
  cardea::batched::answer found;
  const std::string_view id = "s7";
  lookups_.find({{&id, 1}, {&found, 1}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->session.id, "s7");
  ASSERT_THAT(all_, SizeIs(1));
  EXPECT_EQ(all_[0].by, std::this_thread::get_id());
  EXPECT_FALSE(all_[0].as_many);
}

TEST_F(BatchedLookups, ThoseWhoComeMeanwhileLeaveTogetherAndEachHearsItsOwn) {
  hold();
  for (int i = 1; i <= 40; ++i)
    ask_waiting({i % 4 == 0 ? "none" + std::to_string(i) : "s" + std::to_string(i)});
  EXPECT_THAT(all_, SizeIs(1));
  finish();
  ASSERT_THAT(all_, SizeIs(2));
  EXPECT_THAT(all_[1].ids, SizeIs(40));
  for (std::size_t i = 1; i <= 40; ++i) {
    ASSERT_EQ(answers_[i].found[0].has_value(), i % 4 != 0) << i;
    if (i % 4 != 0) {
      EXPECT_EQ(answers_[i].found[0]->session.id, "s" + std::to_string(i));
    }
  }
}

TEST_F(BatchedLookups, TheNextIsLedByOneOfThoseWhoAreInIt) {
  hold();
  for (int i = 1; i <= 3; ++i) ask_waiting({"s" + std::to_string(i)});
  finish();
  ASSERT_THAT(all_, SizeIs(2));
  EXPECT_NE(all_[1].by, all_[0].by) << "one serves the others for ever";
  EXPECT_TRUE(std::any_of(answers_.begin() + 1, answers_.end(),
                          [&](const answered& one) { return one.by == all_[1].by; }));
}

TEST_F(BatchedLookups, AnIdThatManyAskForIsLookedUpOnce) {
  hold();
  for (int i = 0; i < 10; ++i) ask_waiting({"s5"});
  ask_waiting({"s5", "s6", "s5"});
  finish();
  ASSERT_THAT(all_, SizeIs(2));
  EXPECT_THAT(all_[1].ids, ElementsAre("s5", "s6"));
  for (std::size_t i = 1; i <= 10; ++i) {
    ASSERT_TRUE(answers_[i].found[0]);
    EXPECT_EQ(answers_[i].found[0]->session.id, "s5");
    EXPECT_TRUE(answers_[i].found[0]->user);
  }
  for (const auto& one : answers_[11].found) EXPECT_TRUE(one);
}

TEST_F(BatchedLookups, NoneIsLargerThanAllowed) {
  hold();
  for (int i = 1; i < 200; ++i) ask_waiting({"s" + std::to_string(i)});
  finish();
  ASSERT_THAT(all_, SizeIs(5));
  for (std::size_t i = 1; i < all_.size(); ++i) EXPECT_THAT(all_[i].ids, SizeIs(i < 4 ? 64 : 7));
  EXPECT_EQ(at_most_, 1) << "more were under way than allowed";
}

TEST_F(BatchedLookups, AQuestionForSomeIsNotTornApart) {
  hold();
  std::vector<std::string> many;
  for (int i = 0; i < 60; ++i) many.push_back("s" + std::to_string(i));
  ask_waiting(many);
  ask_waiting({"s1", "s2", "s3", "s4", "none"});
  finish();
  ASSERT_THAT(all_, SizeIs(3));
  EXPECT_THAT(all_[1].ids, SizeIs(60));
  EXPECT_THAT(all_[2].ids, SizeIs(5));
  EXPECT_FALSE(answers_[2].found[4]);
  EXPECT_EQ(answers_[2].found[3]->session.id, "s4");
}

TEST_F(BatchedLookups, ADatabaseThatIsAwayIsAskedOnceAndEachHearsItFromAnErrorOfItsOwn) {
  fails_ = [](const asked& what) {
    if (what.as_many) throw error{errc::unavailable, "no server"};
  };
  hold();
  for (int i = 1; i <= 8; ++i) ask_waiting({"s" + std::to_string(i)});
  finish();
  EXPECT_THAT(all_, SizeIs(2));
  std::vector<const void*> failures;
  for (std::size_t i = 1; i <= 8; ++i) {
    EXPECT_EQ(answers_[i].said, to_string(errc::unavailable));
    EXPECT_FALSE(answers_[i].found[0]);
    failures.push_back(answers_[i].failure);
  }
  std::ranges::sort(failures);
  EXPECT_EQ(std::ranges::adjacent_find(failures), failures.end()) << "two threads hold one exception";
}

TEST_F(BatchedLookups, ARowThatCannotBeReadFailsForWhoAskedForItAlone) {
  fails_ = [](const asked& what) {
    if (std::ranges::count(what.ids, "s3")) throw error{errc::corrupt, "a time cannot be read"};
  };
  hold();
  for (int i = 1; i <= 8; ++i) ask_waiting({"s" + std::to_string(i)});
  finish();
  EXPECT_THAT(all_, SizeIs(10));
  for (std::size_t i = 1; i <= 8; ++i) {
    EXPECT_EQ(answers_[i].said, i == 3 ? to_string(errc::corrupt) : "found");
    EXPECT_EQ(answers_[i].found[0].has_value(), i != 3);
  }
}

TEST_F(BatchedLookups, WhatIsNoErrorOfCardeasReachesEachToo) {
  fails_ = [](const asked&) { throw std::bad_alloc{}; };
  hold();
  for (int i = 1; i <= 3; ++i) ask_waiting({"s" + std::to_string(i)});
  finish();
  EXPECT_THAT(all_, SizeIs(5));
  for (const auto& one : answers_) EXPECT_EQ(one.said, std::bad_alloc{}.what());
}

TEST_F(BatchedLookups, OneThatThrowsPassesItsTurnOn) {
  fails_ = [this](const asked& what) {
    if (what.by == all_[0].by || what.as_many) throw error{errc::busy, "a lock"};
  };
  hold();
  ask_waiting({"s1"});
  finish();
  EXPECT_EQ(answers_[0].said, to_string(errc::busy));
  EXPECT_EQ(answers_[1].said, "found");
  EXPECT_EQ(lookups_.waiting(), 0U);
  all_.clear();
  fails_ = nullptr;
  cardea::batched::answer found;
  const std::string_view id = "s7";
  lookups_.find({{&id, 1}, {&found, 1}});
  EXPECT_TRUE(found);
  EXPECT_THAT(all_, SizeIs(1)) << "a turn was lost";
}

}  // namespace
