// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <cardea/contract/suite.hpp>

namespace cardea::contract {

TEST_P(StoreContract, ASessionIsFoundWithItsUserAsBothWereInserted) {
  have_user("u1");
  have_session("s1", "u1");
  const auto found = kept().find_session("s1");
  ASSERT_TRUE(found) << "find_session does not find the session that insert_session inserted";
  EXPECT_EQ(found->session, a_session("s1", "u1"));
  ASSERT_TRUE(found->user) << "the session is found without its user";
  EXPECT_EQ(*found->user, a_user("u1"));
}

TEST_P(StoreContract, ASessionThatDoesNotExistIsAbsent) {
  EXPECT_FALSE(kept().find_session("none"));
  EXPECT_FALSE(kept().find_session(""));
  EXPECT_TRUE(kept().list_sessions("nobody").empty());
  EXPECT_FALSE(kept().erase_session("none"));
  EXPECT_EQ(kept().erase_sessions("nobody"), 0);
}

TEST_P(StoreContract, ASessionIdIsTakenOnce) {
  have_user("u1");
  have_user("u2");
  have_session("s1", "u1");
  EXPECT_EQ(words(kept().insert_session(a_session("s1", "u2"))), "duplicate");
  EXPECT_EQ(kept().find_session("s1")->session, a_session("s1", "u1"))
      << "a refused session overwrote the first";
}

TEST_P(StoreContract, ASessionNeedsItsUser) {
  EXPECT_EQ(words(kept().insert_session(a_session("s1", "nobody"))), "no_user");
  EXPECT_FALSE(kept().find_session("s1"));
}

TEST_P(StoreContract, ExpiredSessionsAreReturnedAsAnyOther) {
  have_user("u1");
  auto old = a_session("s1", "u1");
  old.times = times_at(timestamp{} + 24h);
  ASSERT_EQ(words(kept().insert_session(old)), "done");
  const auto found = kept().find_session("s1");
  ASSERT_TRUE(found) << "the store judges; it is to keep";
  EXPECT_EQ(found->session, old);
  EXPECT_EQ(kept().list_sessions("u1"), std::vector{old});
  EXPECT_TRUE(kept().set_session_times("s1", times_at(timestamp{} + 25h)));
}

TEST_P(StoreContract, SessionsOfAUserAreListedInTheOrderOfIds) {
  have_user("u1");
  have_user("u2");
  for (const auto* id : {"b", "c", "a", "Z"}) have_session(id, "u1");
  have_session("d", "u2");
  const auto listed = kept().list_sessions("u1");
  ASSERT_EQ(listed.size(), 4U);
  EXPECT_EQ(listed[0], a_session("Z", "u1"));
  EXPECT_EQ(listed[1].id, "a");
  EXPECT_EQ(listed[2].id, "b");
  EXPECT_EQ(listed[3].id, "c");
}

TEST_P(StoreContract, TheTimesOfASessionAreWritten) {
  have_user("u1");
  have_session("s1", "u1");
  have_session("s2", "u1");
  auto later = times_at(noon + 48h);
  later.created_at = times_at(noon).created_at;
  EXPECT_TRUE(kept().set_session_times("s1", later));
  auto expected = a_session("s1", "u1");
  expected.times = later;
  EXPECT_EQ(kept().find_session("s1")->session, expected) << "times, and nothing else, are written";
  EXPECT_EQ(kept().find_session("s2")->session, a_session("s2", "u1")) << "another session was written";
  EXPECT_TRUE(kept().set_session_times("s1", later)) << "count the rows found, not the rows changed";
}

TEST_P(StoreContract, TheTimeOfItsCreationStays) {
  if (rules().expiry != expiry_rule::last_verified) return;
  have_user("u1");
  have_session("s1", "u1");
  EXPECT_TRUE(kept().set_session_times("s1", {.created_at = noon + 99h, .last_verified = noon + 2h}));
  const auto times = kept().find_session("s1")->session.times;
  EXPECT_EQ(times.last_verified, noon + 2h);
  EXPECT_EQ(times.created_at, times_at(noon).created_at) << "a renewal moves the absolute limit";
}

TEST_P(StoreContract, ARevokedSessionIsNotBroughtBackByItsRenewal) {
  have_user("u1");
  have_session("s1", "u1");
  ASSERT_TRUE(kept().erase_session("s1"));
  EXPECT_FALSE(kept().set_session_times("s1", times_at(noon + 48h)));
  EXPECT_FALSE(kept().find_session("s1")) << "writing the times of a revoked session must not insert it";
}

TEST_P(StoreContract, ASuccessorFollowsASessionThatExists) {
  have_user("u1");
  have_session("s1", "u1");
  EXPECT_EQ(words(kept().insert_successor(a_session("s2", "u1"), "s1")), "done");
  EXPECT_EQ(kept().find_session("s2")->session, a_session("s2", "u1"));
  EXPECT_EQ(kept().find_session("s1")->session, a_session("s1", "u1")) << "the predecessor is left as it is";
}

TEST_P(StoreContract, ARevokedSessionHasNoSuccessor) {
  have_user("u1");
  have_session("s1", "u1");
  ASSERT_TRUE(kept().erase_session("s1"));
  EXPECT_EQ(words(kept().insert_successor(a_session("s2", "u1"), "s1")), "no_session");
  EXPECT_FALSE(kept().find_session("s2")) << "a renewal undid a revocation";
  EXPECT_TRUE(kept().list_sessions("u1").empty());
}

TEST_P(StoreContract, ASuccessorsIdMustBeFree) {
  have_user("u1");
  have_session("s1", "u1");
  have_session("s2", "u1");
  auto successor = a_session("s2", "u1");
  successor.times = times_at(noon + 48h);
  EXPECT_EQ(words(kept().insert_successor(successor, "s1")), "duplicate");
  EXPECT_EQ(kept().find_session("s2")->session, a_session("s2", "u1"));
  EXPECT_EQ(words(kept().insert_successor(a_session("s1", "u1"), "s1")), "duplicate");
}

TEST_P(StoreContract, ASessionIsUpdatedByPosition) {
  if (!rules().has_session_attributes) return;
  have_user("u1");
  have_session("s1", "u1");
  have_session("s2", "u1");
  const assignment changes[] = {{0, std::string{"FR"}}};
  EXPECT_EQ(words(kept().update_session("s1", changes)), "done");
  auto expected = a_session("s1", "u1");
  expected.attributes[0] = std::string{"FR"};
  EXPECT_EQ(kept().find_session("s1")->session, expected);
  EXPECT_EQ(kept().find_session("s2")->session, a_session("s2", "u1"));
  const assignment nothing[] = {{0, null_value{}}};
  EXPECT_EQ(words(kept().update_session("s1", nothing)), "done");
  EXPECT_EQ(kept().find_session("s1")->session.attributes, record{null_value{}});
}

TEST_P(StoreContract, AnUpdateOfASessionThatIsGoneSaysNoSession) {
  if (!rules().has_session_attributes) return;
  const assignment changes[] = {{0, std::string{"FR"}}};
  EXPECT_EQ(words(kept().update_session("none", changes)), "no_session");
  EXPECT_FALSE(kept().find_session("none"));
}

TEST_P(StoreContract, ASessionIsErasedOnce) {
  have_user("u1");
  have_session("s1", "u1");
  have_session("s2", "u1");
  EXPECT_TRUE(kept().erase_session("s1"));
  EXPECT_FALSE(kept().erase_session("s1"));
  EXPECT_FALSE(kept().find_session("s1"));
  EXPECT_TRUE(kept().find_session("s2"));
  EXPECT_TRUE(kept().find_user("u1")) << "a session's user goes with it";
}

TEST_P(StoreContract, AllSessionsOfAUserAreErasedAndCounted) {
  have_user("u1");
  have_user("u2");
  for (const auto* id : {"a", "b", "c"}) have_session(id, "u1");
  have_session("d", "u2");
  EXPECT_EQ(kept().erase_sessions("u1"), 3);
  EXPECT_EQ(kept().erase_sessions("u1"), 0);
  EXPECT_TRUE(kept().list_sessions("u1").empty());
  EXPECT_TRUE(kept().find_session("d"));
  EXPECT_TRUE(kept().find_user("u1"));
}

void sessions_tests() {}

}  // namespace cardea::contract
