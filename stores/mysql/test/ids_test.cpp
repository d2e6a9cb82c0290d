// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace {

using cardea::insertion;
namespace layouts = cardea::layouts;

/// Lucia's tables of version 2, in the collation that a server gives them where nobody asks for another: by
/// it texts are equal that differ in case, accents or blanks at the end.
class MysqlIds : public Mysql {
 protected:
  MysqlIds() {
    const auto k =
        cardea::key_row{.id = "username:alice", .user_id = "alice", .hashed_password = "Hash", .expires = {}};
    EXPECT_EQ(store_.insert_user(user("alice"), &k), insertion::done);
    EXPECT_EQ(store_.insert_session(session("session", "alice")), insertion::done);
    EXPECT_EQ(db_.one("SELECT count(*) FROM auth_user WHERE id = '\u00c1LICE  '"), "1")
        << "nothing is tested here";
  }
  /// The rows that are there.
  [[nodiscard]] std::string rows() const {
    return db_.one("SELECT group_concat(id) FROM auth_user") + ' ' +
           db_.one("SELECT group_concat(id) FROM user_session") + ' ' +
           db_.one("SELECT group_concat(id, hashed_password) FROM user_key");
  }

  cardea::mysql::store store_ = made();
  static constexpr const char* lookalikes[] = {"ALICE", "\u00c1lice", "alice ", "alice  ", "\u00c0LICE "};
  static constexpr const char* key_lookalikes[] = {"USERNAME:\u00c1lice  ", "username:Alice",
                                                   "username:alice "};
  static constexpr const char* session_lookalikes[] = {"SESSION", "session ", "sess\u00efon"};
  static constexpr const char* all = "alice session username:aliceHash";

 private:
  [[nodiscard]] cardea::mysql::store made() const {
    make_lucia_v2();
    return on(url_, layouts::lucia_v2());
  }
};

TEST_F(MysqlIds, ALookalikeIsNotFound) {
  for (const auto* id : lookalikes) {
    EXPECT_FALSE(store_.find_user(id)) << id;
    EXPECT_TRUE(store_.list_sessions(id).empty()) << id;
    EXPECT_TRUE(store_.list_keys(id).empty()) << id;
  }
  for (const auto* id : key_lookalikes) EXPECT_FALSE(store_.find_key(id)) << id;
  for (const auto* id : session_lookalikes) EXPECT_FALSE(store_.find_session(id)) << id;
  EXPECT_TRUE(store_.find_user("alice"));
  EXPECT_TRUE(store_.find_key("username:alice"));
  EXPECT_TRUE(store_.find_session("session")->user);
}

