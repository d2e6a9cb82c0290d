// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/manual_clock.hpp>
#include <cardea/time.hpp>

#include <limits>

namespace {

using namespace std::chrono_literals;
using cardea::timestamp;

constexpr timestamp at(std::int64_t milliseconds) {
  return timestamp{std::chrono::milliseconds{milliseconds}};
}

struct written {
  std::int64_t milliseconds;
  const char* iso;
  const char* http;
};
void PrintTo(const written& w, std::ostream* out) { *out << w.iso; }

// Written by Node 20: toISOString and toUTCString of the same number.
constexpr written by_node[] = {
    {0, "1970-01-01T00:00:00.000Z", "Thu, 01 Jan 1970 00:00:00 GMT"},
    {-1, "1969-12-31T23:59:59.999Z", "Wed, 31 Dec 1969 23:59:59 GMT"},
    {951782399999, "2000-02-28T23:59:59.999Z", "Mon, 28 Feb 2000 23:59:59 GMT"},
    {1893553445678, "2030-01-02T03:04:05.678Z", "Wed, 02 Jan 2030 03:04:05 GMT"},
    {-62167219200000, "0000-01-01T00:00:00.000Z", "Sat, 01 Jan 0000 00:00:00 GMT"},
    {-62198755200000, "-000001-01-01T00:00:00.000Z", "Fri, 01 Jan -0001 00:00:00 GMT"},
    {253402300800000, "+010000-01-01T00:00:00.000Z", "Sat, 01 Jan 10000 00:00:00 GMT"},
    {8640000000000000, "+275760-09-13T00:00:00.000Z", "Sat, 13 Sep 275760 00:00:00 GMT"},
    {-8640000000000000, "-271821-04-20T00:00:00.000Z", "Tue, 20 Apr -271821 00:00:00 GMT"},
};

class TimeOfNode : public testing::TestWithParam<written> {};
INSTANTIATE_TEST_SUITE_P(Time, TimeOfNode, testing::ValuesIn(by_node));

TEST_P(TimeOfNode, IsWrittenAlike) {
  EXPECT_EQ(cardea::to_iso8601(at(GetParam().milliseconds)), GetParam().iso);
  EXPECT_EQ(cardea::to_http_date(at(GetParam().milliseconds)), GetParam().http);
}

TEST_P(TimeOfNode, IsReadBack) {
  EXPECT_EQ(cardea::parse_iso8601(GetParam().iso), at(GetParam().milliseconds));
}

TEST(Time, TheEndsOfTheRangeAreWritten) {
  EXPECT_EQ(cardea::to_iso8601(timestamp::max()), "+292278994-08-17T07:12:55.807Z");
  EXPECT_EQ(cardea::to_iso8601(timestamp::min()), "-292275055-05-16T16:47:04.192Z");
}

TEST(Time, EverySpellingOfTheDatabasesIsRead) {
  constexpr auto moment = at(1893553445678);
  for (const char* text :
       {"2030-01-02T03:04:05.678Z", "2030-01-02 03:04:05.678", "2030-01-02T03:04:05.678+00:00",
        "2030-01-02 03:04:05.678+00", "2030-01-02T03:04:05.678+0000", "2030-01-02T03:04:05.678-00:00",
        "2030-01-02T03:04:05.6789Z", "2030-01-02T03:04:05.678999999Z", "2030-01-02T05:34:05.678+02:30",
        "2030-01-01T21:34:05.678-0530", "+002030-01-02T03:04:05.678Z", "2030-01-02T04:04:05.678+01"}) {
    EXPECT_EQ(cardea::parse_iso8601(text), moment) << text;
  }
  EXPECT_EQ(cardea::parse_iso8601("2030-01-02 03:04:05"), at(1893553445000));
  EXPECT_EQ(cardea::parse_iso8601("2030-01-02T03:04:05.6Z"), at(1893553445600));
  EXPECT_EQ(cardea::parse_iso8601("2030-01-02T03:04:05.06"), at(1893553445060));
}

TEST(Time, ALeapDayIsReadInALeapYearOnly) {
  EXPECT_TRUE(cardea::parse_iso8601("2024-02-29T00:00:00Z"));
  EXPECT_TRUE(cardea::parse_iso8601("2000-02-29T00:00:00Z"));
  EXPECT_FALSE(cardea::parse_iso8601("2023-02-29T00:00:00Z"));
  EXPECT_FALSE(cardea::parse_iso8601("1900-02-29T00:00:00Z"));
}

TEST(Time, WhatIsNoMomentIsRefused) {
  for (const char* text : {"",
                           "2030",
                           "2030-01-02",
                           "2030-01-02T03:04",
                           "2030-01-02T03:04Z",
                           "2030-02-30T00:00:00Z",
                           "2030-04-31T00:00:00Z",
                           "2030-00-01T00:00:00Z",
                           "2030-13-01T00:00:00Z",
                           "2030-01-00T00:00:00Z",
                           "2030-01-01T24:00:00Z",
                           "2030-01-01T00:60:00Z",
                           "2016-12-31T23:59:60Z",
                           "2030-01-01T00:00:00.Z",
                           "2030-01-01T00:00:00.1234567890Z",
                           "2030-01-01T00:00:00ZZ",
                           "2030-01-01T00:00:00 Z",
                           " 2030-01-01T00:00:00Z",
                           "2030-01-01T00:00:00+24:00",
                           "2030-01-01T00:00:00+00:60",
                           "2030-01-01T00:00:00+0",
                           "2030-01-01T00:00:00+00:",
                           "2030-01-01T00:00:00+000",
                           "2030-01-01X00:00:00Z",
                           "02030-01-01T00:00:00Z",
                           "-000000-01-01T00:00:00Z",
                           "+2030-01-01T00:00:00Z",
                           "2030-1-01T00:00:00Z",
                           "2030-01-01T00:00:00z",
                           "2030-01-01t00:00:00Z",
                           "now"}) {
    EXPECT_FALSE(cardea::parse_iso8601(text)) << text;
  }
  EXPECT_FALSE(cardea::parse_iso8601(std::string_view{"2030-01-01T00:00:00Z\0", 21}));
}

TEST(Time, DurationsAreANumberAndAUnit) {
  EXPECT_EQ(cardea::parse_duration("30d"), 720h);
  EXPECT_EQ(cardea::parse_duration("24h"), 24h);
  EXPECT_EQ(cardea::parse_duration("15m"), 15min);
  EXPECT_EQ(cardea::parse_duration("10s"), 10s);
  EXPECT_EQ(cardea::parse_duration("500ms"), 500ms);
  EXPECT_EQ(cardea::parse_duration("0s"), 0s);
  for (const char* text :
       {"", "d", "30", "-1d", "+1d", "1.5h", "1 d", " 1d", "1d ", "1D", "1w", "1h30m", "0x10s"}) {
    EXPECT_FALSE(cardea::parse_duration(text)) << text;
  }
}

TEST(Time, ADurationEndsAtAHundredYears) {
  EXPECT_TRUE(cardea::parse_duration("36525d"));
  EXPECT_FALSE(cardea::parse_duration("36526d"));
  EXPECT_FALSE(cardea::parse_duration("3155760000001ms"));
  EXPECT_FALSE(cardea::parse_duration("9223372036854775807d"));
  EXPECT_FALSE(cardea::parse_duration("99999999999999999999d"));
}

TEST(Time, ADurationIsWrittenInTheLargestUnitThatFits) {
  for (const char* text : {"30d", "25h", "90m", "61s", "1500ms"}) {
    EXPECT_EQ(cardea::to_string(*cardea::parse_duration(text)), text);
  }
  EXPECT_EQ(cardea::to_string(24h), "1d");
  EXPECT_EQ(cardea::to_string(3600s), "1h");
}

TEST(Time, AManualClockStandsStillUntilItIsMoved) {
  cardea::manual_clock clock;
  EXPECT_EQ(to_iso8601(clock.now()), "2030-01-02T03:04:05.678Z");
  EXPECT_EQ(clock.now(), clock.now());
  (clock += 1s) += 322ms;
  EXPECT_EQ(to_iso8601(clock.now()), "2030-01-02T03:04:07.000Z");
  clock.set(timestamp{});
  EXPECT_EQ(clock.now(), timestamp{});
  EXPECT_EQ(cardea::manual_clock{at(1)}.now(), at(1));
}

TEST(Time, TheSystemsIsThatOfTheSystem) {
  const auto before = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto seen = cardea::system_time().now();
  EXPECT_GE(seen, before);
  EXPECT_LE(seen, std::chrono::system_clock::now());
}

}  // namespace
