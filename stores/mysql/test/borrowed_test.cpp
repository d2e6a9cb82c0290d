// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <future>
#include <thread>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::insertion;
using cardea::mysql::borrowed;
using cardea::mysql::borrowed_store;
namespace layouts = cardea::layouts;

/// An application with a table of its own, and Cardea on its connection.
class MysqlBorrowed : public Mysql {
 protected:
  MysqlBorrowed() {
    db_.run("CREATE TABLE orders (id varchar(20) PRIMARY KEY)");
    store_.prepare({}, {});
    store_.migrate(true);
  }
  [[nodiscard]] bool in_transaction() const { return db_.one("SELECT @@in_transaction") == "1"; }
  [[nodiscard]] std::string orders() const { return handle{url_}.one("SELECT count(*) FROM orders"); }

  borrowed_store store_{borrowed{db_.get()}, layouts::lucia_v2()};
};

TEST_F(MysqlBorrowed, WhatIsWrittenInTheCallersTransactionGoesWithItsRollback) {
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  EXPECT_TRUE(store_.find_session("s1"));
  EXPECT_TRUE(in_transaction()) << "the caller's transaction was ended";
  db_.run("ROLLBACK");
  EXPECT_FALSE(store_.find_user("u1"));
  EXPECT_FALSE(store_.find_key("name:ada"));
  EXPECT_FALSE(store_.find_session("s1"));
  EXPECT_EQ(orders(), "0");
}

TEST_F(MysqlBorrowed, WhatIsWrittenInTheCallersTransactionStaysWithItsCommit) {
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  EXPECT_EQ(orders(), "0") << "the caller's transaction was ended";
  db_.run("COMMIT");
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_EQ(orders(), "1");
}

TEST_F(MysqlBorrowed, WithoutAutocommitOneTransactionFollowsTheOther) {
  db_.run("SET autocommit = 0");
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  db_.run("ROLLBACK");
  EXPECT_FALSE(store_.find_user("u1"));
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  EXPECT_EQ(handle{url_}.one("SELECT count(*) FROM auth_user"), "0") << "it was committed";
  db_.run("COMMIT");
  EXPECT_EQ(handle{url_}.one("SELECT count(*) FROM user_key"), "1");
}

TEST_F(MysqlBorrowed, EveryRefusalLeavesTheCallersTransactionAsItWas) {
  const auto k = key("name:ada", "u1"), taken = key("name:ada", "u2");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  db_.run(
      "CREATE TABLE invoices (user_id varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin, FOREIGN "
      "KEY "
      "(user_id) REFERENCES auth_user (id)); INSERT INTO invoices VALUES ('u1')");
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  EXPECT_EQ(store_.insert_user(user("u2"), &taken), insertion::duplicate_key);
  EXPECT_EQ(store_.insert_user(user("u1"), nullptr), insertion::duplicate);
  EXPECT_EQ(store_.insert_key(k), insertion::duplicate);
  EXPECT_EQ(store_.insert_session(session("s1", "nobody")), insertion::no_user);
  EXPECT_ERROR(store_.erase_user("u1"), errc::conflict, "refers");
  EXPECT_TRUE(in_transaction());
  EXPECT_FALSE(store_.find_user("u2"));
  EXPECT_TRUE(store_.find_key("name:ada")) << "half of an erasure was kept";
  db_.run("COMMIT");
  EXPECT_EQ(orders(), "1");
}

TEST_F(MysqlBorrowed, OutsideOfATransactionNothingIsLeftOpen) {
  const auto k = key("name:ada", "u1"), taken = key("name:ada", "u2");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  EXPECT_FALSE(in_transaction());
  EXPECT_EQ(store_.insert_user(user("u2"), &taken), insertion::duplicate_key);
  EXPECT_FALSE(in_transaction()) << "a refused insertion left a transaction open";
  EXPECT_EQ(store_.insert_session(session("s1", "nobody")), insertion::no_user);
  db_.run("RENAME TABLE user_key TO away");
  EXPECT_ERROR(store_.erase_user("u1"), errc::schema_mismatch, "user_key");
  EXPECT_FALSE(in_transaction());
  db_.run("RENAME TABLE away TO user_key");
  EXPECT_TRUE(store_.erase_user("u1"));
  EXPECT_FALSE(in_transaction());
}

/// Two transactions that wait for each other: that of the other connection has done more, and is kept.
TEST_F(MysqlBorrowed, ADeadlockIsToldAndEndsTheCallersTransaction) {
  for (const auto* id : {"u1", "u2"}) ASSERT_EQ(store_.insert_user(user(id), nullptr), insertion::done);
  const handle other{url_};
  other.run(
      "BEGIN; INSERT INTO orders SELECT CONCAT('x', seq) FROM seq_1_to_100; DELETE FROM auth_user WHERE id = "
      "'u2'");
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1'); DELETE FROM auth_user WHERE id = 'u1'");
  auto waits =
      std::async(std::launch::async, [&] { other.run("DELETE FROM auth_user WHERE id = 'u1'; ROLLBACK"); });
  std::this_thread::sleep_for(100ms);
  EXPECT_ERROR(store_.erase_user("u2"), errc::busy, "whole transaction");
  waits.get();
  EXPECT_FALSE(in_transaction());
  EXPECT_EQ(orders(), "0");
  EXPECT_TRUE(store_.find_user("u1"));
  // Whoever goes on all the same is outside of a transaction, and each change is whole.
  const auto k = key("name:ada", "u3");
  EXPECT_EQ(store_.insert_user(user("u3"), &k), insertion::done);
  EXPECT_FALSE(in_transaction());
}

TEST_F(MysqlBorrowed, AfterADeadlockTheNextChangeHasATransactionOfItsOwn) {
  for (const auto* id : {"u1", "u2"}) ASSERT_EQ(store_.insert_user(user(id), nullptr), insertion::done);
  const handle other{url_};
  other.run(
      "BEGIN; INSERT INTO orders SELECT CONCAT('x', seq) FROM seq_1_to_100; DELETE FROM auth_user WHERE id = "
      "'u2'");
  db_.run("BEGIN; DELETE FROM auth_user WHERE id = 'u1'");
  auto waits =
      std::async(std::launch::async, [&] { other.run("DELETE FROM auth_user WHERE id = 'u1'; ROLLBACK"); });
  std::this_thread::sleep_for(100ms);
  EXPECT_ERROR(store_.insert_session(session("s1", "u2")), errc::busy, "whole transaction");
  waits.get();
  const auto k = key("name:ada", "u3");
  EXPECT_EQ(store_.insert_user(user("u3"), &k), insertion::done) << "it took itself to be in a transaction";
}

}  // namespace
