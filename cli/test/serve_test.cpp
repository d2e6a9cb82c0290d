// SPDX-License-Identifier: MIT
#include "served.hpp"

#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

namespace cardea::cli::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Serve, SomebodySignsUpAndIsKnown) {
  start();
  const auto made = sign_up("ada");
  ASSERT_EQ(status_of(made), 201) << made << err();
  EXPECT_EQ(status_of(ask("GET /api/me")), 401);
  const auto me = ask("GET /api/me", {}, cookie_of(made));
  EXPECT_EQ(status_of(me), 200);
  EXPECT_THAT(me, HasSubstr(R"("identifier":"ada")"));
  EXPECT_EQ(stop(), 0);
  EXPECT_EQ(cardea({"check", "--service"}).status, 0);
}

TEST_F(Serve, KeepsSessionsInMemoryAndHearsWithinASecondThatAnotherProcessEndedOne) {
  start({"--migrate", "--session-cache", "1m"});
  const auto made = sign_up("ada");
  ASSERT_EQ(status_of(made), 201) << made << err();
  const auto counted = [&] { return client{metrics}.ask(server::test::request("GET /metrics HTTP/1.1")); };
  EXPECT_TRUE(eventually([&] {
    EXPECT_EQ(status_of(ask("GET /api/me", {}, cookie_of(made))), 200);
    return counted().find("cardea_session_cache_total{outcome=\"hit\"} 0") == std::string::npos;
  }));
  EXPECT_THAT(counted(), HasSubstr("cardea_session_cache_on 1"));
  const auto users = ok({"user", "list"}).at("users").as_array();
  ASSERT_EQ(users.size(), 1U);
  ok({"session", "revoke-all", std::string{users[0].at("id").as_string()}});
  std::this_thread::sleep_for(std::chrono::seconds{1});
  EXPECT_EQ(status_of(ask("GET /api/me", {}, cookie_of(made))), 401);
  EXPECT_EQ(stop(), 0);
}

TEST_F(Serve, ACacheOfNoSizeThereIsIsRefused) {
  for (const char* size : {"1", "many", "-5", "64z"})
    EXPECT_EQ(cardea({"serve", "--listen", "127.0.0.1:0", "--session-cache", size}).status, 2) << size;
}

TEST_F(Serve, APersonIsKnownAfterARestart) {
  start();
  const auto cookie = cookie_of(sign_up("ada"));
  EXPECT_EQ(stop(), 0);
  start({});
  EXPECT_EQ(status_of(ask("GET /api/me", {}, cookie)), 200);
}

TEST_F(Serve, TheLogHasNothingThatCouldBeUsed) {
  start({"--migrate", "--log-level", "debug", "--mail", "file:mail", "--mail-from", "a@b.example",
         "--base-url", "http://127.0.0.1:8080"});
  const auto made = sign_up("ada");
  const auto cookie = cookie_of(made);
  ASSERT_EQ(status_of(made), 201) << made;
  EXPECT_EQ(status_of(ask("POST /api/sign-in", R"({"identifier":"ada","password":"wrong one here"})")), 401);
  EXPECT_EQ(status_of(ask("POST /api/sign-in", R"({"identifier":"hunter2","password":"hunter3"})")), 401);
  const auto again = ask("POST /api/sign-in", R"({"identifier":"ada","password":")" + password + "\"}");
  EXPECT_EQ(status_of(again), 200) << again;
  EXPECT_EQ(status_of(ask("GET /api/me?token=hunter4", {}, cookie)), 200);
  EXPECT_EQ(status_of(ask("GET /hunter5")), 404);
  EXPECT_EQ(status_of(ask("GET /api/me", {}, "auth_session=hunter6")), 401);
  EXPECT_EQ(status_of(connect().ask("hunter7\r\n\r\n")), 400);
  EXPECT_EQ(status_of(ask("POST /api/sign-out", {}, cookie_of(again))), 204);
  EXPECT_EQ(stop(), 0);
  const auto log = err();
  EXPECT_THAT(log, HasSubstr("route=/api/sign-in status=401"));
  EXPECT_THAT(log, HasSubstr("client=127.0.0.1"));
  EXPECT_THAT(log, Not(HasSubstr("hunter")));
  EXPECT_THAT(log, Not(HasSubstr(password)));
  EXPECT_THAT(log, Not(HasSubstr("wrong one")));
  for (const auto& response : {made, again}) {
    const auto all = cookie_of(response);
    for (std::size_t at = 0; at < all.size();) {
      const auto end = std::min(all.find("; ", at), all.size());
      const auto pair = all.substr(at, end - at);
      const auto value = pair.substr(pair.find('=') + 1);
      ASSERT_GT(value.size(), 20U);
      EXPECT_THAT(log, Not(HasSubstr(value.substr(0, 16)))) << pair;
      EXPECT_THAT(log, Not(HasSubstr(value.substr(value.size() - 16)))) << pair;
      at = end + 2;
    }
  }
}

