// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::insertion;
using cardea::postgres::pool;
using cardea::sql::statement;
namespace layouts = cardea::layouts;

class PostgresPool : public Postgres {
 protected:
  static std::int64_t one_number(pool& from, const std::string& query) {
    std::int64_t number = -1;
    from.read()->query(statement{query, false}, {}, [&](cardea::sql::row r) { number = r[0].integer; });
    return number;
  }
};

TEST_F(PostgresPool, AWaitForAConnectionIsBounded) {
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

TEST_F(PostgresPool, AConnectionIsUsedAgainUntilItIsTooOld) {
  const auto* pid = "SELECT pg_backend_pid()";
  pool lasting{url_};
  EXPECT_EQ(one_number(lasting, pid), one_number(lasting, pid));
  pool fleeting{url_, {.max_lifetime = 0s}};
  EXPECT_NE(one_number(fleeting, pid), one_number(fleeting, pid));
}

TEST_F(PostgresPool, AConnectionThatCouldNotBeMadeGivesItsPlaceBack) {
  pool nobody{"postgres://127.0.0.1:1/db", {.size = 1, .wait_timeout = 20ms}};
  EXPECT_ERROR(nobody.read(), errc::unavailable, "");
  EXPECT_ERROR(nobody.read(), errc::unavailable, "");
}

TEST_F(PostgresPool, AConnectionGivenBackInATransactionIsNotUsedAgain) {
  pool connections{url_};
  const auto pid = one_number(connections, "SELECT pg_backend_pid()");
  connections.write()->execute(statement{"BEGIN", false}, {});
  EXPECT_NE(one_number(connections, "SELECT pg_backend_pid()"), pid);
}

TEST_F(PostgresPool, StatementsArePreparedOnce) {
  pool connections{url_, {.size = 1}};
  cardea::postgres::store store{connections, layouts::lucia_v3()};
  store.prepare({}, {});
  store.migrate(true);
  const auto* count = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%LEFT JOIN%'";
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(store.find_session("s"));
  EXPECT_EQ(one_number(connections, count), 1);
}

TEST_F(PostgresPool, StatementsThatSomebodyElseDiscardedArePreparedAgain) {
  pool connections{url_, {.size = 1}};
  cardea::postgres::store store{connections, layouts::lucia_v3()};
  store.prepare({}, {});
  store.migrate(true);
  EXPECT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
  EXPECT_FALSE(store.find_session("s"));
  connections.write()->execute(statement{"DEALLOCATE ALL", false}, {});
  EXPECT_FALSE(store.find_session("s"));
  connections.write()->execute(statement{"DEALLOCATE ALL", false}, {});
  EXPECT_EQ(store.insert_user(user("u2"), nullptr), insertion::done);
}

// pgbouncer in transaction mode knows neither names from before nor settings at the start.
TEST_F(PostgresPool, WithoutNamedStatementsNothingIsLeftOnTheConnection) {
  pool connections{url_, {.size = 1, .connect = {.statement_timeout = 1234ms, .named_statements = false}}};
  cardea::postgres::store store{connections, layouts::lucia_v2()};
  store.prepare({}, {});
  store.migrate(true);
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store.insert_user(user("u1"), &k), insertion::done);
  ASSERT_EQ(store.insert_session(session("s1", "u1")), insertion::done);
  EXPECT_TRUE(store.find_session("s1"));
  EXPECT_TRUE(store.erase_user("u1"));
  EXPECT_EQ(one_number(connections, "SELECT count(*) FROM pg_prepared_statements"), 0);
  EXPECT_EQ(
      one_number(connections, "SELECT setting::bigint FROM pg_settings WHERE name = 'statement_timeout'"), 0);
}

TEST_F(PostgresPool, TheSettingsOfTheUrlStandBesideOurs) {
  pool connections{with_setting(url_, "lock_timeout=77"), {.connect = {.statement_timeout = 1234ms}}};
  const auto setting = [&](const std::string& name) {
    return one_number(connections, "SELECT setting::bigint FROM pg_settings WHERE name = '" + name + "'");
  };
  EXPECT_EQ(setting("statement_timeout"), 1234);
  EXPECT_EQ(setting("lock_timeout"), 77);
}

}  // namespace
