// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <cardea/contract/suite.hpp>

namespace cardea::contract {

TEST_P(StoreContract, ManySessionsAreLookedUpWithOneAnswerForEachIdInTheirOrder) {
  have_user("u1");
  have_user("u2");
  for (int i = 0; i < 200; ++i)
    if (i % 3 != 0) have_session("s" + std::to_string(i), i % 2 ? "u1" : "u2");
  for (const std::size_t count : {0U, 1U, 3U, 4U, 5U, 16U, 63U, 64U, 65U, 200U}) {
    SCOPED_TRACE(std::to_string(count) + " ids");
    std::vector<std::string> ids;
    // Backwards, every fifth one the same, and one in three absent.
    for (std::size_t i = 0; i < count; ++i) ids.push_back("s" + std::to_string(i % 5 == 4 ? 1 : 199 - i));
    const std::vector<std::string_view> views(ids.begin(), ids.end());
    const auto found = kept().find_sessions(views);
    ASSERT_EQ(found.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto single = kept().find_session(ids[i]);
      ASSERT_EQ(found[i].has_value(), single.has_value()) << ids[i] << ", at place " << i;
      if (!single) continue;
      EXPECT_EQ(found[i]->session, single->session) << "at place " << i;
      EXPECT_EQ(found[i]->user, single->user) << "at place " << i;
    }
  }
}

TEST_P(StoreContract, OneIdAskedForManyTimesIsAnsweredEachTime) {
  have_user("u1");
  have_session("s1", "u1");
  const std::vector<std::string_view> ids(100, "s1");
  const auto found = kept().find_sessions(ids);
  ASSERT_EQ(found.size(), 100U);
  for (const auto& one : found) EXPECT_TRUE(one && one->session.id == "s1" && one->user);
}

TEST_P(StoreContract, ManyIdsNoneOfWhichExistsAreAllAbsent) {
  have_user("u1");
  have_session("s1", "u1");
  const std::vector<std::string_view> ids{"", "S1", "s1 ", "s", "none"};
  const auto found = kept().find_sessions(ids);
  ASSERT_EQ(found.size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_FALSE(found[i]) << '"' << ids[i] << '"';
}

// What a list is written with in one database or another means nothing in an id.
TEST_P(StoreContract, IdsOfManyAreTakenAsTheyStand) {
  have_user("u1");
  const std::vector<std::string_view> ids{"a\"b", "a\\b", "{a,b}", "a,b",  "NULL", "null",     "'", "\\",
                                          "\"",   "{}",   " a",    "a\tb", "$1",   "\xc3\xa9", "?", "\\\""};
  for (const auto id : ids) have_session(std::string{id}, "u1");
  const auto found = kept().find_sessions(ids);
  ASSERT_EQ(found.size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    ASSERT_TRUE(found[i]) << '"' << ids[i] << '"';
    EXPECT_EQ(found[i]->session.id, ids[i]);
  }
  const std::vector<std::string_view> others{"a", "b", "{a", "", "{\"a\"}", "a\",\"b", "\"NULL\""};
  for (const auto& one : kept().find_sessions(others)) EXPECT_FALSE(one);
}

TEST_P(StoreContract, TheTimesOfManySessionsAreSetAndThoseThatAreGonePassedOver) {
  have_user("u1");
  std::vector<session_renewal> all{{"none", times_at(noon)}};
  for (int i = 0; i < 10; ++i) {
    const auto id = "s" + std::to_string(i);
    have_session(id, "u1");
    if (i % 2) all.push_back({id, times_at(noon + std::chrono::hours{i})});
  }
  kept().set_many_session_times(all);
  kept().set_many_session_times({});
  for (int i = 0; i < 10; ++i) {
    const auto id = "s" + std::to_string(i);
    auto expected = a_session(id, "u1");
    if (i % 2) {
      expected.times = times_at(noon + std::chrono::hours{i});
      expected.times.created_at = times_at(noon).created_at;
    }
    const auto found = kept().find_session(id);
    ASSERT_TRUE(found) << id;
    EXPECT_EQ(found->session, expected);
  }
  EXPECT_FALSE(kept().find_session("none")) << "a renewal made a session";
}

TEST_P(StoreContract, ExpiredSessionsAreAmongTheManyToo) {
  have_user("u1");
  auto old = a_session("s1", "u1");
  old.times = times_at(timestamp{} + 24h);
  ASSERT_EQ(words(kept().insert_session(old)), "done");
  const std::string_view ids[] = {"s1"};
  const auto found = kept().find_sessions(ids);
  ASSERT_TRUE(found.at(0)) << "the store judges; it is to keep";
  EXPECT_EQ(found[0]->session, old);
}

void lookups_tests() {}

}  // namespace cardea::contract