TEST_F(Serve, WhatHappensIsCounted) {
  start();
  EXPECT_EQ(status_of(sign_up("ada")), 201);
  const auto got = client{metrics}.ask(server::test::request("GET /metrics HTTP/1.1"));
  EXPECT_THAT(got, HasSubstr("cardea_events_total{event=\"signed_up\"} 1\n"));
  EXPECT_THAT(got,
              HasSubstr(R"(cardea_http_requests_total{method="POST",route="/api/sign-up",status="201"} 1)"));
  EXPECT_EQ(status_of(ask("GET /metrics")), 404);
}

TEST_F(Serve, TablesThatGoUnderItsFeetAreNeverAYes) {
  start({"--migrate", "--database-threads", "1"}, "CARDEA_SERVE_DATABASE_WAITING=8");
  const auto cookie = cookie_of(sign_up("ada"));
  ASSERT_EQ(status_of(ask("GET /readyz")), 200);
  sql("ALTER TABLE auth_session RENAME TO lost; ALTER TABLE cardea_tokens RENAME TO lost_tokens");
  const auto me = ask("GET /api/me", {}, cookie);
  EXPECT_GE(status_of(me), 500);
  EXPECT_THAT(me, Not(HasSubstr("auth_session")));
  EXPECT_TRUE(eventually([&] { return status_of(ask("GET /readyz")) == 503; }));
  EXPECT_EQ(status_of(ask("GET /healthz")), 200);
  sql("ALTER TABLE lost RENAME TO auth_session; ALTER TABLE lost_tokens RENAME TO cardea_tokens");
  EXPECT_EQ(status_of(ask("GET /api/me", {}, cookie)), 200);
  EXPECT_TRUE(eventually([&] { return status_of(ask("GET /readyz")) == 200; }));
}

TEST_F(Serve, TablesThatAreMissingAreSaid) {
  const auto before = run({"--db", db, "serve"});
  EXPECT_EQ(before.status, 3);
  EXPECT_THAT(before.err, HasSubstr("`cardea --db sqlite:app.db migrate --service` makes it"));
  EXPECT_THAT(run({"--db", db, "serve", "--session-cache", "64k"}).err,
              HasSubstr("`cardea --db sqlite:app.db migrate --service --cache` makes it"));
  EXPECT_EQ(run({"--db", db, "migrate"}).status, 0);
  const auto done = run({"--db", db, "serve"});
  EXPECT_EQ(done.status, 3);
  EXPECT_THAT(done.err, HasSubstr("`cardea --db sqlite:app.db migrate --service` makes what is missing"));
}

TEST_F(Serve, OptionsComeFromTheLineTheEnvironmentAndTheFile) {
  write("cardea.toml", R"([serve]
max-body = "1k"
log-format = "json"
trusted-proxies = ["127.0.0.1", "10.0.0.0/8"]
[serve.features]
pages = false
sign-up = true
)");
  start({"--migrate", "--log-format", "text"}, "CARDEA_SERVE_MAX_BODY=2k");
  EXPECT_EQ(status_of(ask("GET /sign-in")), 404) << "the file says so";
  const auto sized = [&](std::size_t size) {
    return status_of(ask("POST /api/sign-in", "\"" + std::string(size - 2, 'x') + "\""));
  };
  EXPECT_EQ(sized(2048), 400) << "the environment goes before the file";
  EXPECT_EQ(sized(2049), 413);
  EXPECT_TRUE(eventually([&] { return err().find("event=request") != std::string::npos; }))
      << "the line before both";
}

