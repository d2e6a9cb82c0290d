// SPDX-License-Identifier: MIT
#include "contender.hpp"
#include "fill.hpp"
#include "measure.hpp"

#include <cardea/random.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>

namespace bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t some = 130;  // Two statements for many, and a rest.
constexpr scheme_name both[]{scheme_name::lucia_v3, scheme_name::cardea};

bool can_run(const candidate& one, scheme_name scheme) {
  return one.is_for(scheme) && (one.name != "lucia" || std::filesystem::exists(CARDEA_LUCIA_PACKAGE));
}

TEST(Contenders, EachAcceptsEveryTokenOnEachEngineThatIsThere) {
  for (const auto& on : engines())
    for (const auto scheme : both) {
      const auto db = on.make(scheme, some);
      ASSERT_EQ(db->tokens.size(), some);
      for (const auto& one : candidates()) {
        if (!can_run(one, scheme)) continue;
        SCOPED_TRACE(on.name + ", " + one.name);
        const auto made = one.make(*db, on.name, 2);
        for (const int callers : {1, 3, 70})
          EXPECT_GT(made->run(callers, 20ms, clock_kind::wall).per_second, 0);
      }
    }
}

TEST(Contenders, ATokenThatIsRefusedIsAnError) {
  for (const auto& on : engines())
    for (const auto scheme : both) {
      const auto db = on.make(scheme, some);
      const auto secret = make_secret();
      // Of a session that there is not; and where tokens have secrets, of one that has another.
      const auto dot = db->tokens[0].find('.');
      const auto unknown = std::string(32, 'e') + (dot == std::string::npos ? "" : db->tokens[0].substr(dot));
      for (const auto& wrong : {unknown, db->tokens[0].substr(0, dot) + "." + secret.text}) {
        if (dot == std::string::npos && wrong != unknown) continue;
        for (auto& token : db->tokens) token = wrong;
        for (const auto& one : candidates()) {
          if (!can_run(one, scheme)) continue;
          SCOPED_TRACE(on.name + ", " + one.name);
          for (const int callers : {1, 3})
            EXPECT_THROW((void)one.make(*db, on.name, 2)->run(callers, 20ms, clock_kind::wall),
                         std::exception);
        }
      }
    }
}

