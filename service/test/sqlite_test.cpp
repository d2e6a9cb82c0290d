// SPDX-License-Identifier: MIT
// The whole on SQLite, through a restart, and under many threads.
#include "home.hpp"

#include <cardea/sqlite/service_store.hpp>
#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace cardea::service {
namespace {

using namespace std::chrono_literals;

struct ServiceOnSqlite : ::testing::Test {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("cardea_service_" + std::to_string(::getpid()));
  std::unique_ptr<sqlite::service_store> beside;
  std::unique_ptr<home> h;

  void SetUp() override {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
  }
  void TearDown() override {
    h.reset();
    beside.reset();
    std::filesystem::remove_all(folder);
  }
  void open(const std::function<void(service_options&)>& change = {}) {
    h.reset();
    beside.reset();
    sqlite::pool pool{(folder / "app.db").string()};
    beside = std::make_unique<sqlite::service_store>(pool);
    beside->migrate(true);
    h = std::make_unique<home>(
        [&](service_options& o) {
          o.observe = {};
          o.features.notices = false;
          if (change) change(o);
        },
        std::make_unique<sqlite::store>(pool, layouts::cardea()), *beside);
    h->auth->migrate();
  }
  /// On a connection of its own, as another program would.
  void run(const char* sql) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((folder / "app.db").c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
  }
  [[nodiscard]] int count(const char* sql) const {
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open((folder / "app.db").c_str(), &db), SQLITE_OK);
    int found = -1;
    const auto read = [](void* to, int, char** values, char**) {
      return *static_cast<int*>(to) = std::atoi(values[0]), 0;
    };
    EXPECT_EQ(sqlite3_exec(db, sql, read, &found, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
    return found;
  }
  /// How many of 64 at once come back with that status.
  int of_sixty_four(int status, const std::function<http::response(int)>& each) {
    std::atomic<int> count = 0;
    std::atomic<bool> go = false;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 64; ++i)
      threads.emplace_back([&, i] {
        while (!go) std::this_thread::yield();
        if (each(i).status == status) ++count;
      });
    go = true;
    threads.clear();
    return count;
  }
};

TEST_F(ServiceOnSqlite, AccountsLimitsAndLinksOutliveARestart) {
  const auto narrow = [](service_options& o) {
    o.limits.sign_in_account_and_address = {.burst = 2, .every = 1h};
  };
  open(narrow);
  browser first{*h};
  first.api(
      "POST", "/api/sign-up",
      R"({"identifier":"ada","password":"correct horse","attributes":{"email":"ada@x.example","age":36}})");
  browser{*h}.api("POST", "/api/password-reset", R"({"identifier":"ada"})");
  const auto token = h->token_in_last_mail();
  for (int i = 0; i < 2; ++i) browser{*h}.sign_in("ada", "wrong password");
  const auto cookies = first.cookies;

  open(narrow);
  browser ada{*h};
  ada.cookies = cookies;
  EXPECT_TRUE(ada.is_signed_in());
  EXPECT_EQ(json_of(ada.get("/api/me")).at("user").at("attributes").at("age").as_int64(), 36);
  EXPECT_EQ(browser{*h}.sign_in("ada").status, 401) << "locked before the restart, and after it";
  EXPECT_EQ(ada.sign_in("ada").status, 200) << "but not for a browser that is known";
  EXPECT_EQ(browser{*h}
                .api("POST", "/api/password-reset/confirm",
                     R"({"token":")" + token + R"(","newPassword":"battery staple"})")
                .status,
            204);
}

TEST_F(ServiceOnSqlite, T10AnAddressThatChangesWhileItIsProvenIsNotProven) {
  open();
  browser ada{*h};
  ada.api("POST", "/api/sign-up",
          R"({"identifier":"ada","password":"correct horse","attributes":{"email":"ada@x.example"}})");
  const auto token = h->token_in_last_mail();
  // As if another request changed the address right after the look at it.
  run("CREATE TRIGGER race AFTER UPDATE OF email_verified ON auth_user WHEN NEW.email_verified = 1 "
      "BEGIN UPDATE auth_user SET email = 'eve@evil.example' WHERE id = NEW.id; END");
  EXPECT_EQ(ada.api("POST", "/api/email-verification/confirm", R"({"token":")" + token + "\"}").status, 400);
  const auto user = json_of(ada.get("/api/me")).at("user").as_object();
  EXPECT_EQ(user.at("email").as_string(), "eve@evil.example");
  EXPECT_FALSE(user.at("emailVerified").as_bool());
}

TEST_F(ServiceOnSqlite, T11OfSixtyFourWhoRedeemOneLinkOneIsSignedIn) {
  open([](service_options& o) { o.limits.one_time_address = {.burst = 1000, .every = 1s}; });
  browser ada{*h};
  ada.api("POST", "/api/sign-up",
          R"({"identifier":"ada","password":"correct horse","attributes":{"email":"ada@x.example"}})");
  ada.api("POST", "/api/sign-in-link", R"({"identifier":"ada"})");
  const auto body = R"({"token":")" + h->token_in_last_mail() + "\"}";
  EXPECT_EQ(
      of_sixty_four(200, [&](int) { return browser{*h}.api("POST", "/api/sign-in-link/confirm", body); }), 1);
}

