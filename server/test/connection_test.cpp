// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace cardea::server::test {
namespace {

using std::chrono::milliseconds;

class Connection : public Served {};

TEST_F(Connection, ARequestIsAnswered) {
  const auto got = get("/echo?a=b");
  EXPECT_EQ(status_of(got), 200) << got;
  EXPECT_TRUE(got.ends_with("GET /echo?a=b 127.0.0.1\nHost=example.org\n")) << got;
}

TEST_F(Connection, EveryKindOfWorkIsDone) {
  for (const auto* path : {"/none", "/look_up", "/database", "/password"})
    EXPECT_TRUE(get(path).ends_with(path));
}

TEST_F(Connection, AConnectionIsKeptForTheNextRequest) {
  auto one = connect();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(status_of(one.ask(request("GET /database HTTP/1.1"))), 200);
  EXPECT_EQ(status_of(one.ask(request("GET /none HTTP/1.1", "Connection: close\r\n"))), 200);
  EXPECT_TRUE(one.is_closed());
}

TEST_F(Connection, RequestsThatAreSentAheadAreAnsweredInTheirOrder) {
  auto one = connect();
  one.send(request("GET /password HTTP/1.1") + request("GET /none HTTP/1.1") +
           request("GET /database HTTP/1.1"));
  for (const auto* path : {"/password", "/none", "/database"}) EXPECT_TRUE(one.response().ends_with(path));
}

TEST_F(Connection, HeadHasNoBody) {
  auto one = connect();
  const auto got = one.ask(request("HEAD /none HTTP/1.1"));
  EXPECT_TRUE(got.ends_with("Content-Length: 5\r\n\r\n")) << got;
  EXPECT_EQ(status_of(one.ask(request("GET /none HTTP/1.1"))), 200);
}

TEST_F(Connection, ABodyIsWaitedFor) {
  auto one = connect();
  one.send(request("POST /echo HTTP/1.1", "Content-Length: 10\r\n", "hello"));
  EXPECT_EQ(one.hear(milliseconds{50}), "");
  one.send("world");
  EXPECT_TRUE(one.response().ends_with("helloworld"));
}

TEST_F(Connection, ALargeAnswerArrives) { EXPECT_GT(get("/large").size(), 2'000'000U); }

TEST_F(Connection, AClientIsToldToGoOn) {
  auto one = connect();
  one.send(request("POST /echo HTTP/1.1", "Content-Length: 2\r\nExpect: 100-continue\r\n"));
  EXPECT_EQ(one.response(), "HTTP/1.1 100 Continue\r\n\r\n");
  one.send("ok");
  EXPECT_TRUE(one.response().ends_with("ok"));
}

TEST_F(Connection, WhatIsNoRequestIsRefusedAndTheConnectionClosed) {
  auto one = connect();
  const auto got = one.ask("nonsense\r\n\r\n");
  EXPECT_EQ(status_of(got), 400);
  EXPECT_NE(got.find("application/problem+json"), std::string::npos);
  EXPECT_NE(got.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(one.is_closed());
  EXPECT_EQ(application.handled, 0);
}

TEST_F(Connection, AnAnswerReachesAClientThatStillSends) {
  auto one = connect();
  one.send(request("POST /echo HTTP/1.1", "Content-Length: 200000\r\n"));
  one.send(std::string(200'000, 'x'));
  EXPECT_EQ(status_of(one.response()), 413);
}

TEST_F(Connection, AnApplicationThatThrowsIsAnError) {
  const auto got = get("/throws");
  EXPECT_EQ(status_of(got), 500);
  EXPECT_EQ(got.find("hunter2"), std::string::npos);
  EXPECT_EQ(status_of(get("/splits")), 500);
}

TEST_F(Connection, OneThatSendsItsFieldsByDropsIsClosed) {
  how.limits.head_time = milliseconds{100};
  auto one = connect();
  EXPECT_EQ(status_of(one.ask(request("GET /none HTTP/1.1"))), 200);
  const auto began = std::chrono::steady_clock::now();
  // Each byte comes well within the time that the whole has.
  for (const char c : std::string{"GET / HTTP/1.1\r\nX: slow as a tortoise, and steady as one"}) {
    if (!one.send({&c, 1})) break;
    if (one.is_closed(milliseconds{10})) break;
  }
  EXPECT_TRUE(one.is_closed(milliseconds{0}));
  EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds{500});
}

TEST_F(Connection, OneThatSendsItsBodyByDropsIsClosed) {
  how.limits.body_time = milliseconds{100};
  auto one = connect();
  one.send(request("POST /echo HTTP/1.1", "Content-Length: 1000\r\n"));
  for (int i = 0; i < 100 && one.send("x") && !one.is_closed(milliseconds{10}); ++i) {
  }
  EXPECT_TRUE(one.is_closed(milliseconds{0}));
}

TEST_F(Connection, OneThatSaysNothingIsClosed) {
  how.limits.head_time = milliseconds{100};
  EXPECT_TRUE(connect().is_closed(milliseconds{1000}));
}

TEST_F(Connection, AnIdleOneIsClosed) {
  how.limits.idle_time = milliseconds{100};
  auto one = connect();
  EXPECT_EQ(status_of(one.ask(request("GET /none HTTP/1.1"))), 200);
  EXPECT_FALSE(one.is_closed(milliseconds{50}));
  EXPECT_TRUE(one.is_closed(milliseconds{1000}));
}

TEST_F(Connection, OneThatDoesNotReadItsAnswerIsClosed) {
  how.limits.write_time = milliseconds{100};
  auto one = connect();
  for (int i = 0; i < 20; ++i) one.send(request("GET /large HTTP/1.1"));
  EXPECT_TRUE(eventually([&] { return get("/none").ends_with("/none"); }));
  std::this_thread::sleep_for(milliseconds{300});
  EXPECT_LT(one.hear().size(), 40'000'000U);
}

TEST_F(Connection, OneHasItsNumberOfRequests) {
  how.limits.requests_per_connection = 2;
  auto one = connect();
  EXPECT_EQ(one.ask(request("GET /none HTTP/1.1")).find("Connection: close"), std::string::npos);
  EXPECT_NE(one.ask(request("GET /none HTTP/1.1")).find("Connection: close"), std::string::npos);
  EXPECT_TRUE(one.is_closed());
}

TEST_F(Connection, WhereThereAreTooManyTheLongestIdleMakesRoom) {
  how.limits.connections = 2;
  auto first = connect(), second = connect();
  EXPECT_EQ(status_of(first.ask(request("GET /none HTTP/1.1"))), 200);
  EXPECT_EQ(status_of(second.ask(request("GET /none HTTP/1.1"))), 200);
  auto third = connect();
  EXPECT_EQ(status_of(third.ask(request("GET /none HTTP/1.1"))), 200);
  EXPECT_TRUE(first.is_closed());
  EXPECT_FALSE(second.is_closed(milliseconds{20}));
}

TEST_F(Connection, WhereNoneIsIdleOneMoreIsTurnedAway) {
  how.limits.connections = 1;
  application.holds = true;
  auto first = connect();
  first.send(request("GET /database HTTP/1.1"));
  ASSERT_TRUE(eventually([&] { return application.held == 1; }));
  auto second = connect();
  EXPECT_EQ(status_of(second.response()), 503);
  application.holds = false;
  EXPECT_EQ(status_of(first.response()), 200);
}

TEST_F(Connection, WhereAPoolIsFullOneMoreIsToldToComeBack) {
  how.database = {.threads = 1, .waiting = 1};
  application.holds = true;
  auto first = connect(), second = connect();
  first.send(request("GET /database HTTP/1.1"));
  ASSERT_TRUE(eventually([&] { return application.held == 1; }));
  second.send(request("GET /database HTTP/1.1"));
  std::string got;
  ASSERT_TRUE(eventually([&] { return status_of(got = get("/database")) == 503; }));
  EXPECT_NE(got.find("Retry-After: "), std::string::npos);
  EXPECT_EQ(status_of(get("/none")), 200) << "the loop does not wait with them";
  EXPECT_EQ(status_of(get("/healthz")), 200);
  application.holds = false;
  EXPECT_EQ(status_of(first.response()), 200);
  EXPECT_EQ(status_of(second.response()), 200);
  EXPECT_TRUE(eventually([&] { return status_of(get("/database")) == 200; }));
}

TEST_F(Connection, PasswordsDoNotHoldUpTheDatabase) {
  how.passwords = {.threads = 1, .waiting = 0};
  application.holds = true;
  auto first = connect();
  first.send(request("GET /password HTTP/1.1"));
  ASSERT_TRUE(eventually([&] { return application.held == 1; }));
  EXPECT_EQ(status_of(get("/password")), 503);
  auto second = connect();
  second.send(request("GET /database HTTP/1.1"));
  EXPECT_TRUE(eventually([&] { return application.held == 2; }));
}

TEST_F(Connection, AClientThatLeavesIsForgotten) {
  application.holds = true;
  {
    auto one = connect();
    one.send(request("GET /database HTTP/1.1"));
    ASSERT_TRUE(eventually([&] { return application.held == 1; }));
  }
  application.holds = false;
  EXPECT_EQ(status_of(get("/database")), 200);
  EXPECT_TRUE(stop());
}

TEST_F(Connection, SeveralLoopsServe) {
  how.loops = 3;
  std::vector<client> all;
  for (int i = 0; i < 9; ++i) all.push_back(connect());
  for (auto& one : all) EXPECT_EQ(status_of(one.ask(request("GET /database HTTP/1.1"))), 200);
}

}  // namespace
}  // namespace cardea::server::test
