// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "process.hpp"

#include <cardea/sql/statement.hpp>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <set>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::insertion;
using cardea::sql::statement;
namespace layouts = cardea::layouts;

constexpr const char* program = "/usr/sbin/pgbouncer";

/// A pgbouncer of the test's own in transaction mode, with two connections to the server for all its clients.
class Pgbouncer : public Postgres {
 protected:
  void SetUp() override {
    const auto* ci = std::getenv("CI");
    if (!std::filesystem::exists(program) && !(ci && *ci)) GTEST_SKIP() << "there is no pgbouncer";
    start("");
  }

  void start(const std::string& more) {
    bouncer_.reset();
    for (int tries = 0; tries < 3; ++tries) {
      port_ = std::to_string(free_port());
      folder_.write("ini", databases() + "[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " + port_ +
                               "\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\n"
                               "default_pool_size = 2\n" +
                               more);
      bouncer_.emplace(folder_, std::vector<std::string>{program, "-q", "ini"});
      const auto until = std::chrono::steady_clock::now() + 10s;
      while (!bouncer_->has_ended() && std::chrono::steady_clock::now() < until) {
        if (PQping(through().c_str()) == PQPING_OK) return;
        std::this_thread::sleep_for(5ms);
      }
    }
    throw std::runtime_error{"pgbouncer did not start: " + folder_.read("said")};
  }

  [[nodiscard]] std::string through() const { return "postgres://ada@127.0.0.1:" + port_ + "/shop"; }
  [[nodiscard]] cardea::postgres::store store(const std::string& url,
                                              cardea::postgres::connect_options how = {}) const {
    return open(url, layouts::lucia_v2(), {}, {.size = 8, .connect = how});
  }

 private:
  /// The database "shop" is the test's place.
  [[nodiscard]] std::string databases() const {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> all{
        PQconninfoParse(server_url().c_str(), nullptr), &PQconninfoFree};
    std::string line = "[databases]\nshop =";
    for (const auto* one = all.get(); one->keyword; ++one) {
      const std::string name = one->keyword;
      const bool is_passed =
          name == "host" || name == "port" || name == "user" || name == "password" || name == "dbname";
      if (is_passed && one->val) line += " " + name + "='" + one->val + "'";
    }
    return line + " connect_query='SET search_path TO " + place_.name() + "'\n";
  }

  server_folder folder_{"nobody"};
  std::string port_{};
  std::optional<process> bouncer_{};
};

template <class F>
void at_once(int count, F work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&work, i] {
      try {
        work(i);
      } catch (const std::exception& e) {
        ADD_FAILURE() << e.what();
      }
    });
  for (auto& thread : threads) thread.join();
}

/// A good part of what a store does, with every answer looked at.
void live(cardea::postgres::store& kept, int who) {
  const auto name = std::to_string(who);
  const auto uid = "u" + name;
  const cardea::key_row key{
      .id = "name:" + name, .user_id = uid, .hashed_password = "h", .primary = false, .expires = {}};
  for (int round = 0; round < 20; ++round) {
    EXPECT_EQ(kept.insert_user({.id = uid, .attributes = {}}, &key), insertion::done);
    EXPECT_EQ(kept.insert_user({.id = uid, .attributes = {}}, nullptr), insertion::duplicate);
    const auto session = [&](const std::string& id) {
      return cardea::session_row{.id = id + name, .user_id = uid, .times = {}, .attributes = {}};
    };
    EXPECT_EQ(kept.insert_session(session("s")), insertion::done);
    EXPECT_EQ(kept.insert_successor(session("t"), "s" + name), insertion::done);
    EXPECT_EQ(kept.insert_successor(session("x"), "no" + name), insertion::no_session);
    EXPECT_TRUE(kept.set_session_times("s" + name, {.active_expires = {}, .expires = {}}));
    const auto found = kept.find_session("s" + name);
    EXPECT_TRUE(found && found->user && found->user->id == uid);
    EXPECT_TRUE(kept.replace_key_password(key.id, "h", "i"));
    EXPECT_EQ(kept.list_sessions(uid).size(), 2U);
    EXPECT_TRUE(kept.erase_session("s" + name));
    EXPECT_FALSE(kept.find_session("s" + name));
    EXPECT_TRUE(kept.erase_user(uid));
    EXPECT_FALSE(kept.find_key(key.id));
    EXPECT_FALSE(kept.find_session("t" + name));
  }
}

