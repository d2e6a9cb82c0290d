// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <cardea/contract/suite.hpp>

#include <limits>

namespace cardea::contract {

TEST_P(StoreContract, AUserIsFoundAsItWasInserted) {
  auto user = a_user("u1");
  user.attributes[1] = std::string{"Countess"};
  ASSERT_EQ(words(kept().insert_user(user, nullptr)), "done");
  const auto found = kept().find_user("u1");
  ASSERT_TRUE(found) << "find_user does not find the user that insert_user inserted";
  EXPECT_EQ(*found, user);
}

TEST_P(StoreContract, AUserThatDoesNotExistIsAbsent) {
  EXPECT_FALSE(kept().find_user("nobody"));
  EXPECT_FALSE(kept().find_user(""));
}

TEST_P(StoreContract, AUserIdIsTakenOnce) {
  have_user("u1");
  auto second = a_user("u1");
  second.attributes[0] = std::string{"Eve"};
  EXPECT_EQ(words(kept().insert_user(second, nullptr)), "duplicate");
  EXPECT_EQ(kept().find_user("u1"), a_user("u1")) << "a refused user overwrote the one that was there";
}

TEST_P(StoreContract, AUserIsUpdatedByPosition) {
  have_user("u1");
  have_user("u2");
  const assignment changes[] = {{1, std::string{"Countess"}}};
  EXPECT_EQ(words(kept().update_user("u1", changes)), "done");
  EXPECT_EQ(kept().find_user("u1")->attributes, (record{std::string{"Ada"}, std::string{"Countess"}}));
  EXPECT_EQ(kept().find_user("u2"), a_user("u2")) << "update_user changed another user";

  const assignment both[] = {{1, null_value{}}, {0, std::string{"Grace"}}};
  EXPECT_EQ(words(kept().update_user("u1", both)), "done");
  EXPECT_EQ(kept().find_user("u1")->attributes, (record{std::string{"Grace"}, null_value{}}));
}

TEST_P(StoreContract, AnUpdateThatChangesNothingIsDoneAllTheSame) {
  have_user("u1");
  const assignment same[] = {{0, std::string{"Ada"}}};
  EXPECT_EQ(words(kept().update_user("u1", same)), "done") << "count the rows found, not the rows changed";
}

TEST_P(StoreContract, AnUpdateOfNobodySaysNoUser) {
  const assignment changes[] = {{0, std::string{"Ada"}}};
  EXPECT_EQ(words(kept().update_user("nobody", changes)), "no_user");
  EXPECT_FALSE(kept().find_user("nobody")) << "an update must not insert";
}

TEST_P(StoreContract, UsersAreListedInTheOrderOfBytes) {
  for (const auto* id : {"b", "a", "Z", "\xc3\xa9", "e"}) have_user(id);
  std::vector<std::string> ids;
  for (const auto& user : kept().list_users("", 10)) ids.push_back(user.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"Z", "a", "b", "e", "\xc3\xa9"}));
}

TEST_P(StoreContract, UsersAreListedPageByPage) {
  for (const auto* id : {"a", "b", "c"}) have_user(id);
  const auto first = kept().list_users({}, 2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0], a_user("a"));
  EXPECT_EQ(first[1], a_user("b"));
  const auto rest = kept().list_users("b", 2);
  ASSERT_EQ(rest.size(), 1U) << "only ids after the one that is given, which need not exist, are listed";
  EXPECT_EQ(rest[0].id, "c");
  EXPECT_EQ(kept().list_users("aa", 9).size(), 2U);
  EXPECT_TRUE(kept().list_users("c", 9).empty());
  EXPECT_TRUE(kept().list_users("", 0).empty());
  EXPECT_EQ(kept().list_users("", std::numeric_limits<std::size_t>::max()).size(), 3U);
}

TEST_P(StoreContract, ErasingAUserRemovesItsSessionsAndKeysAndNobodyElses) {
  for (const std::string id : {"u1", "u2"}) {
    have_user(id);
    have_session("s-" + id, id);
    have_session("t-" + id, id);
    if (kept().has_keys()) have_key("name:" + id, id);
  }
  EXPECT_TRUE(kept().erase_user("u1"));
  EXPECT_FALSE(kept().find_user("u1"));
  EXPECT_FALSE(kept().find_session("s-u1"));
  EXPECT_TRUE(kept().list_sessions("u1").empty()) << "sessions outlive their user";
  EXPECT_EQ(kept().list_sessions("u2").size(), 2U);
  EXPECT_TRUE(kept().find_user("u2"));
  if (!kept().has_keys()) return;
  EXPECT_FALSE(kept().find_key("name:u1")) << "keys outlive their user";
  EXPECT_TRUE(kept().find_key("name:u2"));
}

TEST_P(StoreContract, ErasingNobodySaysFalse) {
  EXPECT_FALSE(kept().erase_user("nobody"));
  have_user("u1");
  EXPECT_TRUE(kept().erase_user("u1"));
  EXPECT_FALSE(kept().erase_user("u1"));
}

TEST_P(StoreContract, AnIdIsFreeAgainOnceItsUserIsErased) {
  have_user("u1");
  have_session("s1", "u1");
  ASSERT_TRUE(kept().erase_user("u1"));
  have_user("u1");
  EXPECT_TRUE(kept().list_sessions("u1").empty()) << "a new user of an old id finds the old one's sessions";
}

void users_tests() {}

}  // namespace cardea::contract
