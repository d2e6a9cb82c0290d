// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

#include <filesystem>

namespace cardea::server::test {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

class Operations : public Served {};

TEST_F(Operations, TheProcessSaysThatItLives) {
  EXPECT_TRUE(get("/healthz").ends_with("ok\n"));
  EXPECT_EQ(status_of(connect().ask(request("POST /healthz HTTP/1.1", "Content-Length: 0\r\n"))), 405);
  EXPECT_EQ(application.handled, 0);
}

TEST_F(Operations, WhatIsServedSaysWhetherItCanAnswer) {
  std::atomic<int> says{0};
  how.ready_time = milliseconds{0};
  how.is_ready = [&]() -> bool {
    if (says == 2) throw std::runtime_error{"the database is gone"};
    return says == 0;
  };
  EXPECT_TRUE(get("/readyz").ends_with("ready\n"));
  for (const int no : {1, 2}) {
    says = no;
    const auto got = get("/readyz");
    EXPECT_EQ(status_of(got), 503);
    EXPECT_THAT(got, HasSubstr("Retry-After: "));
    EXPECT_THAT(got, Not(HasSubstr("gone")));
    EXPECT_EQ(status_of(get("/healthz")), 200);
  }
  says = 0;
  EXPECT_EQ(status_of(get("/readyz")), 200);
}

TEST_F(Operations, WhoeverAsksOftenDoesNotAskTheDatabaseAsOften) {
  std::atomic<int> asked{0};
  how.ready_time = milliseconds{60'000};
  how.is_ready = [&] { return ++asked == 1; };
  for (int i = 0; i < 20; ++i) EXPECT_EQ(status_of(get("/readyz")), 200);
  EXPECT_EQ(asked, 1);
}

TEST_F(Operations, WhoeverComesWhileAnotherAsksIsToldWhatWasSaidLast) {
  std::atomic<int> asked{0};
  std::atomic<bool> holds{false};
  how.ready_time = milliseconds{0};
  how.is_ready = [&] {
    ++asked;
    while (holds) std::this_thread::sleep_for(milliseconds{1});
    return true;
  };
  EXPECT_EQ(status_of(get("/readyz")), 200);
  holds = true;
  auto one = connect();
  one.send(request("GET /readyz HTTP/1.1"));
  ASSERT_TRUE(eventually([&] { return asked == 2; }));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(status_of(get("/readyz")), 200);
  EXPECT_EQ(asked, 2) << "one asks, and no thread more is held up by it";
  holds = false;
  EXPECT_EQ(status_of(one.response()), 200);
}

TEST_F(Operations, AServerWhoseDatabaseHangsIsNotReady) {
  how.database = {.threads = 1, .waiting = 0};
  application.holds = true;
  auto one = connect();
  one.send(request("GET /database HTTP/1.1"));
  ASSERT_TRUE(eventually([&] { return application.held == 1; }));
  EXPECT_EQ(status_of(get("/readyz")), 503);
}

TEST_F(Operations, MetricsAreOnAListenerOfTheirOwn) {
  how.listeners.push_back({.address = "127.0.0.1:0", .for_metrics = true});
  how.more_metrics = [] { return std::string{"cardea_mail_waiting 3\n"}; };
  EXPECT_TRUE(get("/metrics").ends_with("/metrics")) << "on the application's it is the application's";
  EXPECT_EQ(status_of(get("/none", 1)), 404);
  EXPECT_EQ(status_of(get("/database")), 200);
  EXPECT_EQ(status_of(get("/../etc/hunter2")), 200);
  EXPECT_EQ(status_of(connect().ask("x\r\n\r\n")), 400);
  EXPECT_EQ(status_of(get("/healthz", 1)), 200);
  std::string got;
  // A client may read its answer before the thread that gave it has counted itself out.
  EXPECT_TRUE(eventually([&] {
    got = get("/metrics", 1);
    return got.find(R"(cardea_pool_requests{pool="database"} 0)") != std::string::npos;
  })) << got;
  EXPECT_THAT(got, HasSubstr("Content-Type: text/plain; version=0.0.4"));
  EXPECT_THAT(got, HasSubstr(R"(cardea_http_requests_total{method="GET",route="/database",status="200"} 1)"));
  EXPECT_THAT(got, HasSubstr(R"(cardea_http_request_duration_seconds_count{route="/database"} 1)"));
  EXPECT_THAT(got, HasSubstr(R"(cardea_http_refused_total{reason="malformed"} 1)"));
  EXPECT_THAT(got, HasSubstr("process_start_time_seconds "));
  EXPECT_THAT(got, HasSubstr("cardea_mail_waiting 3\n"));
  // What a client chose names no series, or anyone could make them without end.
  EXPECT_THAT(got, Not(HasSubstr("hunter2")));
}

TEST_F(Operations, TheLogKnowsRoutesAndNoSecret) {
  std::string lines;
  ::testing::internal::CaptureStderr();
  {
    log out{{.level = log_level::info, .access = true, .is_json = false}};
    how.log = &out;
    how.client_network = [](const http::request&) { return std::string{"192.0.2.0/24"}; };
    auto one = connect();
    EXPECT_EQ(status_of(one.ask(request("POST /echo?token=secret1 HTTP/1.1",
                                        "Cookie: session=secret2\r\nAuthorization: Bearer secret3\r\n"
                                        "Content-Length: 16\r\n",
                                        "password=secret4"))),
              200);
    EXPECT_EQ(status_of(one.ask(request("SECRET5 /secret6 HTTP/1.1"))), 200);
    EXPECT_EQ(status_of(get("/throws")), 500);
    EXPECT_EQ(status_of(connect().ask("secret7\r\n\r\n")), 400);
    stop();
    running.reset();
  }
  lines = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(lines, HasSubstr(" level=info event=request method=POST route=/echo status=200 duration_us="));
  EXPECT_THAT(lines, HasSubstr(" client=192.0.2.0/24\n"));
  EXPECT_THAT(lines, HasSubstr("method=other route=- status=200"));
  EXPECT_THAT(lines, HasSubstr("level=error event=\"the application threw\""));
  EXPECT_THAT(lines, HasSubstr("status=400"));
  EXPECT_THAT(lines, Not(HasSubstr("secret")));
  EXPECT_THAT(lines, Not(HasSubstr("SECRET")));
  EXPECT_THAT(lines, Not(HasSubstr("hunter2")));
}

TEST(Log, ALineOfJsonIsOne) {
  ::testing::internal::CaptureStderr();
  {
    log out{{.level = log_level::warning, .access = true, .is_json = true}};
    out.write(log_level::info, "not this");
    out.write(log_level::warning, "a \"quoted\"\nline", {{"count", "3", true}});
  }
  const auto line = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(line, ::testing::MatchesRegex("\\{\"time\":\"2[^\"]*Z\",\"level\":\"warning\",\"event\":\"a "
                                            "\\\\\"quoted\\\\\"\\\\nline\",\"count\":3\\}\n"));
}

TEST_F(Operations, AUnixSocketIsServedAndGone) {
  const auto path = std::filesystem::temp_directory_path() / ("cardea-" + std::to_string(getpid()) + ".sock");
  how.listeners = {{.address = "unix:" + path.string()}};
  EXPECT_THAT(get("/echo"), HasSubstr("GET /echo \n"));
  EXPECT_ANY_THROW((server{application, how})) << "somebody listens there";
  EXPECT_EQ(status_of(get("/none")), 200);
  stop();
  running.reset();
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(Operations, IPv6IsServed) {
  how.listeners = {{.address = "[::1]:0"}};
  try {
    EXPECT_THAT(get("/echo"), HasSubstr("GET /echo ::1\n"));
  } catch (const std::exception& e) {
    GTEST_SKIP() << "no IPv6 here: " << e.what();
  }
}

TEST_F(Operations, AnAddressThatIsNoneIsRefused) {
  for (const auto* address : {"", "8080", "localhost:80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x",
                              "127.0.0.1:99999", "::1:80", "[127.0.0.1]:80", "unix:"}) {
    how.listeners = {{.address = address}};
    EXPECT_ANY_THROW((server{application, how})) << address;
  }
  how.listeners = {};
  EXPECT_ANY_THROW((server{application, how}));
}

TEST_F(Operations, AnAddressThatIsTakenIsRefused) {
  start();
  how.listeners = {{.address = running->addresses().front()}};
  EXPECT_ANY_THROW((server{application, how}));
}

}  // namespace
}  // namespace cardea::server::test
