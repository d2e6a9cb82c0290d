// SPDX-License-Identifier: MIT
#include <cardea/contract/at_once.hpp>
#include <cardea/contract/service_threads.hpp>
#include <cardea/one_time_tokens.hpp>
#include <cardea/rate_limiter.hpp>

#include <atomic>
#include <barrier>

namespace cardea::contract {

namespace {

/// A store whose readers have all read before the first of them goes on: the worst that can happen to whoever
/// reads and then writes.
class readers_together final : public one_time_store {
 public:
  readers_together(one_time_store& kept, int readers) : kept_{kept}, read_{readers} {}
  bool insert_one_time(const one_time_row& row) override { return kept_.insert_one_time(row); }
  std::optional<one_time_row> find_one_time(std::string_view id) override {
    std::optional<one_time_row> found;
    try {
      found = kept_.find_one_time(id);
    } catch (...) {
      read_.arrive_and_drop();  // The others are not to wait for it.
      throw;
    }
    read_.arrive_and_wait();
    return found;
  }
  bool erase_one_time(std::string_view id) override { return kept_.erase_one_time(id); }
  std::int64_t erase_one_times(std::string_view user_id, std::string_view purpose) override {
    return kept_.erase_one_times(user_id, purpose);
  }
  std::int64_t erase_oldest_one_times(std::string_view user_id, std::string_view purpose,
                                      std::int64_t keep) override {
    return kept_.erase_oldest_one_times(user_id, purpose, keep);
  }
  std::int64_t erase_expired_one_times(timestamp now, std::int64_t limit) override {
    return kept_.erase_expired_one_times(now, limit);
  }

 private:
  one_time_store& kept_;
  std::barrier<> read_;
};

}  // namespace

TEST_P(ServiceStoreThreadsContract, T11AOneTimeTokenRedeemedBySixtyFourThreadsHasOneWinner) {
  const standard_password_hasher codes;
  readers_together together{kept(), 64};
  one_time_tokens tokens{together, codes};
  for (int round = 0; round < 4; ++round) {
    const auto made = tokens.issue(
        {.purpose = "reset", .user_id = "u1", .address = "ada@x.example", .expires_in = 10min}, noon);
    std::atomic<int> won = 0;
    at_once(64, [&](int) { won += tokens.redeem(made.token, "reset", noon).has_value(); });
    EXPECT_EQ(won, 1);
    one_time_tokens alone{kept(), codes};
    EXPECT_FALSE(alone.look(made.token, "reset", noon));
  }
}

TEST_P(ServiceStoreThreadsContract, OfManyInsertionsOfOneOneTimeIdOneWins) {
  std::atomic<int> won = 0, winner = -1;
  at_once(64, [&](int i) {
    auto row = a_row("t1");
    row.user_id = std::to_string(i);
    if (!kept().insert_one_time(row)) return;
    ++won;
    winner = i;
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(kept().find_one_time("t1")->user_id, std::to_string(winner));
}

TEST_P(ServiceStoreThreadsContract, T20OfSixtyFourThreadsNoMoreThanTheBurstGetThrough) {
  constexpr rate ten{.burst = 10, .every = 1h};
  rate_limiter limiter{kept()};
  const auto taken_of_64 = [&](duration later) {
    std::atomic<int> taken = 0;
    at_once(64, [&](int) { taken += !limiter.take("sign-in", "ada", ten, noon + later); });
    return taken.load();
  };
  EXPECT_EQ(taken_of_64(0h), 10) << "where there was no row";
  EXPECT_EQ(taken_of_64(0h), 0);
  EXPECT_EQ(taken_of_64(3h), 3) << "where there was one";
  EXPECT_EQ(taken_of_64(100h), 10);
}

TEST_P(ServiceStoreThreadsContract, ASweepAtTheSameTimeGivesNobodyAnAttemptMore) {
  constexpr rate ten{.burst = 10, .every = 1h};
  for (int i = 0; i < 50; ++i) EXPECT_FALSE(kept().take_attempt(std::to_string(i), ten, noon - 24h));
  std::atomic<int> taken = 0;
  std::atomic<std::int64_t> swept = 0;
  at_once(64, [&](int i) {
    if (i % 4 == 0) {
      for (std::int64_t slice; (slice = kept().erase_full_limits(noon, 7)) > 0;) swept += slice;
    } else {
      taken += !kept().take_attempt("7", ten, noon);
    }
  });
  EXPECT_EQ(taken, 10);
  EXPECT_TRUE(swept == 49 || swept == 50) << swept << ": the one that was taken from may have gone first";
}

TEST_P(ServiceStoreThreadsContract, WhatIsTakenAndGivenBackByManyIsAllThereAgain) {
  constexpr rate ten{.burst = 10, .every = 1h};
  at_once(32, [&](int) {
    for (int n = 0; n < 10; ++n)
      if (!kept().take_attempt("a", ten, noon)) kept().return_attempt("a", ten);
  });
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(kept().take_attempt("a", ten, noon)) << i;
  EXPECT_TRUE(kept().take_attempt("a", ten, noon));
}

TEST_P(ServiceStoreThreadsContract, SweepsAtTheSameTimeCountEachTokenOnce) {
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(kept().insert_one_time(a_row(std::to_string(i))));
  std::atomic<std::int64_t> erased = 0;
  at_once(16, [&](int) {
    for (std::int64_t slice; (slice = kept().erase_expired_one_times(noon, 7)) > 0;) erased += slice;
  });
  EXPECT_EQ(erased, 100);
}

void ServiceStoreThreadsContract::link() {}

}  // namespace cardea::contract
