// SPDX-License-Identifier: MIT
#include "parts.hpp"

#include <cardea/contract/suite.hpp>

#include <array>

namespace cardea::contract {

namespace {

/// Ids that differ by bytes and that a collation or a conversion to numbers would take for the same: by case,
/// accent, form of the accent, trailing blank, leading zero, sharp s, the dotless i, an emoji.
constexpr std::array lookalikes{"ada",
                                "ADA",
                                "ada ",
                                "ada  ",
                                " ada",
                                "\xc3\xa1"
                                "da",
                                "a\xcc\x81"
                                "da",
                                "7",
                                "07",
                                "7.0",
                                "7e0",
                                "0x7",
                                "stra\xc3\x9f"
                                "e",
                                "strasse",
                                "i",
                                "\xc4\xb1",
                                "I",
                                "\xf0\x9f\x94\x91",
                                "'; --",
                                "%",
                                "_",
                                "a\tb",
                                "\"q\"",
                                "NULL",
                                "null"};

}  // namespace

TEST_P(StoreContract, UserIdsAreComparedByteByByte) {
  for (const auto* id : lookalikes) {
    EXPECT_EQ(words(kept().insert_user(a_user(id), nullptr)), "done")
        << "\"" << id << "\" is taken for another id";
  }
  for (const auto* id : lookalikes) {
    const auto found = kept().find_user(id);
    ASSERT_TRUE(found) << '"' << id << '"';
    EXPECT_EQ(found->id, id);
  }
  EXPECT_FALSE(kept().find_user("Ada"));
  EXPECT_FALSE(kept().find_user("007"));
  EXPECT_FALSE(kept().find_user("ada   "));
  EXPECT_TRUE(kept().erase_user("ADA"));
  EXPECT_TRUE(kept().find_user("ada")) << "erasing \"ADA\" erased \"ada\"";
}

TEST_P(StoreContract, SessionIdsAreComparedByteByByte) {
  have_user("u1");
  for (const auto* id : lookalikes) {
    EXPECT_EQ(words(kept().insert_session(a_session(id, "u1"))), "done")
        << "\"" << id << "\" is taken for another id";
  }
  for (const auto* id : lookalikes) {
    const auto found = kept().find_session(id);
    ASSERT_TRUE(found) << '"' << id << '"';
    EXPECT_EQ(found->session, a_session(id, "u1"));
  }
  EXPECT_FALSE(kept().find_session("Ada"));
  EXPECT_FALSE(kept().find_session("007"));
  EXPECT_FALSE(kept().erase_session("Ada"));
  const std::string_view some[] = {"ADA", "Ada", "7", "007"};
  const auto found = kept().find_sessions(some);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_TRUE(found[0] && found[0]->session.id == "ADA");
  EXPECT_FALSE(found[1]);
  EXPECT_TRUE(found[2] && found[2]->session.id == "7");
  EXPECT_FALSE(found[3]);
}

TEST_P(StoreContract, KeyIdsAreComparedByteByByte) {
  if (!kept().has_keys()) return;
  have_user("u1");
  for (const std::string id : lookalikes) {
    EXPECT_EQ(words(kept().insert_key(a_key("name:" + id, "u1"))), "done")
        << "\"" << id << "\" is taken for another id";
  }
  for (const std::string id : lookalikes) {
    const auto found = kept().find_key("name:" + id);
    ASSERT_TRUE(found) << '"' << id << '"';
    EXPECT_EQ(found->id, "name:" + id);
  }
  EXPECT_FALSE(kept().find_key("name:Ada"));
  EXPECT_FALSE(kept().erase_key("name:Ada"));
  EXPECT_FALSE(kept().find_key("Name:ada"));
}

TEST_P(StoreContract, TheUserOfASessionIsComparedByteByByte) {
  have_user("ada");
  have_user("ADA");
  have_session("s1", "ada");
  EXPECT_EQ(words(kept().insert_session(a_session("s2", "Ada"))), "no_user");
  EXPECT_TRUE(kept().list_sessions("ADA").empty());
  EXPECT_EQ(kept().erase_sessions("ADA"), 0);
  EXPECT_EQ(kept().find_session("s1")->user->id, "ada");
  EXPECT_TRUE(kept().erase_user("ADA"));
  EXPECT_TRUE(kept().find_session("s1")) << "erasing user \"ADA\" ended a session of \"ada\"";
}

TEST_P(StoreContract, IdsOf255BytesAreKeptWhole) {
  const std::string long_id(254, 'x');
  have_user(long_id + 'a');
  have_user(long_id + 'b');
  have_session(long_id + 'a', long_id + 'a');
  have_session(long_id + 'b', long_id + 'b');
  EXPECT_EQ(kept().find_session(long_id + 'b')->user->id, long_id + 'b');
  EXPECT_FALSE(kept().find_user(long_id));
  if (!kept().has_keys()) return;
  have_key(long_id + 'a', long_id + 'a');
  EXPECT_FALSE(kept().find_key(long_id + 'b'));
}

void ids_tests() {}

}  // namespace cardea::contract
