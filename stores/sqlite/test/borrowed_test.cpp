// SPDX-License-Identifier: MIT
#include "handle.hpp"
#include "wrong.hpp"

#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace {

using cardea::errc;
using cardea::insertion;

/// An application with a table of its own, and Cardea on its connection.
class SqliteBorrowed : public testing::Test {
 protected:
  SqliteBorrowed() {
    db_.run("PRAGMA foreign_keys = ON; CREATE TABLE orders (id TEXT PRIMARY KEY)");
    store_.prepare({{.name = "name", .type = cardea::column_type::string, .nullable = true, .renamed = {}}},
                   {});
    store_.migrate(true);
  }
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }
  [[nodiscard]] int statements_like(const char* part, int counter) const {
    int total = 0;
    for (auto* at = sqlite3_next_stmt(db_.get(), nullptr); at; at = sqlite3_next_stmt(db_.get(), at))
      if (std::string{sqlite3_sql(at)}.find(part) != std::string::npos)
        total += counter < 0 ? 1 : sqlite3_stmt_status(at, counter, 0);
    return total;
  }

  static cardea::user_row user(const char* id) { return {.id = id, .attributes = {cardea::null_value{}}}; }
  static cardea::key_row key(const char* id, const char* user_id) {
    return {.id = id, .user_id = user_id, .hashed_password = {}, .expires = {}};
  }
  static cardea::session_row session(const char* id, const char* user_id) {
    return {.id = id, .user_id = user_id, .times = {}, .attributes = {}};
  }

  handle db_{":memory:"};
  cardea::sqlite::borrowed_store store_{cardea::sqlite::borrowed{db_.get()}, cardea::layouts::lucia_v2()};
};

TEST_F(SqliteBorrowed, WhatIsWrittenInTheCallersTransactionGoesWithItsRollback) {
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
  EXPECT_TRUE(db_.run("SELECT * FROM orders").empty());
}

TEST_F(SqliteBorrowed, WhatIsWrittenInTheCallersTransactionStaysWithItsCommit) {
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  db_.run("COMMIT");
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_EQ(db_.one("SELECT count(*) FROM orders"), "1");
}

TEST_F(SqliteBorrowed, ARefusalUndoesItsOwnRowsAndNotTheCallers) {
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  const auto taken = key("name:ada", "u2");
  EXPECT_EQ(store_.insert_user(user("u2"), &taken), insertion::duplicate_key);
  EXPECT_TRUE(in_transaction());
  EXPECT_FALSE(store_.find_user("u2"));
  db_.run("COMMIT");
  EXPECT_EQ(db_.one("SELECT count(*) FROM orders"), "1");
}

TEST_F(SqliteBorrowed, OutsideOfATransactionNothingIsLeftOpen) {
  const auto k = key("name:ada", "u1"), taken = key("name:ada", "u2");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  EXPECT_FALSE(in_transaction());
  EXPECT_EQ(store_.insert_user(user("u2"), &taken), insertion::duplicate_key);
  EXPECT_FALSE(in_transaction()) << "a refused insertion left a transaction open";
  EXPECT_EQ(store_.insert_session(session("s1", "nobody")), insertion::no_user);
  EXPECT_FALSE(in_transaction());
  EXPECT_TRUE(store_.erase_user("u1"));
  EXPECT_FALSE(in_transaction());
  EXPECT_NE(sqlite3_txn_state(db_.get(), "main"), SQLITE_TXN_READ) << "a statement was not reset";
}

TEST_F(SqliteBorrowed, AnErrorInTheMiddleLeavesNothingOpenAndNothingWritten) {
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  db_.run("DROP TABLE user_key");
  EXPECT_ERROR(store_.erase_user("u1"), errc::schema_mismatch, "user_key");
  EXPECT_FALSE(in_transaction());
  EXPECT_TRUE(store_.find_session("s1")) << "half of an erasure was kept";
}

TEST_F(SqliteBorrowed, ARowOfTheApplicationsThatRefersToAUserKeepsItFromBeingErased) {
  db_.run("CREATE TABLE invoices (user_id TEXT REFERENCES user(id))");
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  db_.run("INSERT INTO invoices VALUES ('u1')");
  EXPECT_ERROR(store_.erase_user("u1"), errc::conflict, "refers");
  EXPECT_TRUE(store_.find_session("s1")) << "half of an erasure was kept";
  EXPECT_FALSE(in_transaction());
}

TEST_F(SqliteBorrowed, AConstraintOfTheApplicationsIsAConflict) {
  db_.run("CREATE UNIQUE INDEX one_name ON user(name)");
  auto first = user("u1"), second = user("u2");
  first.attributes[0] = second.attributes[0] = std::string{"Ada"};
  ASSERT_EQ(store_.insert_user(first, nullptr), insertion::done);
  EXPECT_EQ(store_.insert_user(second, nullptr), insertion::conflict);
  ASSERT_EQ(store_.insert_user(user("u2"), nullptr), insertion::done);
  const cardea::assignment same[] = {{0, std::string{"Ada"}}};
  EXPECT_EQ(store_.update_user("u2", same), insertion::conflict);
}

TEST_F(SqliteBorrowed, AnOrphanIsFoundWithoutAUser) {
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  db_.run("PRAGMA foreign_keys = OFF; DELETE FROM user");
  const auto found = store_.find_session("s1");
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->user);
}

TEST_F(SqliteBorrowed, StatementsArePreparedOnceAndRunAgain) {
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(store_.find_session("s1"));
  EXPECT_EQ(statements_like("LEFT JOIN", -1), 1);
  EXPECT_EQ(statements_like("LEFT JOIN", SQLITE_STMTSTATUS_RUN), 100);
  EXPECT_EQ(statements_like("LEFT JOIN", SQLITE_STMTSTATUS_REPREPARE), 0);
  // Those that are made for the occasion do not pile up.
  const auto before = statements_like("", -1);
  const cardea::assignment change[] = {{0, std::string{"Ada"}}};
  for (int i = 0; i < 100; ++i) ASSERT_EQ(store_.update_user("u1", change), insertion::done);
  EXPECT_LE(statements_like("", -1), before + 1);
}

TEST_F(SqliteBorrowed, NoConnectionCannotBeBorrowed) {
  EXPECT_ERROR(cardea::sqlite::borrowed{nullptr}, errc::invalid_argument, "borrow");
}

TEST_F(SqliteBorrowed, ANumberThatIsNoneIsRefusedAndNotMadeNull) {
  cardea::sqlite::borrowed_store store{cardea::sqlite::borrowed{db_.get()},
                                       cardea::layouts::lucia_v2({.user = "n"})};
  store.prepare({{.name = "x", .type = cardea::column_type::number, .nullable = true, .renamed = {}}}, {});
  db_.run("CREATE TABLE n (id TEXT PRIMARY KEY, x REAL)");
  EXPECT_ERROR(
      store.insert_user({.id = "u1", .attributes = {std::numeric_limits<double>::quiet_NaN()}}, nullptr),
      errc::invalid_argument, "NaN");
  EXPECT_FALSE(store.find_user("u1"));
}

}  // namespace
