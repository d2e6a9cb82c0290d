// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <cardea/contract/suite.hpp>

namespace cardea::contract {

namespace {

/// Bounds at which a session with `times_at(at)` is over, and not a second earlier. Times that the scheme
/// does not have are bounded in the far future: a store that looks at them deletes everything.
expiry_bounds bounds_at(timestamp at, expiry_rule rule) {
  constexpr timestamp never{std::chrono::sys_days{std::chrono::year{1900} / 1 / 1}};
  constexpr timestamp always{std::chrono::sys_days{std::chrono::year{9000} / 1 / 1}};
  if (rule == expiry_rule::last_verified)
    return {.expires = always, .created_at = never, .last_verified = at};
  return {.expires = at, .created_at = always, .last_verified = always};
}

}  // namespace

TEST_P(StoreContract, ASweepDeletesWhatEndsAtOrBeforeTheBound) {
  have_user("u1");
  const auto have = [&](const char* id, timestamp at) {
    auto session = a_session(id, "u1");
    session.times = times_at(at);
    ASSERT_EQ(words(kept().insert_session(session)), "done");
  };
  have("before", noon - 1s);
  have("at", noon);
  have("after", noon + 1s);
  EXPECT_EQ(kept().erase_expired(bounds_at(noon, rules().expiry), 100), 2);
  EXPECT_FALSE(kept().find_session("before"));
  EXPECT_FALSE(kept().find_session("at")) << "the bound itself is over";
  EXPECT_TRUE(kept().find_session("after"));
  EXPECT_EQ(kept().erase_expired(bounds_at(noon, rules().expiry), 100), 0);
  EXPECT_TRUE(kept().find_user("u1"));
}

TEST_P(StoreContract, ASweepLooksAtTheAbsoluteLimitToo) {
  if (rules().expiry != expiry_rule::last_verified) return;
  have_user("u1");
  auto session = a_session("old", "u1");
  session.times = {.created_at = noon, .last_verified = noon + 100h};
  ASSERT_EQ(words(kept().insert_session(session)), "done");
  session = a_session("young", "u1");
  session.times = {.created_at = noon + 1s, .last_verified = noon + 100h};
  ASSERT_EQ(words(kept().insert_session(session)), "done");
  EXPECT_EQ(kept().erase_expired({.expires = {}, .created_at = noon, .last_verified = noon}, 100), 1);
  EXPECT_FALSE(kept().find_session("old"));
  EXPECT_TRUE(kept().find_session("young"));
}

TEST_P(StoreContract, AnIdleSessionIsNotSweptForHavingBeenActive) {
  if (rules().expiry != expiry_rule::new_row && rules().expiry != expiry_rule::same_row) return;
  have_user("u1");
  auto session = a_session("idle", "u1");
  session.times = {.active_expires = noon - 24h, .expires = noon + 1s};
  ASSERT_EQ(words(kept().insert_session(session)), "done");
  EXPECT_EQ(kept().erase_expired(bounds_at(noon, rules().expiry), 100), 0);
}

TEST_P(StoreContract, ASweepStopsAtItsLimitAndFewerMeansNoneIsLeft) {
  have_user("u1");
  for (int i = 0; i < 25; ++i) have_session("s" + std::to_string(i), "u1");
  auto lives = a_session("lives", "u1");
  lives.times = times_at(noon + 1h);
  ASSERT_EQ(words(kept().insert_session(lives)), "done");
  const auto bounds = bounds_at(noon, rules().expiry);
  EXPECT_EQ(kept().erase_expired(bounds, 0), 0);
  EXPECT_EQ(kept().list_sessions("u1").size(), 26U);
  EXPECT_EQ(kept().erase_expired(bounds, 10), 10);
  EXPECT_EQ(kept().list_sessions("u1").size(), 16U);
  EXPECT_EQ(kept().erase_expired(bounds, 10), 10);
  EXPECT_EQ(kept().erase_expired(bounds, 10), 5);
  EXPECT_EQ(kept().erase_expired(bounds, 10), 0);
  EXPECT_EQ(kept().list_sessions("u1"), std::vector{lives});
}

TEST_P(StoreContract, ASweepOfAnEmptyStoreDeletesNothing) {
  EXPECT_EQ(kept().erase_expired(bounds_at(noon, rules().expiry), 10), 0);
}

void expiry_tests() {}

}  // namespace cardea::contract