TEST_F(ServiceOnSqlite, ASignInThatMeetsAChangeOfPasswordIsRefusedAndLeavesNoSession) {
  open();
  browser{*h}.sign_up("ada");
  run("DELETE FROM auth_session");
  // As if another request changed the password, and ended all sessions, while the session is being made.
  run("CREATE TRIGGER race AFTER INSERT ON auth_session BEGIN "
      "UPDATE auth_key SET hashed_password = 'hash:battery staple' WHERE user_id = NEW.user_id; END");
  const auto refused = browser{*h}.sign_in("ada");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.body, browser{*h}.sign_in("nobody").body);
  EXPECT_EQ(count("SELECT count(*) FROM auth_session"), 0);
  EXPECT_EQ(browser{*h}.sign_in("ada", "battery staple").status, 200) << "the trigger writes what is there";
}

TEST_F(ServiceOnSqlite, OfTwoChangesThatShowTheSamePasswordOneIsMade) {
  open();
  browser ada{*h};
  ada.sign_up("ada");
  // As if another request changed it once this one has looked at it.
  run("CREATE TRIGGER race AFTER UPDATE ON cardea_limits BEGIN "
      "UPDATE auth_key SET hashed_password = 'hash:battery staple'; END");
  const auto out = ada.api("PUT", "/api/password",
                           R"({"currentPassword":"correct horse","newPassword":"tr0ub4dor and 3"})");
  EXPECT_EQ(out.status, 403) << out.body;
  run("DROP TRIGGER race");
  EXPECT_EQ(browser{*h}.sign_in("ada", "tr0ub4dor and 3").status, 401);
  EXPECT_EQ(browser{*h}.sign_in("ada", "battery staple").status, 200);
}

TEST_F(ServiceOnSqlite, ALinkThatIsEndedWhileItSignsInLeavesNoSession) {
  open();
  browser{*h}.api(
      "POST", "/api/sign-up",
      R"({"identifier":"ada","password":"correct horse","attributes":{"email":"ada@x.example"}})");
  browser{*h}.api("POST", "/api/sign-in-link", R"({"identifier":"ada"})");
  run("DELETE FROM auth_session");
  run("CREATE TRIGGER race AFTER INSERT ON auth_session BEGIN DELETE FROM cardea_tokens; END");
  const auto body = R"({"token":")" + h->token_in_last_mail() + "\"}";
  EXPECT_EQ(browser{*h}.api("POST", "/api/sign-in-link/confirm", body).status, 400);
  EXPECT_EQ(count("SELECT count(*) FROM auth_session"), 0);
}

TEST_F(ServiceOnSqlite, AClientThatKeepsNoCookiesIsTwentyBrowsersAndNoMore) {
  open([](service_options& o) { o.limits.sign_in_address = {.burst = 1000, .every = 1s}; });
  browser owner{*h};
  owner.sign_up("ada");
  for (int i = 0; i < 50; ++i) {
    h->clock += 1min;
    EXPECT_EQ(browser{*h}.sign_in("ada").status, 200);
  }
  EXPECT_EQ(count("SELECT count(*) FROM cardea_tokens"), 20);
}

/// Statements and commits of every connection since it was opened.
struct tally {
  static inline std::atomic<int> statements = 0, commits = 0;
  static int on(sqlite3* db, char**, const sqlite3_api_routines*) {
    sqlite3_trace_v2(
        db, SQLITE_TRACE_STMT, [](unsigned, void*, void*, void*) { return ++statements, 0; }, nullptr);
    sqlite3_commit_hook(
        db, [](void*) { return ++commits, 0; }, nullptr);
    return SQLITE_OK;
  }
};

TEST_F(ServiceOnSqlite, T4ATakenAddressCostsAsManyStatementsAndCommitsAsANewOne) {
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(&tally::on));
  open([](service_options& o) {
    o.identifier = identifier_kind::email;
    o.attributes.settable = {};
  });
  const auto work_of = [&](const std::string& address, const std::string& from) {
    run("DELETE FROM cardea_limits");  // As the sweep does: nobody has written to either of late.
    const int statements = tally::statements, commits = tally::commits;
    EXPECT_EQ(
        browser(*h, from)
            .api("POST", "/api/sign-up", R"({"identifier":")" + address + R"(","password":"correct horse"})")
            .status,
        202);
    return std::pair{tally::statements - statements, tally::commits - commits};
  };
  work_of("warm@x.example", "192.0.2.1");
  const auto made = work_of("ada@x.example", "192.0.2.2");
  const auto taken = work_of("ada@x.example", "192.0.2.3");
  sqlite3_reset_auto_extension();
  EXPECT_GT(made.first, 8);
  EXPECT_GE(made.second, 4) << "two limits, the user, the token";
  EXPECT_EQ(made, taken);
}

TEST_F(ServiceOnSqlite, T20OfSixtyFourGuessesAtOnceNoMoreAreLookedAtThanTheLimitSays) {
  open([](service_options& o) {
    o.limits.sign_in_account_and_address = {.burst = 10, .every = 1h};
    o.limits.sign_in_address = {.burst = 40, .every = 1h};
  });
  browser{*h}.sign_up("ada");
  const int before = h->hasher->verifications;
  EXPECT_EQ(of_sixty_four(429, [&](int) { return browser{*h}.sign_in("ada", "wrong password"); }), 24);
  EXPECT_EQ(h->hasher->verifications - before, 10);
}

TEST_F(ServiceOnSqlite, OfSixtyFourWhoTakeOneNameOneHasIt) {
  open([](service_options& o) { o.limits.sign_up_address = {.burst = 1000, .every = 1s}; });
  EXPECT_EQ(of_sixty_four(201,
                          [&](int) {
                            return browser{*h}.api("POST", "/api/sign-up",
                                                   R"({"identifier":"ada","password":"correct horse"})");
                          }),
            1);
}

}  // namespace
}  // namespace cardea::service
