// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <future>

namespace {

using namespace std::chrono_literals;
using cardea::insertion;

/// Transactions that meet, step by step, on tables without foreign keys: nothing but the statements
/// themselves keeps rows from outliving what they belong to.
class PostgresRaces : public Postgres {
 protected:
  PostgresRaces() {
    db_.run("ALTER TABLE user_session DROP CONSTRAINT user_session_user_id_fkey");
    EXPECT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
    EXPECT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  }
  /// What `call` returns that has to wait for the other's transaction, which then commits.
  template <class F>
  auto while_other_commits(F call) {
    auto outcome = std::async(std::launch::async, call);
    const auto* waiting =
        "SELECT count(*) FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid) WHERE NOT l.granted AND "
        "pg_backend_pid() = ANY (pg_blocking_pids(l.pid))";
    for (int i = 0; i < 500 && db_.one(waiting) == "0"; ++i) {
      if (outcome.wait_for(2ms) == std::future_status::ready) {
        ADD_FAILURE() << "it did not wait";
        break;
      }
    }
    db_.run("COMMIT");
    return outcome.get();
  }
  static constexpr const char* renewal =
      "BEGIN; SELECT 1 FROM user_session WHERE id = 's1' FOR KEY SHARE; INSERT INTO user_session VALUES "
      "('s2', "
      "'u1', 1, 1)";

  cardea::postgres::store store_ = open(url_, cardea::layouts::lucia_v2());
};

TEST_F(PostgresRaces, ARenewalAtTheSameTimeDoesNotOutliveTheEndOfAllSessions) {
  db_.run(renewal);
  EXPECT_EQ(while_other_commits([&] { return store_.erase_sessions("u1"); }), 2);
  EXPECT_TRUE(store_.list_sessions("u1").empty());
}

TEST_F(PostgresRaces, ARenewalAtTheSameTimeDoesNotOutliveItsUser) {
  db_.run(renewal);
  EXPECT_TRUE(while_other_commits([&] { return store_.erase_user("u1"); }));
  EXPECT_TRUE(store_.list_sessions("u1").empty());
}

TEST_F(PostgresRaces, ASessionThatIsMadeAtTheSameTimeDoesNotOutliveItsUser) {
  db_.run(
      "BEGIN; SELECT 1 FROM auth_user WHERE id = 'u1' FOR KEY SHARE; INSERT INTO user_session VALUES ('s2', "
      "'u1', 1, 1)");
  EXPECT_TRUE(while_other_commits([&] { return store_.erase_user("u1"); }));
  EXPECT_TRUE(store_.list_sessions("u1").empty());
}

TEST_F(PostgresRaces, NoSessionIsMadeForAUserWhoIsBeingErased) {
  db_.run("BEGIN; DELETE FROM auth_user WHERE id = 'u1'");
  EXPECT_EQ(while_other_commits([&] { return store_.insert_session(session("s2", "u1")); }),
            insertion::no_user);
}

TEST_F(PostgresRaces, NoSuccessorIsMadeOfASessionThatIsBeingRevoked) {
  db_.run("BEGIN; DELETE FROM user_session WHERE id = 's1'");
  EXPECT_EQ(while_other_commits([&] { return store_.insert_successor(session("s2", "u1"), "s1"); }),
            insertion::no_session);
}

TEST_F(PostgresRaces, ARenewalDoesNotBringBackASessionThatIsBeingRevoked) {
  db_.run("BEGIN; DELETE FROM user_session WHERE id = 's1'");
  EXPECT_FALSE(while_other_commits([&] { return store_.set_session_times("s1", {}); }));
}

TEST_F(PostgresRaces, ASweepTakesTheRowsThatNobodyElseIsTaking) {
  EXPECT_EQ(store_.insert_session(session("s2", "u1")), insertion::done);
  db_.run("BEGIN; DELETE FROM user_session WHERE id = 's1'");
  EXPECT_EQ(store_.erase_expired({.expires = {}, .created_at = {}, .last_verified = {}}, 9), 1);
  db_.run("COMMIT");
  EXPECT_TRUE(store_.list_sessions("u1").empty());
}

}  // namespace
