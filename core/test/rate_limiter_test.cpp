// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cardea/error.hpp>
#include <cardea/memory/service_store.hpp>
#include <cardea/rate_limiter.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "common.hpp"

namespace {

using namespace std::chrono_literals;
using cardea::noon;
using cardea::rate;

constexpr rate two_a_minute{.burst = 2, .every = 1min};

/// Notes the ids that pass by.
class noting_store final : public cardea::limit_store {
 public:
  std::vector<std::string> ids;
  std::optional<cardea::duration> take_attempt(std::string_view id, const rate&, cardea::timestamp) override {
    ids.emplace_back(id);
    return std::nullopt;
  }
  void return_attempt(std::string_view id, const rate&) override { ids.emplace_back(id); }
  std::int64_t erase_full_limits(cardea::timestamp, std::int64_t) override { return 0; }
};

TEST(RateLimiter, LetsTheBurstThroughAndThenOneForEachSpan) {
  cardea::memory::service_store store;
  cardea::rate_limiter limiter{store};
  const auto at = [&](cardea::duration later) {
    return limiter.take("sign-in", "ada", two_a_minute, noon + later);
  };
  EXPECT_FALSE(at(0s));
  EXPECT_FALSE(at(0s));
  EXPECT_EQ(at(0s), 1min);
  EXPECT_EQ(at(59s), 1s);
  EXPECT_FALSE(at(60s));
  EXPECT_EQ(at(60s), 1min);
  EXPECT_FALSE(at(10min)) << "two are back, and no more than two";
  EXPECT_FALSE(at(10min));
  EXPECT_EQ(at(10min), 1min);
}

TEST(RateLimiter, AnAttemptThatIsGivenBackCanBeTakenAgain) {
  cardea::memory::service_store store;
  cardea::rate_limiter limiter{store};
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(limiter.take("sign-in", "ada", two_a_minute, noon)) << i;
    limiter.give_back("sign-in", "ada", two_a_minute);
  }
}

TEST(RateLimiter, CountsEachPairOnItsOwn) {
  cardea::memory::service_store store;
  cardea::rate_limiter limiter{store};
  constexpr rate once{.burst = 1, .every = 1min};
  EXPECT_FALSE(limiter.take("sign-in", "ada", once, noon));
  EXPECT_FALSE(limiter.take("sign-in", "bob", once, noon));
  EXPECT_FALSE(limiter.take("reset", "ada", once, noon));
  EXPECT_TRUE(limiter.take("reset", "ada", once, noon));
}

TEST(RateLimiter, T18NoTwoPairsShareAnId) {
  noting_store store;
  cardea::rate_limiter limiter{store};
  for (const auto& [what, who] : std::vector<std::pair<std::string, std::string>>{
           {"a", "bc"}, {"ab", "c"}, {"abc", ""}, {"", "abc"}, {"1:a", "b"}, {"a", ":bc"}})
    (void)limiter.take(what, who, two_a_minute, noon);
  auto ids = store.ids;
  std::ranges::sort(ids);
  EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

TEST(RateLimiter, GivesBackUnderTheIdThatItTookFrom) {
  noting_store store;
  cardea::rate_limiter limiter{store};
  (void)limiter.take("sign-in", "ada", two_a_minute, noon);
  limiter.give_back("sign-in", "ada", two_a_minute);
  ASSERT_EQ(store.ids.size(), 2U);
  EXPECT_EQ(store.ids[0], store.ids[1]);
}

TEST(RateLimiter, TheStoreSeesAHashAndNoName) {
  noting_store store;
  cardea::rate_limiter limiter{store};
  (void)limiter.take("sign-in", "192.0.2.1", two_a_minute, noon);
  ASSERT_EQ(store.ids.size(), 1U);
  // createHash("sha256").update("7:sign-in192.0.2.1").digest("base64url") of Node
  EXPECT_EQ(store.ids[0], "TsBBVa2PRk8OmB00Jzf0uxFojGU1bG-ASi7FaRnV-W0");
}

TEST(RateLimiter, ARateThatIsNoneIsRefused) {
  cardea::memory::service_store store;
  cardea::rate_limiter limiter{store};
  for (const auto& none :
       {rate{.burst = 0, .every = 1min}, rate{.burst = -1, .every = 1min}, rate{.burst = 1, .every = 0s},
        rate{.burst = 1'000'001, .every = 1s}, rate{.burst = 1, .every = 24h * 367}}) {
    EXPECT_THROW((void)limiter.take("a", "b", none, noon), cardea::error);
    EXPECT_THROW(limiter.give_back("a", "b", none), cardea::error);
  }
}

TEST(Sweep, TakesEverythingThatIsOverAndNothingElse) {
  cardea::memory::service_store store;
  for (int i = 0; i < 25; ++i) {
    const auto id = std::to_string(i);
    (void)store.take_attempt(id, {.burst = 1, .every = i < 21 ? 1min : 2min}, noon);
    store.insert_one_time({.id = id,
                           .purpose = "reset",
                           .user_id = "ada",
                           .address = "",
                           .secret_hash = "",
                           .expires_at = noon + (i < 20 ? 1min : 2min)});
  }
  const auto gone = cardea::sweep(store, noon + 1min, 10);
  EXPECT_EQ(gone.limits, 21);
  EXPECT_EQ(gone.one_times, 20);
  EXPECT_FALSE(store.find_one_time("19"));
  EXPECT_TRUE(store.find_one_time("20"));
}

}  // namespace
