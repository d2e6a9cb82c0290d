// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace cardea::server::test {
namespace {

using std::chrono::milliseconds;

class LookUp : public Served {
 protected:
  /// Connections that each have sent a request of `line`, the first of which is held.
  std::vector<client> send_while_one_is_held(int count) {
    application.holds = true;
    std::vector<client> all;
    all.push_back(connect());
    all.back().send(request("GET /look_up?0 HTTP/1.1"));
    EXPECT_TRUE(eventually([&] { return application.held == 1; }));
    for (int i = 1; i < count; ++i) {
      all.push_back(connect());
      all.back().send(request("GET /look_up?" + std::to_string(i) + " HTTP/1.1"));
    }
    return all;
  }
  /// Until the loop has read what was sent before.
  void let_the_loop_read() { EXPECT_EQ(status_of(get("/none")), 200); }
};

TEST_F(LookUp, ThoseThatComeWhileOneIsUnderWayAreAskedTogetherAndEachGetsItsOwnAnswer) {
  auto all = send_while_one_is_held(20);
  let_the_loop_read();
  EXPECT_EQ(application.batches, 1U);
  application.holds = false;
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_TRUE(all[i].response().ends_with("\r\n\r\n/look_up?" + std::to_string(i))) << i;
  EXPECT_LE(application.batches, 3U);
  EXPECT_GE(application.largest, 18U);
}

TEST_F(LookUp, RequestsThatAreSentAheadAreAnsweredInTheirOrder) {
  auto one = connect();
  std::string all;
  for (int i = 0; i < 10; ++i)
    all += request("GET /look_up?" + std::to_string(i) + " HTTP/1.1") + request("GET /database HTTP/1.1");
  one.send(all);
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(one.response().ends_with("/look_up?" + std::to_string(i))) << i;
    EXPECT_TRUE(one.response().ends_with("/database")) << i;
  }
}

TEST_F(LookUp, OneThatBreaksDoesNotSpoilItsNeighbours) {
  auto all = send_while_one_is_held(8);
  auto broken = connect();
  broken.send(request("GET /look_up?spoils HTTP/1.1"));
  let_the_loop_read();
  application.holds = false;
  for (auto& one : all) EXPECT_EQ(status_of(one.response()), 200);
  EXPECT_EQ(status_of(broken.response()), 500);
}

TEST_F(LookUp, OneMoreThanMayWaitIsToldToComeBackAndTheRestIsServed) {
  how.database = {.threads = 1, .waiting = 4};
  auto all = send_while_one_is_held(5);
  std::string got;
  ASSERT_TRUE(eventually([&] { return status_of(got = get("/look_up")) == 503; }));
  EXPECT_NE(got.find("Retry-After: "), std::string::npos);
  EXPECT_EQ(status_of(get("/none")), 200) << "the loop does not wait with them";
  application.holds = false;
  for (auto& one : all) EXPECT_EQ(status_of(one.response()), 200);
  EXPECT_TRUE(eventually([&] { return status_of(get("/look_up")) == 200; }));
}

TEST_F(LookUp, WhereThePoolIsFullAllAreToldToComeBack) {
  how.database = {.threads = 1, .waiting = 0};
  application.holds = true;
  auto other = connect();
  other.send(request("GET /database HTTP/1.1"));
  ASSERT_TRUE(eventually([&] { return application.held == 1; }));
  EXPECT_EQ(status_of(get("/look_up")), 503);
  application.holds = false;
  EXPECT_EQ(status_of(other.response()), 200);
  EXPECT_TRUE(eventually([&] { return status_of(get("/look_up")) == 200; }));
}

TEST_F(LookUp, TheyDoNotKeepOtherWorkFromASingleThread) {
  how.database = {.threads = 1, .waiting = 8};
  start();
  std::atomic<bool> is_over{false};
  std::atomic<int> asked{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i)
    callers.emplace_back([&] {
      auto one = connect();
      while (!is_over)
        if (status_of(one.ask(request("GET /look_up HTTP/1.1"))) == 200) ++asked;
    });
  EXPECT_TRUE(eventually([&] { return asked > 100; }));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(status_of(get("/database")), 200);
  is_over = true;
  for (auto& one : callers) one.join();
}

TEST_F(LookUp, AClientThatLeavesIsForgotten) {
  { auto all = send_while_one_is_held(5); }
  let_the_loop_read();
  application.holds = false;
  EXPECT_EQ(status_of(get("/look_up")), 200);
  EXPECT_TRUE(stop());
}

TEST_F(LookUp, AStopFinishesWhatIsGathered) {
  auto all = send_while_one_is_held(6);
  let_the_loop_read();
  EXPECT_TRUE(close_the_door());
  application.holds = false;
  for (auto& one : all) {
    const auto got = one.response();
    EXPECT_EQ(status_of(got), 200);
    EXPECT_NE(got.find("Connection: close"), std::string::npos);
  }
  EXPECT_TRUE(stop());
}

TEST_F(LookUp, NoneIsLostUnderLoadFromSeveralLoops) {
  how.loops = 2;
  start();
  std::atomic<int> asked{0}, answered{0}, lost{0};
  std::vector<std::thread> callers;
  for (int i = 0; i < 8; ++i)
    callers.emplace_back([&, i] {
      const auto line = "/look_up?" + std::to_string(i);
      while (true) {
        try {
          auto one = connect();
          for (bool is_open = true; is_open;) {
            ++asked;
            const auto got = one.ask(request("GET " + line + " HTTP/1.1"));
            got.ends_with(line) ? ++answered : ++lost;
            is_open = got.find("Connection: close") == std::string::npos && !got.empty();
          }
        } catch (const std::exception&) {
          return;  // Nobody listens any more: nothing was asked.
        }
      }
    });
  EXPECT_TRUE(eventually([&] { return answered > 400; }));
  EXPECT_TRUE(stop());
  for (auto& one : callers) one.join();
  EXPECT_EQ(lost, 0);
  EXPECT_EQ(asked, answered);
}

}  // namespace
}  // namespace cardea::server::test
