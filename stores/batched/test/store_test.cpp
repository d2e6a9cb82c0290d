// SPDX-License-Identifier: MIT
#include "watched_store.hpp"

#include <cardea/batched/store.hpp>
#include <cardea/contract/at_once.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

namespace {

using cardea::contract::at_once;
using namespace std::chrono_literals;

TEST(BatchedStore, SixtyFourCallersOfASlowStoreAskFarLessOftenThanTheyLookUp) {
  std::atomic<int> calls = 0, under_way = 0, at_most = 0;
  auto slow = std::make_unique<watched_store>(with_sessions(64), [&](const asked&) {
    ++calls;
    const int now = ++under_way;
    for (int most = at_most; most < now && !at_most.compare_exchange_weak(most, now);) continue;
    std::this_thread::sleep_for(2ms);
    --under_way;
  });
  cardea::batched::store store{std::move(slow), {.max_batch = 64, .max_in_flight = 2}};
  at_once(64, [&](int i) {
    const auto id = "s" + std::to_string(i);
    for (int n = 0; n < 50; ++n) {
      const auto found = store.find_session(id);
      ASSERT_TRUE(found);
      ASSERT_EQ(found->session.id, id);
      ASSERT_TRUE(found->user);
    }
  });
  EXPECT_LT(calls, 64 * 50 / 8);
  EXPECT_EQ(at_most, 2);
}

// A look-up that has left may not answer for one that is asked for later.
TEST(BatchedStore, WhatWasRevokedBeforeIsNotFound) {
  cardea::batched::store store{with_sessions(1), {.max_batch = 8, .max_in_flight = 2}};
  const cardea::session_row row{.id = "s0", .user_id = "u", .times = {}, .attributes = {}};
  for (int round = 0; round < 50; ++round) {
    std::atomic<bool> revoked = false;
    at_once(16, [&](int i) {
      if (i == 0) {
        EXPECT_TRUE(store.erase_session("s0"));
        revoked = true;
        return;
      }
      for (int n = 0; n < 50; ++n) {
        const bool was_revoked = revoked;
        EXPECT_FALSE(store.find_session("s0") && was_revoked) << "a session was found after its revocation";
      }
    });
    ASSERT_EQ(store.insert_session(row), cardea::insertion::done);
  }
}

TEST(BatchedStore, ManyIdsArePassedOnAsTheyAre) {
  std::vector<asked> all;
  cardea::batched::store store{
      std::make_unique<watched_store>(with_sessions(8), [&](const asked& what) { all.push_back(what); }),
      {.max_batch = 4}};
  const std::string_view ids[] = {"s1", "s1", "none", "s2", "s3"};
  const auto found = store.find_sessions(ids);
  ASSERT_EQ(found.size(), 5U);
  EXPECT_TRUE(found[0] && found[1] && !found[2] && found[3] && found[4]);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].ids.size(), 5U);
  EXPECT_TRUE(store.find_sessions({}).empty());
  EXPECT_EQ(store.find_sessions(std::span{ids}.first(2)).size(), 2U);
}

TEST(BatchedStore, AnOptionByWhichNobodyWouldBeAnsweredIsRefused) {
  const auto with = [](const cardea::batched::options& options) {
    return [=] { cardea::batched::store{with_sessions(0), options}; };
  };
  EXPECT_THROW(with({.max_batch = 0})(), cardea::error);
  EXPECT_THROW(with({.max_in_flight = 0})(), cardea::error);
  EXPECT_THROW(with({.renewal_interval = -1ms})(), cardea::error);
  EXPECT_THROW(with({.renewal_interval = 61min})(), cardea::error);
  EXPECT_THROW(cardea::batched::store{nullptr}, cardea::error);
}

}  // namespace
