// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace {

using cardea::errc;
using cardea::insertion;
using cardea::postgres::borrowed;
using cardea::postgres::borrowed_store;

/// An application with a table of its own, and Cardea on its connection.
class PostgresBorrowed : public Postgres {
 protected:
  PostgresBorrowed() {
    db_.run("CREATE TABLE orders (id text PRIMARY KEY)");
    store_.prepare({}, {});
    store_.migrate(true);
  }
  [[nodiscard]] PGTransactionStatusType status() const { return PQtransactionStatus(db_.get()); }
  [[nodiscard]] std::string orders() const { return handle{url_}.one("SELECT count(*) FROM orders"); }

  borrowed_store store_{borrowed{db_.get()}, cardea::layouts::lucia_v2()};
};

TEST_F(PostgresBorrowed, WhatIsWrittenInTheCallersTransactionGoesWithItsRollback) {
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  EXPECT_TRUE(store_.find_session("s1"));
  EXPECT_EQ(status(), PQTRANS_INTRANS) << "the caller's transaction was ended";
  db_.run("ROLLBACK");
  EXPECT_FALSE(store_.find_user("u1"));
  EXPECT_FALSE(store_.find_key("name:ada"));
  EXPECT_FALSE(store_.find_session("s1"));
  EXPECT_EQ(orders(), "0");
}

TEST_F(PostgresBorrowed, WhatIsWrittenInTheCallersTransactionStaysWithItsCommit) {
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  EXPECT_EQ(orders(), "0") << "the caller's transaction was ended";
  db_.run("COMMIT");
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_EQ(orders(), "1");
}

TEST_F(PostgresBorrowed, EveryRefusalLeavesTheCallersTransactionAsItWas) {
  const auto k = key("name:ada", "u1"), taken = key("name:ada", "u2");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  db_.run(
      "CREATE TABLE invoices (user_id text REFERENCES auth_user (id)); INSERT INTO invoices VALUES ('u1')");
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  EXPECT_EQ(store_.insert_user(user("u2"), &taken), insertion::duplicate_key);
  EXPECT_EQ(store_.insert_user(user("u1"), nullptr), insertion::duplicate);
  EXPECT_EQ(store_.insert_key(k), insertion::duplicate);
  EXPECT_EQ(store_.insert_session(session("s1", "nobody")), insertion::no_user);
  EXPECT_ERROR(store_.erase_user("u1"), errc::conflict, "refers");
  EXPECT_EQ(status(), PQTRANS_INTRANS);
  EXPECT_FALSE(store_.find_user("u2"));
  db_.run("COMMIT");
  EXPECT_EQ(orders(), "1");
}

TEST_F(PostgresBorrowed, OutsideOfATransactionNothingIsLeftOpen) {
  const auto k = key("name:ada", "u1"), taken = key("name:ada", "u2");
  ASSERT_EQ(store_.insert_user(user("u1"), &k), insertion::done);
  EXPECT_EQ(status(), PQTRANS_IDLE);
  EXPECT_EQ(store_.insert_user(user("u2"), &taken), insertion::duplicate_key);
  EXPECT_EQ(status(), PQTRANS_IDLE) << "a refused insertion left a transaction open";
  EXPECT_EQ(store_.insert_session(session("s1", "nobody")), insertion::no_user);
  EXPECT_TRUE(store_.erase_user("u1"));
  EXPECT_EQ(status(), PQTRANS_IDLE);
}

TEST_F(PostgresBorrowed, AnErrorInTheMiddleLeavesNothingOpenAndNothingWritten) {
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  db_.run("DROP TABLE user_key");
  EXPECT_ERROR(store_.erase_user("u1"), errc::schema_mismatch, "user_key");
  EXPECT_EQ(status(), PQTRANS_IDLE);
  EXPECT_TRUE(store_.find_session("s1")) << "half of an erasure was kept";
  db_.run("BEGIN; INSERT INTO orders VALUES ('o1')");
  EXPECT_ERROR(store_.erase_user("u1"), errc::schema_mismatch, "user_key");
  EXPECT_EQ(status(), PQTRANS_INTRANS) << "the caller's transaction cannot go on";
  db_.run("COMMIT");
  EXPECT_EQ(orders(), "1");
}

TEST_F(PostgresBorrowed, ATransactionThatHasFailedAlreadyIsTheCallersToEnd) {
  db_.run("BEGIN");
  EXPECT_THROW(db_.run("SELECT 1/0"), std::runtime_error);
  EXPECT_ERROR(store_.find_user("u1"), errc::invalid_argument, "25P02");
  EXPECT_ERROR(store_.erase_user("u1"), errc::invalid_argument, "25P02");
  EXPECT_EQ(status(), PQTRANS_INERROR);
  db_.run("ROLLBACK");
  EXPECT_FALSE(store_.find_user("u1"));
}

TEST_F(PostgresBorrowed, AConnectionInTheMidstOfAQueryIsRefused) {
  ASSERT_TRUE(PQsendQuery(db_.get(), "SELECT 1"));
  EXPECT_ERROR(store_.find_user("u1"), errc::invalid_argument, "busy");
  while (auto* left = PQgetResult(db_.get())) PQclear(left);
  EXPECT_FALSE(store_.find_user("u1"));
}

TEST_F(PostgresBorrowed, StoresOnOneConnectionDoNotMeetInTheirStatements) {
  for (int i = 0; i < 2; ++i) {
    borrowed_store other{borrowed{db_.get(), true}, cardea::layouts::lucia_v2()};
    other.prepare({}, {});
    EXPECT_TRUE(other.check().empty());
    EXPECT_FALSE(other.find_user("u1"));
  }
}

TEST_F(PostgresBorrowed, WithoutNamesNothingIsLeftOnTheConnection) {
  EXPECT_FALSE(store_.find_user("u1"));
  EXPECT_EQ(db_.one("SELECT count(*) FROM pg_prepared_statements"), "0");
}

TEST_F(PostgresBorrowed, AnOrphanIsFoundWithoutAUser) {
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  db_.run("ALTER TABLE user_session DROP CONSTRAINT user_session_user_id_fkey; DELETE FROM auth_user");
  const auto found = store_.find_session("s1");
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->user);
}

TEST_F(PostgresBorrowed, WhatCannotBeBorrowedIsRefused) {
  EXPECT_ERROR(borrowed{nullptr}, errc::invalid_argument, "borrow");
  const handle latin{url_ + "&client_encoding=LATIN1"};
  EXPECT_ERROR(borrowed{latin.get()}, errc::invalid_argument, "UTF8");
}

}  // namespace
