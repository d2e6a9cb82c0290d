// SPDX-License-Identifier: MIT
#include "in_zone.hpp"
#include "times.hpp"
#include "wrong.hpp"

#include <cardea/mysql/datetime_zone.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace std::chrono;
using cardea::errc;
using cardea::timestamp;
using cardea::mysql::datetime_zone;

sys_seconds utc(int year_of, unsigned month_of, unsigned day_of, int hour = 0, int minute = 0) {
  return sys_days{year{year_of} / month{month_of} / day{day_of}} + hours{hour} + minutes{minute};
}

local_seconds shown(int year_of, unsigned month_of, unsigned day_of, int hour = 0, int minute = 0) {
  return local_seconds{utc(year_of, month_of, day_of, hour, minute).time_since_epoch()};
}

TEST(MysqlZone, IsUtcOrLocalOrADistanceFromUtc) {
  EXPECT_EQ(datetime_zone::parse("utc").east(), 0min);
  EXPECT_FALSE(datetime_zone::parse("utc").is_local());
  EXPECT_EQ(datetime_zone::parse("Z").east(), 0min);
  EXPECT_FALSE(datetime_zone::parse("Z").is_local());
  EXPECT_TRUE(datetime_zone::parse("local").is_local());
  EXPECT_EQ(datetime_zone::parse("+02:00").east(), 120min);
  EXPECT_EQ(datetime_zone::parse("-05:30").east(), -330min);
  EXPECT_EQ(datetime_zone::parse("+00:00").east(), 0min);
  EXPECT_EQ(datetime_zone::parse("-00:30").east(), -30min);
  EXPECT_EQ(datetime_zone::parse("+13:00").east(), 780min);
}

TEST(MysqlZone, IsNothingElse) {
  for (const auto* text :
       {"", "UTC", "Local", "z", "02:00", "+2:00", "+02:0", "+0200", "+02:60", "+14:00", "+13:01", "-13:00",
        "+2a:00", "+02:00 ", " +02:00", "+-2:00", "+02:-1", "Europe/Vienna", "+02.00"}) {
    SCOPED_TRACE(text);
    EXPECT_ERROR(datetime_zone::parse(text), errc::invalid_argument, "zone");
  }
  EXPECT_ERROR(datetime_zone::fixed(781min), errc::invalid_argument, "+13:00");
  EXPECT_ERROR(datetime_zone::fixed(-780min), errc::invalid_argument, "-12:59");
  EXPECT_EQ(datetime_zone::fixed(-779min).east(), -779min);
}

TEST(MysqlZone, AFixedOneIsAsFarFromUtcAllTheYear) {
  const auto zone = datetime_zone::parse("-05:30");
  EXPECT_EQ(zone.shown_at(utc(2030, 1, 1, 3)), shown(2029, 12, 31, 21, 30));
  EXPECT_EQ(zone.shown_at(utc(2030, 7, 1, 3)), shown(2030, 6, 30, 21, 30));
  EXPECT_EQ(zone.moment_of(shown(2029, 12, 31, 21, 30)), utc(2030, 1, 1, 3));
}

TEST(MysqlZone, TheLocalOneFollowsTheClocksOfItsPlace) {
  const in_zone there{"America/New_York"};
  const auto zone = datetime_zone::local();
  EXPECT_EQ(zone.shown_at(utc(2030, 1, 1, 12)), shown(2030, 1, 1, 7));
  EXPECT_EQ(zone.shown_at(utc(2030, 7, 1, 12)), shown(2030, 7, 1, 8));
  for (auto moment = utc(2030, 3, 9); moment < utc(2030, 3, 12); moment += 10min)
    EXPECT_EQ(zone.moment_of(zone.shown_at(moment)), moment);
}

// node: new Date(2030, 2, 10, 2, 30).toISOString() is "2030-03-10T07:30:00.000Z".
TEST(MysqlZone, WhatClocksSetForwardNeverShowIsCountedAsIfTheyHadNotBeen) {
  const in_zone there{"America/New_York"};
  const auto zone = datetime_zone::local();
  EXPECT_EQ(zone.moment_of(shown(2030, 3, 10, 1, 59)), utc(2030, 3, 10, 6, 59));
  EXPECT_EQ(zone.moment_of(shown(2030, 3, 10, 2, 0)), utc(2030, 3, 10, 7, 0));
  EXPECT_EQ(zone.moment_of(shown(2030, 3, 10, 2, 30)), utc(2030, 3, 10, 7, 30));
  EXPECT_EQ(zone.moment_of(shown(2030, 3, 10, 3, 0)), utc(2030, 3, 10, 7, 0));
}