TEST_F(Serve, AnOptionThatIsNoneRefusesToStart) {
  const std::pair<arguments, const char*> wrong[] = {
      {{"--listen", "8080"}, "ADDRESS:PORT"},
      {{"--max-body", "3x"}, "--max-body: "},
      {{"--head-time", "fast"}, "--head-time: "},
      {{"--loops", "0"}, "--loops: "},
      {{"--features", "magic=true"}, "\"magic\" is none of sign-up"},
      {{"--features", "pages=maybe"}, "pages: true or false"},
      {{"--limits", "sign-in-address=5"}, "a rate is wanted"},
      {{"--identifier", "phone"}, "username or email is wanted"},
      {{"--trusted-proxies", "10.0.0.0/99"}, "--trusted-proxies: "},
      {{"--tls-key", "k.pem"}, "--tls-certificate"},
      {{"--tls-key", "k.pem", "--tls-certificate", "c.pem"}, "c.pem"},
      {{"--mail", "file:mail"}, "--mail-from"},
      {{"--mail", "pigeon", "--mail-from", "a@b.example", "--base-url", "https://b.example"}, "--mail: "},
      {{"--base-url", "here"}, "base"},
      {{"--templates", "none"}, "none"},
      {{"--common-passwords", "none"}, "none"},
      {{"--shown", "shoe-size"}, "shoe-size"},
      {{"--log-level", "loud"}, "debug, info, warning or error"},
      {{"--max-body", "1k", "--max-body", "2k"}, "--max-body is given more than once"},
      {{"--lifetimes", "device=500d"}, "up to 400 days"},
      {{"--mail-password", "hunter2"}, "there is no option"}};
  for (const auto& [options, sentence] : wrong) {
    arguments line{"--db", db, "serve", "--migrate"};
    line.insert(line.end(), options.begin(), options.end());
    const auto done = run(line);
    // A file that cannot be read is the world's fault.
    EXPECT_EQ(done.status, options.size() == 4 && options.front() == "--tls-key" ? 3 : 2)
        << options.front() << done.err;
    EXPECT_THAT(done.err, HasSubstr(sentence)) << options.front();
    EXPECT_THAT(done.err, Not(HasSubstr("hunter2")));
    EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
  }
  for (const std::string text : {"[serve]\nspeed = 3\n", "serve = 3\n", "[serve]\nlisten = [1.5]\n"}) {
    write("cardea.toml", text);
    EXPECT_EQ(run({"--db", db, "serve"}).status, 2) << text;
  }
}

TEST_F(Serve, AVariableThatIsNoOptionRefusesToStartUnlessKubernetesSetIt) {
  const auto refused = [&](const char* name) {
    ::setenv(name, "1", 1);
    const auto done = run({"--db", db, "serve", "--migrate", "--listen", "nowhere"});
    ::unsetenv(name);
    EXPECT_EQ(done.status, 2);
    return done.err.find(name) != std::string::npos;
  };
  EXPECT_TRUE(refused("CARDEA_SERVE_MAX_BODIES"));
  EXPECT_TRUE(refused("CARDEA_SERVE_"));
  for (const auto* set :
       {"CARDEA_SERVE_PORT", "CARDEA_SERVE_PORT_8080_TCP_ADDR", "CARDEA_SERVE_SERVICE_HOST"})
    EXPECT_FALSE(refused(set)) << set;
}

TEST_F(Serve, AStopFinishesWhatIsUnderWay) {
  start();
  const auto cookie = cookie_of(sign_up("ada"));
  std::atomic<int> asked{0}, answered{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i)
    callers.emplace_back([&] {
      try {
        for (;;) {
          auto one = connect();
          for (std::string got = "HTTP";
               !got.empty() && got.find("Connection: close") == std::string::npos;) {
            ++asked;
            got = one.ask(server::test::request("GET /api/me HTTP/1.1", "Cookie: " + cookie + "\r\n"));
            answered += status_of(got) == 200;
          }
        }
      } catch (const std::exception&) {
        // Nobody listens any more.
      }
    });
  EXPECT_TRUE(eventually([&] { return answered > 100; }));
  EXPECT_EQ(stop(), 0);
  for (auto& one : callers) one.join();
  EXPECT_EQ(asked, answered);
}

TEST_F(Serve, WithJsonItSaysWhereItListensInOneObject) {
  const auto done = shell(
      "$CARDEA --json --db sqlite:app.db serve --migrate --listen 127.0.0.1:0,unix:here.sock >said & "
      "while ! test -s said; do sleep 0.01; done; cat said; kill %1 2>/dev/null || kill $!; wait $!");
  const auto json = done.json();
  ASSERT_EQ(json.at("listening").as_array().size(), 2U);
  EXPECT_EQ(json.at("listening").as_array().at(1).as_string(), "unix:here.sock");
}

}  // namespace
}  // namespace cardea::cli::test
