// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <future>
#include <thread>

namespace {

using namespace std::chrono_literals;
using cardea::insertion;

/// Transactions that meet, step by step, on tables without foreign keys: nothing but the statements
/// themselves keeps rows from outliving what they belong to.
class MysqlRaces : public Mysql {
 protected:
  MysqlRaces() {
    db_.run(
        "ALTER TABLE user_session DROP FOREIGN KEY user_session_ibfk_1; SET tx_isolation = 'READ-COMMITTED'");
    EXPECT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
    EXPECT_EQ(store_.insert_session(session("s1", "u1")), insertion::done);
  }
  /// What `call` returns that has to wait for the other's transaction, which then commits.
  template <class F, class Meanwhile = void (*)()>
  auto while_other_commits(
      F call, Meanwhile meanwhile = [] {}) {
    auto outcome = std::async(std::launch::async, call);
    const auto* waiting =
        "SELECT count(*) FROM information_schema.INNODB_TRX JOIN information_schema.PROCESSLIST ON ID = "
        "trx_mysql_thread_id WHERE DB = DATABASE() AND trx_state = 'LOCK WAIT'";
    // The server looks at its transactions ten times a second at the most.
    const handle watcher{url_};
    for (int i = 0; i < 30 && watcher.one(waiting) == "0"; ++i) {
      if (outcome.wait_for(110ms) == std::future_status::ready) {
        ADD_FAILURE() << "it did not wait";
        break;
      }
    }
    meanwhile();
    db_.run("COMMIT");
    return outcome.get();
  }
  static constexpr const char* renewal =
      "BEGIN; SELECT 1 FROM user_session WHERE id = 's1' LOCK IN SHARE MODE; INSERT INTO user_session VALUES "
      "('s2', 'u1', 1, 1)";

  cardea::mysql::store store_ = open(url_, cardea::layouts::lucia_v2());
};

TEST_F(MysqlRaces, ARenewalAtTheSameTimeDoesNotOutliveTheEndOfAllSessions) {
  db_.run(renewal);
  EXPECT_EQ(while_other_commits([&] { return store_.erase_sessions("u1"); }), 2);
  EXPECT_TRUE(store_.list_sessions("u1").empty());
}

TEST_F(MysqlRaces, ARenewalAtTheSameTimeDoesNotOutliveItsUser) {
  db_.run(renewal);
  EXPECT_TRUE(while_other_commits([&] { return store_.erase_user("u1"); }));
  EXPECT_TRUE(store_.list_sessions("u1").empty());
}

TEST_F(MysqlRaces, ASessionThatIsMadeAtTheSameTimeDoesNotOutliveItsUser) {
  db_.run(
      "BEGIN; SELECT 1 FROM auth_user WHERE id = 'u1' LOCK IN SHARE MODE; INSERT INTO user_session VALUES "
      "('s2', "
      "'u1', "
      "1, 1)");
  EXPECT_TRUE(while_other_commits([&] { return store_.erase_user("u1"); }));
  EXPECT_TRUE(store_.list_sessions("u1").empty());
}

// The sessions are gone already, and the keys are waited for.
TEST_F(MysqlRaces, ASessionThatIsMadeInTheMidstOfAnErasureDoesNotOutliveItsUser) {
  ASSERT_EQ(store_.insert_key(key("name:ada", "u1")), insertion::done);
  db_.run("BEGIN; SELECT 1 FROM user_key FOR UPDATE");
  std::future<insertion> made;
  EXPECT_TRUE(while_other_commits([&] { return store_.erase_user("u1"); },
                                  [&] {
                                    made = std::async(std::launch::async, [&] {
                                      return store_.insert_session(session("s2", "u1"));
                                    });
                                    made.wait_for(200ms);
                                  }));
  EXPECT_EQ(made.get(), insertion::no_user);
  EXPECT_TRUE(store_.list_sessions("u1").empty());
}

TEST_F(MysqlRaces, NoSessionIsMadeForAUserWhoIsBeingErased) {
  db_.run("BEGIN; DELETE FROM auth_user WHERE id = 'u1'");
  EXPECT_EQ(while_other_commits([&] { return store_.insert_session(session("s2", "u1")); }),
            insertion::no_user);
}

TEST_F(MysqlRaces, NoKeyIsMadeForAUserWhoIsBeingErased) {
  db_.run(
      "ALTER TABLE user_key DROP FOREIGN KEY user_key_ibfk_1; BEGIN; DELETE FROM auth_user WHERE id = 'u1'");
  EXPECT_EQ(while_other_commits([&] { return store_.insert_key(key("name:ada", "u1")); }),
            insertion::no_user);
}

TEST_F(MysqlRaces, NoSuccessorIsMadeOfASessionThatIsBeingRevoked) {
  db_.run("BEGIN; DELETE FROM user_session WHERE id = 's1'");
  EXPECT_EQ(while_other_commits([&] { return store_.insert_successor(session("s2", "u1"), "s1"); }),
            insertion::no_session);
}

TEST_F(MysqlRaces, ARenewalDoesNotBringBackASessionThatIsBeingRevoked) {
  db_.run("BEGIN; DELETE FROM user_session WHERE id = 's1'");
  EXPECT_FALSE(while_other_commits([&] { return store_.set_session_times("s1", {}); }));
}

TEST_F(MysqlRaces, OfTwoWhoMakeOneUserTheSecondIsToldOfTheFirst) {
  db_.run("BEGIN; INSERT INTO auth_user VALUES ('u2')");
  EXPECT_EQ(while_other_commits([&] { return store_.insert_user(user("u2"), nullptr); }),
            insertion::duplicate);
}

}  // namespace