TEST_F(MysqlIds, AmongManyEachIsFoundForItself) {
  const std::string_view ids[] = {"SESSION", "session", "session ", "sess\u00efon", "other"};
  const auto found = store_.find_sessions(ids);
  ASSERT_EQ(found.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(found[i].has_value(), i == 1) << ids[i];
}

TEST_F(MysqlIds, ALookalikeIsTakenForTheIndexOfTheTableRefusesIt) {
  for (const auto* id : lookalikes)
    EXPECT_EQ(store_.insert_user(user(id), nullptr), insertion::duplicate) << id;
  const auto k = key("name:bob", "ALICE");
  EXPECT_EQ(store_.insert_user(user("ALICE"), &k), insertion::duplicate);
  for (const auto* id : key_lookalikes)
    EXPECT_EQ(store_.insert_key(key(id, "alice")), insertion::duplicate) << id;
  for (const auto* id : session_lookalikes)
    EXPECT_EQ(store_.insert_session(session(id, "alice")), insertion::duplicate) << id;
  EXPECT_EQ(store_.insert_user(user("alice"), nullptr), insertion::duplicate);
  EXPECT_EQ(store_.insert_key(key("username:alice", "alice")), insertion::duplicate);
  EXPECT_EQ(store_.insert_session(session("session", "alice")), insertion::duplicate);
  EXPECT_EQ(rows(), all);
}

TEST_F(MysqlIds, ARowIsNotMadeForALookalike) {
  for (const auto* id : lookalikes) {
    EXPECT_EQ(store_.insert_key(key("name:bob", id)), insertion::no_user) << id;
    EXPECT_EQ(store_.insert_session(session("s2", id)), insertion::no_user) << id;
  }
  for (const auto* id : session_lookalikes)
    EXPECT_EQ(store_.insert_successor(session("s2", "alice"), id), insertion::no_session) << id;
  EXPECT_EQ(rows(), all);
}

TEST_F(MysqlIds, ALookalikeChangesAndErasesNothing) {
  const auto before = db_.one("SELECT active_expires FROM user_session");
  for (const auto* id : lookalikes) {
    EXPECT_FALSE(store_.erase_user(id)) << id;
    EXPECT_EQ(store_.erase_sessions(id), 0) << id;
  }
  for (const auto* id : key_lookalikes) {
    EXPECT_FALSE(store_.erase_key(id)) << id;
    EXPECT_FALSE(store_.set_key_password(id, "stolen")) << id;
    EXPECT_FALSE(store_.replace_key_password(id, "Hash", "stolen")) << id;
  }
  for (const auto* id : session_lookalikes) {
    EXPECT_FALSE(store_.erase_session(id)) << id;
    EXPECT_FALSE(store_.set_session_times(id, {.active_expires = day(2030, 1, 1)})) << id;
  }
  EXPECT_EQ(rows(), all);
  EXPECT_EQ(db_.one("SELECT active_expires FROM user_session"), before);
}

TEST_F(MysqlIds, AnAttributeIsNotChangedThroughALookalike) {
  db_.run("ALTER TABLE auth_user ADD name text; ALTER TABLE user_session ADD country text");
  auto store = on(url_, layouts::lucia_v2());
  store.prepare({named("name", cardea::column_type::string)},
                {named("country", cardea::column_type::string)});
  const cardea::assignment change[] = {{0, std::string{"x"}}};
  for (const auto* id : lookalikes) EXPECT_EQ(store.update_user(id, change), insertion::no_user) << id;
  for (const auto* id : session_lookalikes)
    EXPECT_EQ(store.update_session(id, change), insertion::no_session) << id;
  EXPECT_EQ(db_.one("SELECT name FROM auth_user"), "NULL");
  EXPECT_EQ(db_.one("SELECT country FROM user_session"), "NULL");
}

TEST_F(MysqlIds, AHashIsReplacedByItsBytes) {
  for (const auto* hash : {"HASH", "hash", "Hash ", "H\u00e1sh"})
    EXPECT_FALSE(store_.replace_key_password("username:alice", hash, "new")) << hash;
  EXPECT_TRUE(store_.replace_key_password("username:alice", "Hash", "new"));
}

// Another program may have written it, where no foreign key compares by bytes.
TEST_F(MysqlIds, ASessionWhoseUserIsALookalikeHasNone) {
  db_.run("INSERT INTO user_session VALUES ('s2', 'ALICE ', 1, 1)");
  const auto found = store_.find_session("s2");
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->user);
  EXPECT_EQ(store_.list_sessions("alice").size(), 1U);
  EXPECT_EQ(store_.list_sessions("ALICE ").size(), 1U);
}

TEST_F(MysqlIds, InTablesOfOurOwnLookalikesAreOthers) {
  clear();
  auto store = open(url_, layouts::lucia_v2());
  ASSERT_EQ(store.insert_user(user("alice"), nullptr), insertion::done);
  for (const auto* id : lookalikes) EXPECT_EQ(store.insert_user(user(id), nullptr), insertion::done) << id;
  ASSERT_EQ(store.insert_session(session("session", "alice ")), insertion::done);
  for (const auto* id : session_lookalikes)
    ASSERT_EQ(store.insert_session(session(id, "alice")), insertion::done) << id;
  EXPECT_EQ(store.list_sessions("alice ").size(), 1U);
  EXPECT_EQ(store.erase_sessions("alice"), 3);
  EXPECT_TRUE(store.find_session("session"));
  EXPECT_TRUE(store.erase_user("alice"));
  EXPECT_EQ(store.list_users("", 99).size(), std::size(lookalikes));
}

}  // namespace
