// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace {

using cardea::errc;
using cardea::insertion;
using cardea::mysql::borrowed;
using cardea::mysql::borrowed_store;
namespace layouts = cardea::layouts;

/// What becomes of the application's connection under a store.
class MysqlHandle : public Mysql {
 protected:
  MysqlHandle() {
    store_.prepare({}, {});
    store_.migrate(true);
  }
  [[nodiscard]] std::string of_session(const std::string& what) const {
    return db_.one("SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = '" +
                   what + "'");
  }

  borrowed_store store_{borrowed{db_.get()}, layouts::lucia_v2()};
};

TEST_F(MysqlHandle, AConnectionInTheMidstOfAQueryIsRefused) {
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

TEST_F(MysqlHandle, AConnectionThatIsLostIsTheCallersToReplace) {
  EXPECT_FALSE(store_.find_user("u1"));
  handle{url_}.run("KILL CONNECTION " + db_.one("SELECT CONNECTION_ID()"));
  EXPECT_ERROR(store_.find_user("u1"), errc::unavailable, "lost");
  EXPECT_ERROR(store_.find_user("u1"), errc::unavailable, "lost");
  EXPECT_ERROR(store_.erase_user("u1"), errc::unavailable, "lost");
}

TEST_F(MysqlHandle, ARowThatIsFoundAndStaysAsItWasCountsAsFound) {
  ASSERT_EQ(db_.get()->client_flag & CLIENT_FOUND_ROWS, 0U);
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(store_.insert_session(session("s1", "u1", day(2030, 1, 1))), insertion::done);
  const auto times = store_.find_session("s1")->session.times;
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(store_.set_session_times("s1", times));
    EXPECT_FALSE(store_.set_session_times("s2", times));
  }
}

TEST_F(MysqlHandle, TheSettingsOfTheConnectionAreLeftAlone) {
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

TEST_F(MysqlHandle, StatementsAreClosedWithTheStore) {
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

TEST_F(MysqlHandle, StatementsThatTheApplicationDroppedArePreparedAgain) {
  EXPECT_FALSE(store_.find_user("u1"));
  ASSERT_EQ(mysql_reset_connection(db_.get()), 0);
  EXPECT_FALSE(store_.find_user("u1"));
  ASSERT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
  ASSERT_EQ(mysql_reset_connection(db_.get()), 0);
  EXPECT_EQ(store_.insert_user(user("u2"), nullptr), insertion::done);
}

// CREATE TABLE commits whatever is open.
TEST_F(MysqlHandle, TablesAreNotMadeInTheMidstOfATransactionOfTheApplications) {
  db_.run("CREATE TABLE orders (id int); BEGIN; INSERT INTO orders VALUES (1)");
  store_.prepare({named("name", cardea::column_type::string)}, {});
  EXPECT_ERROR(store_.migrate(true), errc::invalid_argument, "commit");
  EXPECT_EQ(store_.migrate(false).size(), 1U) << "a plan changes nothing";
  db_.run("ROLLBACK");
  EXPECT_EQ(db_.one("SELECT count(*) FROM orders"), "0");
  store_.migrate(true);
  EXPECT_TRUE(store_.check().empty());
}

TEST_F(MysqlHandle, WhatCannotBeBorrowedIsRefused) {
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
