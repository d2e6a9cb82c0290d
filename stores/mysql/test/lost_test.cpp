// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "proxy.hpp"

#include <mysqld_error.h>

#include <future>
#include <thread>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::insertion;
namespace layouts = cardea::layouts;

/// A store whose way to the server can be broken. One user is there, and its connection is made.
class MysqlLost : public Mysql {
 protected:
  MysqlLost() {
    // To make tables may take longer than the limits of the store that is tested.
    cardea::mysql::store patient{cardea::mysql::pool{url_}, layouts::lucia_v2()};
    patient.prepare({}, {});
    patient.migrate(true);
    store_.prepare({}, {});
    EXPECT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
    EXPECT_TRUE(store_.find_user("u1"));
  }
  [[nodiscard]] std::string users() const { return db_.one("SELECT count(*) FROM auth_user"); }
  /// Some may have gone by themselves meanwhile.
  void kill(const std::string& id) const {
    if (mysql_query(db_.get(), ("KILL CONNECTION " + id).c_str()) != 0) {
      EXPECT_EQ(mysql_errno(db_.get()), ER_NO_SUCH_THREAD) << mysql_error(db_.get());
    }
  }
  /// The server ends every connection to the database but ours.
  void kill_all() const {
    for (const auto& id :
         db_.run("SELECT ID FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> "
                 "CONNECTION_ID()"))
      kill(id);
    std::this_thread::sleep_for(20ms);
  }

  proxy between_{server_url()};
  cardea::mysql::store store_{
      cardea::mysql::pool{
          between_.through(url_),
          {.size = 4, .connect = {.connect_timeout = 2s, .statement_timeout = 800ms, .tcp_timeout = 200ms}}},
      layouts::lucia_v2()};
};

TEST_F(MysqlLost, AServerThatWasKilledIsUnavailableAndIsFoundAgainWhenItIsBack) {
  between_.stop();
  EXPECT_ERROR(store_.find_user("u1"), errc::unavailable, "");
  EXPECT_ERROR(store_.insert_user(user("u2"), nullptr), errc::unavailable, "");
  EXPECT_ERROR(store_.erase_user("u1"), errc::unavailable, "");
  between_.start();
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_EQ(store_.insert_user(user("u2"), nullptr), insertion::done);
}

TEST_F(MysqlLost, AConnectionThatWasClosedWhileIdleIsReplacedWithoutAWord) {
  for (int i = 0; i < 3; ++i) {
    between_.stop();
    between_.start();
    EXPECT_EQ(store_.insert_user(user(("a" + std::to_string(i)).c_str()), nullptr), insertion::done);
    between_.stop();
    between_.start();
    EXPECT_TRUE(store_.find_user("u1"));
    between_.stop();
    between_.start();
    EXPECT_FALSE(store_.erase_user("nobody"));
  }
}

TEST_F(MysqlLost, ASessionThatTheServerEndedIsReplacedWithoutAWord) {
  kill_all();
  EXPECT_TRUE(store_.find_user("u1"));
  for (const auto* id : {"u2", "u3", "u4"}) {
    kill_all();
    EXPECT_EQ(store_.insert_user(user(id), nullptr), insertion::done) << "prepared, but for the first";
  }
  kill_all();
  EXPECT_TRUE(store_.erase_user("u1"));
}

TEST_F(MysqlLost, AReadWhoseAnswerIsLostIsAskedOnceMore) {
  const auto before = between_.count();
  between_.cut_next_answer();
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_EQ(between_.count(), before + 1);
  between_.cut_next_question();
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_EQ(between_.count(), before + 2);
}

TEST_F(MysqlLost, AWriteWhoseAnswerIsLostIsReportedAndNotRepeated) {
  between_.cut_next_answer();
  const auto why = thrown_by([&] { store_.insert_user(user("u3"), nullptr); });
  ASSERT_TRUE(why);
  EXPECT_EQ(why->code, errc::outcome_unknown) << why->message;
  EXPECT_FALSE(cardea::is_retryable(why->code));
  EXPECT_EQ(users(), "2") << "the server did get it";
  EXPECT_EQ(store_.insert_user(user("u4"), nullptr), insertion::done);
}

TEST_F(MysqlLost, AWriteThatDidNotReachTheServerIsUnknownAsWellForNobodyCanTell) {
  between_.cut_next_question();
  EXPECT_ERROR(store_.insert_user(user("u3"), nullptr), errc::outcome_unknown, "or it was not");
  EXPECT_EQ(users(), "1");
}

