// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "proxy.hpp"

#include <atomic>
#include <thread>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::insertion;
namespace layouts = cardea::layouts;

/// A store whose way to the server can be broken. One user is there, and its connection is made.
class PostgresLost : public Postgres {
 protected:
  PostgresLost() {
    // To make tables may take longer than the limits of the store that is tested.
    cardea::postgres::store patient{cardea::postgres::pool{url_}, layouts::lucia_v2()};
    patient.prepare({}, {});
    patient.migrate(true);
    store_.prepare({}, {});
    EXPECT_EQ(store_.insert_user(user("u1"), nullptr), insertion::done);
    EXPECT_TRUE(store_.find_user("u1"));
  }
  [[nodiscard]] std::string users() const { return db_.one("SELECT count(*) FROM auth_user"); }

  proxy between_{server_url()};
  cardea::postgres::store store_{
      cardea::postgres::pool{
          between_.through(url_) + "&application_name=" + place_.name(),
          {.size = 4, .connect = {.connect_timeout = 2s, .statement_timeout = 800ms, .tcp_timeout = 200ms}}},
      layouts::lucia_v2()};
};

TEST_F(PostgresLost, AServerThatWasKilledIsUnavailableAndIsFoundAgainWhenItIsBack) {
  between_.stop();
  EXPECT_ERROR(store_.find_user("u1"), errc::unavailable, "");
  EXPECT_ERROR(store_.insert_user(user("u2"), nullptr), errc::unavailable, "");
  EXPECT_ERROR(store_.erase_user("u1"), errc::unavailable, "");
  between_.start();
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_EQ(store_.insert_user(user("u2"), nullptr), insertion::done);
}

TEST_F(PostgresLost, AConnectionThatWasClosedWhileIdleIsReplacedWithoutAWord) {
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

TEST_F(PostgresLost, ASessionThatTheServerEndedIsReplacedWithoutAWord) {
  // Other tests use the same database: ours bear the name of our schema.
  const auto end_all = [&] {
    EXPECT_EQ(db_.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = "
                      "current_schema()"),
              std::vector<std::string>{"t"});
    std::this_thread::sleep_for(20ms);
  };
  end_all();
  EXPECT_TRUE(store_.find_user("u1"));
  end_all();
  EXPECT_EQ(store_.insert_user(user("u2"), nullptr), insertion::done);
}

TEST_F(PostgresLost, AReadWhoseAnswerIsLostIsAskedOnceMore) {
  const auto before = between_.count();
  between_.cut_next_answer();
  EXPECT_TRUE(store_.find_user("u1"));
  EXPECT_EQ(between_.count(), before + 1);
}

TEST_F(PostgresLost, AWriteWhoseAnswerIsLostIsReportedAndNotRepeated) {
  EXPECT_EQ(store_.insert_user(user("u2"), nullptr), insertion::done) << "prepared";
  between_.cut_next_answer();
  const auto why = thrown_by([&] { store_.insert_user(user("u3"), nullptr); });
  ASSERT_TRUE(why);
  EXPECT_EQ(why->code, errc::outcome_unknown) << why->message;
  EXPECT_FALSE(cardea::is_retryable(why->code));
  EXPECT_EQ(users(), "3") << "the server did get it";
  EXPECT_EQ(store_.insert_user(user("u4"), nullptr), insertion::done);
}

TEST_F(PostgresLost, AWriteThatWasNotSentYetIsSentOnANewConnection) {
  const auto before = between_.count();
  between_.cut_next_answer();  // To the preparation.
  EXPECT_TRUE(store_.erase_user("u1"));
  EXPECT_EQ(between_.count(), before + 1);
  between_.cut_next_answer();
  EXPECT_FALSE(store_.erase_key("name:nobody"));
  EXPECT_EQ(between_.count(), before + 2);
}

TEST_F(PostgresLost, ATransactionThatIsLostBeforeItsCommitIsUndone) {
  const auto k = cardea::key_row{.id = "name:ada", .user_id = "u2", .hashed_password = {}, .expires = {}};
  for (int answers = 0; answers < 12; ++answers) {
    // Cuts behind each answer in turn: BEGIN, the two rows, each prepared first, and the COMMIT.
    db_.run("DELETE FROM user_key; DELETE FROM auth_user WHERE id = 'u2'");
    std::atomic<bool> over = false;
    std::thread cutter{[&] {
      std::this_thread::sleep_for(std::chrono::microseconds{300 * answers});
      between_.cut_next_answer();
      over = true;
    }};
    const auto why = thrown_by([&] { EXPECT_EQ(store_.insert_user(user("u2"), &k), insertion::done); });
    cutter.join();
    between_.pass_answers();
    const auto rows = db_.one("SELECT count(*) FROM auth_user WHERE id = 'u2'");
    EXPECT_EQ(rows, db_.one("SELECT count(*) FROM user_key")) << "half of it was kept";
    if (!why) {
      EXPECT_EQ(rows, "1") << "what was acknowledged is lost";
    } else if (why->code == errc::unavailable) {
      EXPECT_EQ(rows, "0") << why->message;
    } else {
      EXPECT_EQ(why->code, errc::outcome_unknown) << why->message;
    }
  }
}

TEST_F(PostgresLost, AServerThatSaysNothingAnyMoreIsGivenUp) {
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
