// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <thread>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::insertion;
using cardea::mysql::pool;
using cardea::sql::statement;
namespace layouts = cardea::layouts;

class MysqlPool : public Mysql {
 protected:
  static std::string one(pool& from, const std::string& query) {
    std::string text;
    from.read()->query(statement{query, false}, {}, [&](cardea::sql::row r) {
      text =
          r[0].is == cardea::sql::cell::kind::integer ? std::to_string(r[0].integer) : std::string{r[0].text};
    });
    return text;
  }
  /// What the server counts for the one connection of a pool.
  static int count(pool& of, const char* what) {
    return std::stoi(
        one(of, "SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = '" +
                    std::string{what} + "'"));
  }
  static constexpr const char* connection_id = "SELECT CONNECTION_ID()";
};

TEST_F(MysqlPool, AWaitForAConnectionIsBounded) {
  pool connections{url_, {.size = 2, .wait_timeout = 20ms}};
  const auto first = connections.write();
  {
    const auto second = connections.read();
    const auto before = std::chrono::steady_clock::now();
    EXPECT_ERROR(connections.read(), errc::busy, "20 ms");
    EXPECT_GE(std::chrono::steady_clock::now() - before, 19ms);
  }
  EXPECT_NO_THROW((void)connections.read());
}

TEST_F(MysqlPool, AConnectionIsUsedAgainUntilItIsTooOld) {
  pool lasting{url_};
  EXPECT_EQ(one(lasting, connection_id), one(lasting, connection_id));
  pool fleeting{url_, {.max_lifetime = 0s}};
  EXPECT_NE(one(fleeting, connection_id), one(fleeting, connection_id));
}

TEST_F(MysqlPool, AConnectionThatCouldNotBeMadeGivesItsPlaceBack) {
  pool nobody{"mysql://127.0.0.1:1/db", {.size = 1, .wait_timeout = 20ms}};
  EXPECT_ERROR(nobody.read(), errc::unavailable, "");
  EXPECT_ERROR(nobody.read(), errc::unavailable, "");
}

TEST_F(MysqlPool, AConnectionGivenBackInATransactionIsNotUsedAgain) {
  pool connections{url_};
  const auto id = one(connections, connection_id);
  connections.write()->execute(statement{"BEGIN", false}, {});
  EXPECT_NE(one(connections, connection_id), id);
}

TEST_F(MysqlPool, AQueryThatIsLeftInTheMiddleDoesNotSpoilItsConnection) {
  pool connections{url_, {.size = 1}};
  const auto id = one(connections, connection_id);
  const statement many{"SELECT seq FROM seq_1_to_100000"};
  int seen = 0;
  connections.read()->query(many, {}, [&](cardea::sql::row) { return ++seen < 3; });
  EXPECT_EQ(seen, 3);
  EXPECT_THROW(
      connections.read()->query(many, {}, [](cardea::sql::row) { throw std::runtime_error{"mine"}; }),
      std::runtime_error);
  seen = 0;
  connections.read()->query(many, {}, [&](cardea::sql::row) { ++seen; });
  EXPECT_EQ(seen, 100'000);
  EXPECT_EQ(one(connections, connection_id), id);
}

TEST_F(MysqlPool, StatementsArePreparedOnceAndOthersAreClosed) {
  pool connections{url_, {.size = 1}};
  cardea::mysql::store store{connections, layouts::lucia_v3()};
  store.prepare({named("name", cardea::column_type::string)}, {});
  store.migrate(true);
  EXPECT_FALSE(store.find_session("s"));
  const auto before = count(connections, "Com_stmt_prepare");
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(store.find_session("s"));
  EXPECT_EQ(count(connections, "Com_stmt_prepare") - before, 1) << "that of the count itself";
  const auto open_before = count(connections, "Com_stmt_prepare") - count(connections, "Com_stmt_close");
  const cardea::assignment change[] = {{0, std::string{"x"}}};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(store.update_user("nobody", change), insertion::no_user);
  EXPECT_EQ(count(connections, "Com_stmt_prepare") - count(connections, "Com_stmt_close"), open_before);
}

TEST_F(MysqlPool, AConnectionThatWasIdleForTooLongIsReplacedWithoutAWord) {
  pool connections{url_, {.size = 1}};
  cardea::mysql::store store{connections, layouts::lucia_v3()};
  store.prepare({}, {});
  store.migrate(true);
  ASSERT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
  connections.write()->execute(statement{"SET SESSION wait_timeout = 1", false}, {});
  std::this_thread::sleep_for(1500ms);
  EXPECT_EQ(store.insert_user(user("u2"), nullptr), insertion::done);
}

TEST_F(MysqlPool, ASessionIsWhatThisLibraryPromisesWhateverTheServersDefaults) {
  pool connections{
      url_,
      {.connect = {.statement_timeout = 1234ms, .zone = cardea::mysql::datetime_zone::parse("-05:30")}}};
  EXPECT_EQ(one(connections,
                "SELECT CONCAT_WS('|', @@autocommit, @@sql_mode, @@time_zone, @@tx_isolation, "
                "@@max_statement_time, @@innodb_lock_wait_timeout, @@character_set_client)"),
            "ON|STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION|-05:30|READ-COMMITTED|"
            "1.234000|2|utf8mb4");
  pool patient{url_, {.connect = {.statement_timeout = 0ms, .zone = cardea::mysql::datetime_zone::local()}}};
  EXPECT_EQ(one(patient,
                "SELECT @@max_statement_time = @@GLOBAL.max_statement_time AND @@time_zone = "
                "@@GLOBAL.time_zone AND @@innodb_lock_wait_timeout = @@GLOBAL.innodb_lock_wait_timeout"),
            "1");
}

}  // namespace