TEST_F(Pgbouncer, WithoutNamedStatementsManyThreadsShareItsFewConnections) {
  auto kept = store(through(), {.named_statements = false});
  at_once(8, [&](int who) { live(kept, who); });
}

TEST_F(Pgbouncer, TheUrlSaysItAsPrismaDoes) {
  const auto url = through() + "?pgbouncer=true&connect_timeout=5";
  auto kept = store(url);
  live(kept, 0);
  cardea::postgres::pool clients{url, {.size = 8}};
  std::mutex mutex;
  std::set<std::int64_t> servers;
  at_once(8, [&](int) {
    for (int i = 0; i < 20; ++i)
      clients.read()->query(statement{"SELECT pg_backend_pid()"}, {}, [&](cardea::sql::row r) {
        const std::lock_guard lock{mutex};
        servers.insert(r[0].integer);
      });
  });
  EXPECT_GE(servers.size(), 1U);
  EXPECT_LE(servers.size(), 2U) << "they were not shared, and nothing was tested";
}

TEST_F(Pgbouncer, TheUrlMaySayItAmongOtherThings) {
  using cardea::postgres::pool;
  for (const auto* yes :
       {"?pgbouncer=true", "?connect_timeout=5&pgbouncer=true", "?pgbouncer=false&pgbouncer=true",
        "?application_name=a&pgbouncer=true&connect_timeout=5"})
    EXPECT_NO_THROW((void)pool{through() + yes}.read()) << yes;
  for (const auto* no : {"", "?pgbouncer=false", "?connect_timeout=5&pgbouncer=false"})
    EXPECT_ERROR(pool{through() + no}.read(), errc::unavailable, "");
  for (const auto* neither : {"?pgbouncer=", "?pgbouncer=1", "?pgbouncer=truetrue", "?pgbouncer"})
    EXPECT_ERROR(pool{through() + neither}, errc::invalid_argument, "");
  EXPECT_ERROR(pool{"postgres://ada:what?pgbouncer=x@h/shop?pgbouncer=y"}, errc::invalid_argument,
               "true or false");
  EXPECT_NO_THROW(pool{"postgres://ada:what?pgbouncer=x@h/shop?pgbouncer=true"}) << "part of a password";
}

TEST_F(Pgbouncer, WithNamedStatementsItRefusesTheConnectionAndTheErrorTellsTheOption) {
  cardea::postgres::pool clients{through()};
  EXPECT_ERROR(clients.read(), errc::unavailable, "set named_statements to false");
  EXPECT_ERROR(clients.read(), errc::unavailable, "pgbouncer=true");
}

TEST_F(Pgbouncer, WhereItWasToldToLetSettingsPassTheFirstNameThatIsLostTellsTheOption) {
  start("ignore_startup_parameters = options\n");
  cardea::postgres::connection client{through(), {}};
  const statement named{"SELECT pg_backend_pid()"};
  std::int64_t first = 0;
  client.query(named, {}, [&](cardea::sql::row r) { first = r[0].integer; });
  // Others keep the server's connection busy on which it was prepared.
  const handle one{through()}, two{through()};
  one.run("BEGIN");
  two.run("BEGIN");
  (one.one("SELECT pg_backend_pid()") == std::to_string(first) ? two : one).run("ROLLBACK");
  client.execute(statement{"BEGIN", false}, {});
  EXPECT_ERROR(client.query(named, {}, [](cardea::sql::row) {}), errc::internal,
               "set named_statements to false");
  client.execute(statement{"ROLLBACK", false}, {});
  // Outside of a transaction it is prepared again, and the answer is right.
  std::int64_t then = 0;
  client.query(named, {}, [&](cardea::sql::row r) { then = r[0].integer; });
  EXPECT_NE(then, first);
  EXPECT_NE(then, 0);
}

// Two processes, or two stores, may prepare on one and the same connection of the pooler's.
TEST_F(Pgbouncer, ANameIsNeverTakenForSomebodyElses) {
  start("ignore_startup_parameters = options\n");
  const statement named{"SELECT name FROM pg_prepared_statements"};
  std::set<std::string> names;
  for (int i = 0; i < 2; ++i) {
    cardea::postgres::connection other{through(), {}};
    other.query(named, {}, [&](cardea::sql::row r) { names.emplace(r[0].text); });
  }
  EXPECT_EQ(names.size(), 2U);
  for (const auto& name : names)
    EXPECT_THAT(name, testing::MatchesRegex("cardea_[a-z]+_[0-9]+")) << "drawn, and not counted";
}

}  // namespace