TEST_F(MysqlLost, AWriteThatWasNotSentYetIsSentOnANewConnection) {
  const auto before = between_.count();
  between_.cut_next_answer();  // To the preparation.
  EXPECT_FALSE(store_.erase_key("name:nobody"));
  EXPECT_EQ(between_.count(), before + 1);
}

// It is longer than all that the sockets between hold: the connection ends while it is being sent.
TEST_F(MysqlLost, AWriteThatWasSentInPartIsSentAgainForAPartOfItIsNotRun) {
  auto store = on(between_.through(url_), layouts::lucia_v2(), {named("name", cardea::column_type::string)},
                  {.size = 1});
  store.migrate(true);
  const std::string text(12'000'000, 'a');
  ASSERT_EQ(store.insert_user({.id = "u2", .attributes = {std::string{"a"}}}, nullptr), insertion::done);
  const auto before = between_.count();
  between_.cut_next_question();
  EXPECT_EQ(store.insert_user({.id = "u3", .attributes = {text}}, nullptr), insertion::done);
  EXPECT_EQ(between_.count(), before + 1);
  EXPECT_EQ(store.find_user("u3")->attributes, cardea::record{text});
}

TEST_F(MysqlLost, ATransactionThatIsCutAtAnyStepIsMadeAsAWholeOrNotAtAll) {
  const auto k = key("name:ada", "u2");
  int unknown = 0, done = 0;
  // A greeting, its answer, two settings, BEGIN, the two rows, each prepared first, and the COMMIT.
  for (int behind = 0; behind < 14; ++behind) {
    SCOPED_TRACE(behind);
    db_.run("DELETE FROM user_key; DELETE FROM auth_user WHERE id = 'u2'");
    between_.stop();
    between_.start();
    between_.cut_next_answer(behind);
    const auto why = thrown_by([&] { EXPECT_EQ(store_.insert_user(user("u2"), &k), insertion::done); });
    between_.pass_answers();
    const auto rows = db_.one("SELECT count(*) FROM auth_user WHERE id = 'u2'");
    EXPECT_EQ(rows, db_.one("SELECT count(*) FROM user_key")) << "half of it was kept";
    if (!why) {
      EXPECT_EQ(rows, "1") << "what was acknowledged is lost";
      ++done;
    } else if (why->code == errc::outcome_unknown) {
      EXPECT_EQ(rows, "1") << "the answer to the COMMIT alone is lost";
      ++unknown;
    } else {
      EXPECT_EQ(cardea::to_string(why->code), cardea::to_string(errc::unavailable)) << why->message;
      EXPECT_EQ(rows, "0") << why->message;
    }
  }
  EXPECT_EQ(unknown, 1);
  EXPECT_GE(done, 3) << "no answer was left to cut, or the one to BEGIN";
}

// The server says that it was killed, or just closes the connection.
TEST_F(MysqlLost, AStatementThatIsKilledWhileItWaitsIsRunOnceMoreOrReported) {
  auto store = on(url_, layouts::lucia_v2());
  db_.run("BEGIN; SELECT * FROM auth_user WHERE id = 'u1' FOR UPDATE");
  auto outcome = std::async(std::launch::async, [&] {
    return thrown_by([&] { EXPECT_EQ(store.insert_session(session("s1", "u1")), insertion::done); });
  });
  const auto* waiting =
      "SELECT count(*) FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND INFO LIKE 'INSERT%'";
  for (int i = 0; i < 500 && db_.one(waiting) == "0"; ++i) std::this_thread::sleep_for(2ms);
  kill_all();
  db_.run("COMMIT");
  const auto why = outcome.get();
  EXPECT_TRUE(!why || why->code == errc::outcome_unknown) << why->message;
  EXPECT_EQ(db_.one("SELECT count(*) FROM user_session"), why ? "0" : "1");
}

TEST_F(MysqlLost, AServerThatSaysNothingAnyMoreIsGivenUp) {
  between_.keep_answers();
  const auto before = std::chrono::steady_clock::now();
  const auto why = thrown_by([&] { store_.insert_session(session("s1", "u1")); });
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s)
      << "two waits for an answer, or one and the wait for a connection";
  ASSERT_TRUE(why);
  between_.pass_answers();
  EXPECT_TRUE(store_.find_user("u1"));
}

}  // namespace