TEST(Filling, RowsForWhichThereIsNoRoomAreNotMade) {
  EXPECT_NO_THROW(need_room("/", 1));
  EXPECT_THROW(need_room("/", 1'000'000'000'000'000), std::runtime_error);
  EXPECT_THROW(need_room_on("postgres://localhost/x", "/", 1'000'000'000'000'000), std::runtime_error);
  EXPECT_NO_THROW(need_room_on("postgres://db.example/x", "/", 1'000'000'000'000'000));
}

TEST(Filling, TokensAreSpreadOverMoreSessionsThanThereAreTokens) {
  EXPECT_EQ(step_between_tokens(1), 1U);
  EXPECT_EQ(step_between_tokens(250'000), 1U);
  EXPECT_EQ(step_between_tokens(250'001), 2U);
  EXPECT_EQ(step_between_tokens(10'000'000), 40U);
}

TEST(TakenApart, ASecretCountsOnlyForTheIdThatItCameWith) {
  const auto made = [](const char* id) {
    const auto secret = cardea::generate_secret(cardea::system_random());
    return std::pair{std::string{id} + "." + secret.text, secret.hash};
  };
  const auto [b, hash_of_b] = made("bbbbbbbbbbbbbbbbbbbbbbbb");
  const auto [a, hash_of_a] = made("aaaaaaaaaaaaaaaaaaaaaaaa");
  const std::vector<std::string> tokens{b, a};
  const taken_apart asked{tokens};
  EXPECT_EQ(asked.ids().at(0), b.substr(0, 24));
  EXPECT_TRUE(asked.has(asked.ids()[0], hash_of_b));
  EXPECT_TRUE(asked.has(asked.ids()[1], hash_of_a));
  EXPECT_FALSE(asked.has(asked.ids()[0], hash_of_a));
  EXPECT_FALSE(asked.has("cccccccccccccccccccccccc", hash_of_a));
}

/// As fast as it is told to be, until it fails.
class timed : public contender {
 public:
  explicit timed(double rate, int good_runs = 1000) : rate_{rate}, good_runs_{good_runs} {}
  pace run(int, std::chrono::milliseconds, clock_kind) override {
    if (good_runs_-- == 0) throw std::runtime_error{"it broke"};
    return {rate_, 1};
  }

 private:
  double rate_;
  int good_runs_;
};

TEST(Rounds, OneThatFailsIsLeftOutWithItsReasonAndTheOthersGoOn) {
  timed good{10}, bad{20, 3};
  const plan plan{.repetitions = 5};
  const auto all = take_turns({&good, &bad, nullptr}, {1, clock_kind::wall}, plan);
  EXPECT_EQ(all.at(0).rounds.size(), 5U);
  EXPECT_EQ(all.at(0).failure, "");
  EXPECT_TRUE(all.at(1).rounds.empty());
  EXPECT_EQ(all.at(1).failure, "it broke");
  EXPECT_TRUE(all.at(2).rounds.empty());
}

TEST(Rounds, AnEngineThatCannotBeFilledIsALineForEachThatWasToRunOnIt) {
  const engine broken{"sqlite", false, [](scheme_name, std::size_t) -> std::unique_ptr<database> {
                        throw std::runtime_error{"no disk"};
                      }};
  std::vector<line> all;
  measure(
      broken, {.callers = {1}, .sessions = {5}}, [](const std::string&) {},
      [&](const std::vector<line>& lines) { all.insert(all.end(), lines.begin(), lines.end()); });
  ASSERT_FALSE(all.empty());
  for (const auto& one : all) {
    EXPECT_EQ(one.failure, "no disk") << one.name;
    EXPECT_FALSE(one.per_second) << one.name;
  }
}

TEST(Rounds, OnlyThoseRunThatAreNamed) {
  const engine broken{"sqlite", false, [](scheme_name, std::size_t) -> std::unique_ptr<database> {
                        throw std::runtime_error{"no disk"};
                      }};
  std::vector<std::string> names;
  measure(
      broken,
      {.callers = {4}, .sessions = {5}, .schemes = {scheme_name::cardea}, .contenders = {"cardea", "lucia"}},
      [](const std::string&) {},
      [&](const std::vector<line>& lines) {
        for (const auto& one : lines) names.push_back(one.name);
      });
  EXPECT_THAT(names, testing::ElementsAre("cardea"));
}

TEST(Points, CallersAreVariedAtOneSizeAndSizesWithTheFirst) {
  const plan plan{.callers = {1, 64, 256}, .sessions = {10, 100'000}};
  const auto all = points({"postgres", true, nullptr}, plan);
  const auto callers = [&](std::size_t i) {
    std::vector<int> counts;
    for (const auto& at : all.at(i).settings) counts.push_back(at.callers);
    return counts;
  };
  ASSERT_EQ(all.size(), 3U);
  EXPECT_THAT(callers(0), testing::ElementsAre(1));
  EXPECT_THAT(callers(1), testing::ElementsAre(1, 64, 256));
  EXPECT_EQ(all[2].scheme, scheme_name::cardea);
  EXPECT_THAT(callers(2), testing::ElementsAre(1, 64));
}

TEST(Points, OneCallerOnSqliteIsCountedByBothClocksAndTwoCallersAreAdded) {
  const auto all = points({"sqlite", false, nullptr}, {.callers = {1, 4}, .sessions = {10}});
  const auto& settings = all.at(0).settings;
  ASSERT_EQ(settings.size(), 4U);
  EXPECT_EQ(settings[0].clock, clock_kind::processor);
  EXPECT_EQ(settings[1].clock, clock_kind::wall);
  EXPECT_EQ(settings[2].callers, 2);
  EXPECT_EQ(settings[3].callers, 4);
}

TEST(Ranges, TheMedianStandsBetweenTheLeastAndTheGreatest) {
  const auto all = range_of({5, 1, 4, 2, 3});
  EXPECT_EQ(all.minimum, 1);
  EXPECT_EQ(all.median, 3);
  EXPECT_EQ(all.maximum, 5);
}

TEST(Crews, ByHandThereAreAsManyTokensUnderWayAsCallers) {
  EXPECT_EQ(all_in_statements_for_many(4).threads, 1U);
  EXPECT_EQ(all_in_statements_for_many(4).batch, 4U);
  EXPECT_EQ(all_in_statements_for_many(256).threads, 4U);
  EXPECT_EQ(all_in_statements_for_many(256).batch, 64U);
}

}  // namespace
}  // namespace bench
