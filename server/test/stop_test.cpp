// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <csignal>

namespace cardea::server::test {
namespace {

using std::chrono::milliseconds;

class Stop : public Served {};

TEST_F(Stop, WhatIsUnderWayIsFinished) {
  application.holds = true;
  auto one = connect();
  one.send(request("GET /database HTTP/1.1"));
  ASSERT_TRUE(eventually([&] { return application.held == 1; }));
  EXPECT_TRUE(close_the_door());
  application.holds = false;
  const auto got = one.response();
  EXPECT_EQ(status_of(got), 200);
  EXPECT_NE(got.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(stop());
}

TEST_F(Stop, NoRequestIsLostUnderLoad) {
  how.loops = 2;
  start();
  std::atomic<int> asked{0}, answered{0}, lost{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < 8; ++i)
    callers.emplace_back([&] {
      while (true) {
        try {
          auto one = connect();
          for (bool is_open = true; is_open;) {
            ++asked;
            const auto got = one.ask(request("GET /database HTTP/1.1"));
            status_of(got) == 200 ? ++answered : ++lost;
            is_open = got.find("Connection: close") == std::string::npos && !got.empty();
          }
        } catch (const std::exception&) {
          return;  // Nobody listens any more: nothing was asked.
        }
      }
    });
  EXPECT_TRUE(eventually([&] { return answered > 200; }));
  EXPECT_TRUE(stop());
  for (auto& one : callers) one.join();
  EXPECT_EQ(lost, 0);
  EXPECT_EQ(asked, answered);
}

TEST_F(Stop, AnIdleConnectionDoesNotHoldItUp) {
  auto one = connect();
  EXPECT_EQ(status_of(one.ask(request("GET /none HTTP/1.1"))), 200);
  const auto began = std::chrono::steady_clock::now();
  EXPECT_TRUE(stop());
  EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds{2000});
  EXPECT_TRUE(one.is_closed());
}

TEST_F(Stop, WhatTakesTooLongIsCutAndSaid) {
  how.drain_time = milliseconds{50};
  application.holds = true;
  auto one = connect();
  one.send(request("GET /database HTTP/1.1"));
  ASSERT_TRUE(eventually([&] { return application.held == 1; }));
  running->stop();
  EXPECT_TRUE(one.is_closed(milliseconds{1000}));
  application.holds = false;
  EXPECT_FALSE(stop());
}

TEST_F(Stop, ABalancerIsToldFirst) {
  how.notice_time = milliseconds{300};
  EXPECT_EQ(status_of(get("/readyz")), 200);
  running->stop();
  EXPECT_TRUE(eventually([&] { return status_of(get("/readyz")) == 503; }));
  EXPECT_EQ(status_of(get("/none")), 200);
  EXPECT_TRUE(stop());
}

TEST_F(Stop, ASignalIsEnough) {
  how.handles_signals = true;
  EXPECT_EQ(status_of(get("/none")), 200);
  std::raise(SIGTERM);
  EXPECT_TRUE(eventually([&] {
    try {
      client{running->addresses().front()};
      return false;
    } catch (const std::exception&) {
      return true;
    }
  }));
  EXPECT_TRUE(stop());
}

TEST_F(Stop, AServerThatNeverRanCanGo) { EXPECT_NO_THROW((server{application, how})); }

}  // namespace
}  // namespace cardea::server::test