// node: new Date(2030, 10, 3, 1, 30).toISOString() is "2030-11-03T05:30:00.000Z".
TEST(MysqlZone, AnHourThatClocksSetBackShowTwiceIsTheFirst) {
  const in_zone there{"America/New_York"};
  const auto zone = datetime_zone::local();
  EXPECT_EQ(zone.shown_at(utc(2030, 11, 3, 5, 30)), shown(2030, 11, 3, 1, 30));
  EXPECT_EQ(zone.shown_at(utc(2030, 11, 3, 6, 30)), shown(2030, 11, 3, 1, 30));
  EXPECT_EQ(zone.moment_of(shown(2030, 11, 3, 0, 59)), utc(2030, 11, 3, 4, 59));
  EXPECT_EQ(zone.moment_of(shown(2030, 11, 3, 1, 0)), utc(2030, 11, 3, 5, 0));
  EXPECT_EQ(zone.moment_of(shown(2030, 11, 3, 1, 30)), utc(2030, 11, 3, 5, 30));
  EXPECT_EQ(zone.moment_of(shown(2030, 11, 3, 2, 0)), utc(2030, 11, 3, 7, 0));
}

TEST(MysqlZone, ClocksToTheEastAndSouthAndByHalfAnHourAreFollowedToo) {
  for (const auto* place : {"Europe/Vienna", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago"}) {
    const in_zone there{place};
    const auto zone = datetime_zone::local();
    for (auto moment = utc(2030, 1, 1); moment < utc(2031, 1, 1); moment += 30min) {
      const auto back = zone.moment_of(zone.shown_at(moment));
      EXPECT_LE(back, moment) << place;
      EXPECT_GE(back, moment - 1h) << place;
      EXPECT_EQ(zone.shown_at(back), zone.shown_at(moment)) << place;
    }
  }
}

TEST(MysqlZone, ATimeInWholeSecondsIsRoundedDown) {
  const auto text = [](timestamp at) {
    const auto t = cardea::mysql::to_mysql(at, datetime_zone::utc(), false);
    EXPECT_EQ(t.second_part, 0U);
    return std::to_string(t.year) + '-' + std::to_string(t.month) + '-' + std::to_string(t.day) + ' ' +
           std::to_string(t.hour) + ':' + std::to_string(t.minute) + ':' + std::to_string(t.second);
  };
  EXPECT_EQ(text(timestamp{utc(2030, 1, 2, 3, 4)} + 5999ms), "2030-1-2 3:4:5");
  EXPECT_EQ(text(timestamp{-1ms}), "1969-12-31 23:59:59");
  EXPECT_EQ(text(timestamp{utc(10000, 1, 1)} - 1ms), "9999-12-31 23:59:59");
  EXPECT_EQ(text(timestamp{utc(0, 1, 1)}), "0-1-1 0:0:0");
  EXPECT_ERROR(text(timestamp{utc(10000, 1, 1)}), errc::invalid_argument, "year");
  EXPECT_ERROR(text(timestamp{utc(0, 1, 1)} - 1ms), errc::invalid_argument, "year");
}

TEST(MysqlZone, AFractionIsWhatIsLeftOfTheSecondBefore1970Too) {
  const auto fraction = [](timestamp at) {
    return cardea::mysql::to_mysql(at, datetime_zone::utc(), true).second_part;
  };
  EXPECT_EQ(fraction(timestamp{5678ms}), 678'000U);
  EXPECT_EQ(fraction(timestamp{-1ms}), 999'000U);
  EXPECT_EQ(fraction(timestamp{-1s}), 0U);
}

TEST(MysqlZone, TheYearsEndWhereTheClockOfTheZoneSaysSo) {
  const auto east = datetime_zone::parse("+02:00");
  EXPECT_ERROR(cardea::mysql::to_mysql(timestamp{utc(9999, 12, 31, 22)}, east, false), errc::invalid_argument,
               "year");
  EXPECT_EQ(cardea::mysql::to_mysql(timestamp{utc(9999, 12, 31, 21, 59)}, east, false).hour, 23U);
}

}  // namespace
