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
  [[nodiscard]] std::string of_session(const std::string& what) const {
    return db_.one("SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = '" +
                   what + "'");
  }

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
  EXPECT_EQ(handle{url_}.one("SELECT count(*) FROM user"), "0") << "it was committed";
  db_.run("COMMIT");
  EXPECT_EQ(handle{url_}.one("SELECT count(*) FROM user_key"), "1");
}

TEST_F(MysqlBorrowed, EveryRefusalLeavesTheCallersTransactionAsItWas) {
  const auto k = key("name:ada", "u1"), taken = key("name:ada", "u2");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  db_.run(
      "CREATE TABLE invoices (user_id varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin, FOREIGN "
      "KEY "
      "(user_id) REFERENCES user (id)); INSERT INTO invoices VALUES ('u1')");
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
      "BEGIN; INSERT INTO orders SELECT CONCAT('x', seq) FROM seq_1_to_100; DELETE FROM user WHERE id = "
      "'u2'");
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1'); DELETE FROM user WHERE id = 'u1'");
  auto waits =
      std::async(std::launch::async, [&] { other.run("DELETE FROM user WHERE id = 'u1'; ROLLBACK"); });
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
      "BEGIN; INSERT INTO orders SELECT CONCAT('x', seq) FROM seq_1_to_100; DELETE FROM user WHERE id = "
      "'u2'");
  db_.run("BEGIN; DELETE FROM user WHERE id = 'u1'");
  auto waits =
      std::async(std::launch::async, [&] { other.run("DELETE FROM user WHERE id = 'u1'; ROLLBACK"); });
  std::this_thread::sleep_for(100ms);
  EXPECT_ERROR(store_.insert_session(session("s1", "u2")), errc::busy, "whole transaction");
  waits.get();
  const auto k = key("name:ada", "u3");
  EXPECT_EQ(store_.insert_user(user("u3"), &k), insertion::done) << "it took itself to be in a transaction";
}

TEST_F(MysqlBorrowed, AConnectionInTheMidstOfAQueryIsRefused) {
  ASSERT_EQ(mysql_query(db_.get(), "SELECT 1"), 0);
  EXPECT_ERROR(store_.find_user("u1"), errc::invalid_argument, "midst");
  const auto row = [&](MYSQL_RES* result) {
    const auto text = result ? std::string{mysql_fetch_row(result)[0]} : mysql_error(db_.get());
    mysql_free_result(result);
    return text;
  };
  EXPECT_EQ(row(mysql_store_result(db_.get())), "1") << "the application's row is lost";
  ASSERT_EQ(mysql_query(db_.get(), "SELECT 2; SELECT 3"), 0);
  EXPECT_EQ(row(mysql_store_result(db_.get())), "2");
  EXPECT_ERROR(store_.erase_session("s1"), errc::invalid_argument, "midst");
  ASSERT_EQ(mysql_next_result(db_.get()), 0);
  EXPECT_EQ(row(mysql_store_result(db_.get())), "3");
  EXPECT_FALSE(store_.find_user("u1"));
}

TEST_F(MysqlBorrowed, AConnectionThatIsLostIsTheCallersToReplace) {
  EXPECT_FALSE(store_.find_user("u1"));
  handle{url_}.run("KILL CONNECTION " + db_.one("SELECT CONNECTION_ID()"));
  EXPECT_ERROR(store_.find_user("u1"), errc::unavailable, "lost");
  EXPECT_ERROR(store_.find_user("u1"), errc::unavailable, "lost");
  EXPECT_ERROR(store_.erase_user("u1"), errc::unavailable, "lost");
}

TEST_F(MysqlBorrowed, ARowThatIsFoundAndStaysAsItWasCountsAsFound) {
  ASSERT_EQ(db_.get()->client_flag & CLIENT_FOUND_ROWS, 0U);
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1", day(2030, 1, 1))), insertion::done);
  const auto times = store_.find_session("s1")->session.times;
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(store_.set_session_times("s1", times));
    EXPECT_FALSE(store_.set_session_times("s2", times));
  }
}

TEST_F(MysqlBorrowed, TheSettingsOfTheConnectionAreLeftAlone) {
  const auto settings = [&] {
    return db_.run(
        "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.SESSION_VARIABLES WHERE "
        "VARIABLE_NAME NOT IN ('timestamp', 'rand_seed1', 'rand_seed2', 'error_count', 'warning_count', "
        "'last_insert_id', 'identity', 'last_gtid', 'gtid_current_pos') ORDER BY 1");
  };
  const auto before = settings();
  ASSERT_GT(before.size(), 100U);
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_TRUE(store_.erase_user("u1"));
  EXPECT_EQ(settings(), before);
}

TEST_F(MysqlBorrowed, StatementsAreClosedWithTheStore) {
  const auto open = [&] {
    return std::stoi(of_session("Com_stmt_prepare")) - std::stoi(of_session("Com_stmt_close"));
  };
  const auto before = open();
  {
    borrowed_store other{borrowed{db_.get()}, layouts::lucia_v2()};
    other.prepare({}, {});
    EXPECT_FALSE(other.find_user("u1"));
    EXPECT_FALSE(other.find_session("s1"));
    EXPECT_GE(open(), before + 2);
  }
  EXPECT_EQ(open(), before);
  EXPECT_FALSE(store_.find_user("u1"));
}

TEST_F(MysqlBorrowed, WhatCannotBeBorrowedIsRefused) {
  EXPECT_ERROR(borrowed{nullptr}, errc::invalid_argument, "borrow");
  const std::unique_ptr<MYSQL, decltype(&mysql_close)> idle{mysql_init(nullptr), &mysql_close};
  EXPECT_ERROR(borrowed{idle.get()}, errc::invalid_argument, "borrow");
  const handle other{url_};
  other.run("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'");
  EXPECT_ERROR(borrowed{other.get()}, errc::invalid_argument, "STRICT_ALL_TABLES");
  for (const auto* mode : {"STRICT_TRANS_TABLES", "STRICT_ALL_TABLES"}) {
    other.run(std::string{"SET SESSION sql_mode = '"} + mode + "'");
    EXPECT_NO_THROW(borrowed{other.get()}) << mode;
  }
  mysql_set_character_set(other.get(), "latin1");
  EXPECT_ERROR(borrowed{other.get()}, errc::invalid_argument, "utf8mb4");
}

}  // namespace
