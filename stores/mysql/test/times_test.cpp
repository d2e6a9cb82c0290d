// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "in_zone.hpp"

namespace {

using namespace std::chrono_literals;
using cardea::column_type;
using cardea::errc;
using cardea::insertion;
using cardea::timestamp;
using cardea::mysql::datetime_zone;
namespace layouts = cardea::layouts;

class MysqlTimes : public Mysql {
 protected:
  MysqlTimes() {
    db_.run(
        "CREATE TABLE user (id VARCHAR(255) PRIMARY KEY); CREATE TABLE user_session (id VARCHAR(255) PRIMARY "
        "KEY, "
        "expires_at DATETIME NOT NULL, user_id VARCHAR(255) NOT NULL REFERENCES user(id))");
  }
  /// A store whose sessions end by a clock of the zone, with the user u1.
  [[nodiscard]] cardea::mysql::store in(const char* zone) const {
    auto store = on(url_, layouts::lucia_v3(), {}, {.connect = {.zone = datetime_zone::parse(zone)}});
    store.insert_user(user("u1"), nullptr);  // It may be there already.
    return store;
  }
  /// What is stored for a time, and the time that is read from it.
  template <class Store>
  std::pair<std::string, timestamp> through(Store& store, timestamp at) const {
    store.erase_session("s");
    EXPECT_EQ(store.insert_session(session("s", "u1", at)), insertion::done);
    return {db_.one("SELECT expires_at FROM user_session WHERE id = 's'"),
            store.find_session("s")->session.times.expires};
  }
};

// mysql2 writes the same: lucia 3.2.2 in New York leaves 2030-07-01 23:04:05 for 03:04:05Z of the second.
TEST_F(MysqlTimes, ADatetimeIsWhatAClockOfTheZoneShows) {
  const in_zone there{"America/New_York"};
  const auto at = day(2030, 7, 2) + 3h + 4min + 5s;
  for (const auto& [zone, text] : {std::pair{"utc", "2030-07-02 03:04:05"},
                                   {"local", "2030-07-01 23:04:05"},
                                   {"+02:00", "2030-07-02 05:04:05"},
                                   {"-05:30", "2030-07-01 21:34:05"}}) {
    auto store = in(zone);
    EXPECT_EQ(through(store, at), std::pair(std::string{text}, at)) << zone;
  }
}

TEST_F(MysqlTimes, MomentsOnBothSidesOfAChangeOfTheClocksAreExact) {
  const in_zone there{"America/New_York"};
  auto store = in("local");
  for (const auto at :
       {day(2030, 3, 10) + 6h + 59min + 59s, day(2030, 3, 10) + 7h, day(2030, 11, 3) + 5h + 30min,
        day(2030, 11, 3) + 7h, day(2030, 1, 1), day(1900, 1, 1), day(9999, 12, 31)})
    EXPECT_EQ(through(store, at).second, at) << cardea::to_iso8601(at);
}

// mysql2 reads both back as 05:30Z.
TEST_F(MysqlTimes, TheHourThatIsShownTwiceIsReadAsTheFirst) {
  const in_zone there{"America/New_York"};
  auto store = in("local");
  const auto first = day(2030, 11, 3) + 5h + 30min;
  EXPECT_EQ(through(store, first), std::pair(std::string{"2030-11-03 01:30:00"}, first));
  EXPECT_EQ(through(store, first + 1h), std::pair(std::string{"2030-11-03 01:30:00"}, first));
}

TEST_F(MysqlTimes, TheHourThatIsNeverShownIsReadAsIfTheClocksHadNotBeenSet) {
  const in_zone there{"America/New_York"};
  auto store = in("local");
  db_.run("INSERT INTO user_session (id, user_id, expires_at) VALUES ('s', 'u1', '2030-03-10 02:30:00')");
  EXPECT_EQ(store.find_session("s")->session.times.expires, day(2030, 3, 10) + 7h + 30min);
}

// MySQL would round half a second up, and MariaDB where its mode says so.
TEST_F(MysqlTimes, AFractionOfASecondIsCutOffWhateverTheServerWouldDoWithIt) {
  auto own = in("utc");
  const auto expect_cut = [&](auto& store) {
    EXPECT_EQ(through(store, day(2030, 1, 2) + 5678ms),
              std::pair(std::string{"2030-01-02 00:00:05"}, day(2030, 1, 2) + 5s));
    EXPECT_EQ(through(store, timestamp{-1ms}), std::pair(std::string{"1969-12-31 23:59:59"}, timestamp{-1s}));
    EXPECT_EQ(through(store, day(10000, 1, 1) - 1ms).first, "9999-12-31 23:59:59");
  };
  expect_cut(own);
  for (const auto* mode : {"", ",TIME_ROUND_FRACTIONAL"}) {
    SCOPED_TRACE(mode);
    db_.run(std::string{"SET SESSION sql_mode = 'STRICT_ALL_TABLES"} + mode + "'");
    cardea::mysql::borrowed_store theirs{cardea::mysql::borrowed{db_.get()}, layouts::lucia_v3()};
    theirs.prepare({}, {});
    expect_cut(theirs);
  }
}

TEST_F(MysqlTimes, AColumnWithRoomForMillisecondsHasThem) {
  auto own = in("utc");
  db_.run("ALTER TABLE user_session MODIFY expires_at DATETIME(3) NOT NULL");
  cardea::mysql::borrowed_store theirs{cardea::mysql::borrowed{db_.get()}, layouts::lucia_v3()};
  theirs.prepare({}, {});
  const auto at = day(2030, 1, 2) + 5678ms;
  const auto expected = std::pair(std::string{"2030-01-02 00:00:05.678"}, at);
  EXPECT_EQ(through(own, at), expected);
  EXPECT_EQ(through(theirs, at), expected);
  EXPECT_EQ(through(own, timestamp{-1ms}),
            std::pair(std::string{"1969-12-31 23:59:59.999"}, timestamp{-1ms}));
}

TEST_F(MysqlTimes, WhatOthersWroteWithAFractionIsReadToTheMillisecond) {
  auto store = in("utc");
  db_.run(
      "ALTER TABLE user_session MODIFY expires_at DATETIME(6) NOT NULL; INSERT INTO user_session (id, "
      "user_id, "
      "expires_at) VALUES ('s1', 'u1', '2030-01-02 03:04:05.678999'), ('s2', 'u1', '1969-12-31 "
      "23:59:59.999999')");
  EXPECT_EQ(store.find_session("s1")->session.times.expires, day(2030, 1, 2) + 3h + 4min + 5678ms);
  EXPECT_EQ(store.find_session("s2")->session.times.expires, timestamp{-1ms});
  EXPECT_EQ(store.erase_expired({.expires = timestamp{-1ms}, .created_at = {}, .last_verified = {}}, 9), 0)
      << "what ends a microsecond later stays";
  EXPECT_EQ(store.erase_expired({.expires = timestamp{0ms}, .created_at = {}, .last_verified = {}}, 9), 1);
}

TEST_F(MysqlTimes, TheYearsOfMysqlAreAllThatCanBeWritten) {
  auto store = in("utc");
  EXPECT_EQ(through(store, day(10000, 1, 1) - 1s).first, "9999-12-31 23:59:59");
  EXPECT_EQ(through(store, day(0, 1, 1)), std::pair(std::string{"0000-01-01 00:00:00"}, day(0, 1, 1)));
  store.erase_session("s");
  EXPECT_ERROR(store.insert_session(session("s", "u1", day(10000, 1, 1))), errc::invalid_argument, "year");
  EXPECT_ERROR(store.insert_session(session("s", "u1", day(0, 1, 1) - 1ms)), errc::invalid_argument, "year");
  EXPECT_FALSE(store.find_session("s"));
}

TEST_F(MysqlTimes, ADateOfZerosIsNoTime) {
  auto store = in("utc");
  db_.run(
      "SET SESSION sql_mode = ''; INSERT INTO user_session (id, user_id, expires_at) VALUES ('s1', 'u1', "
      "'0000-00-00'), ('s2', 'u1', '2030-01-00'), ('s3', 'u1', '2030-00-01')");
  for (const auto* id : {"s1", "s2", "s3"}) EXPECT_ERROR(store.find_session(id), errc::corrupt, "time");
}

/// A TIMESTAMP is a moment, and shown by the clock of the session: it is the zone's on connections of our
/// own.
TEST_F(MysqlTimes, ATimestampIsTheSameMomentInEveryZone) {
  auto utc = in("utc");
  db_.run("ALTER TABLE user_session MODIFY expires_at TIMESTAMP NOT NULL; SET time_zone = '+00:00'");
  const auto at = day(2030, 7, 2) + 3h + 4min + 5s;
  for (const auto* zone : {"utc", "+02:00", "-05:30", "+13:00", "-12:59"}) {
    auto store = in(zone);
    EXPECT_EQ(through(store, at), std::pair(std::string{"2030-07-02 03:04:05"}, at)) << zone;
    EXPECT_EQ(utc.find_session("s")->session.times.expires, at) << zone;
    EXPECT_ERROR(store.set_session_times("s", {.expires = day(2040, 1, 1)}), errc::invalid_argument, "1292");
  }
}

TEST_F(MysqlTimes, AttributesAreTimesInTheSameZone) {
  const in_zone there{"America/New_York"};
  auto store = open(url_, layouts::lucia_v3(), {named("born", column_type::time)},
                    {.connect = {.zone = datetime_zone::local()}});
  const auto born = day(1990, 7, 2) + 3h;
  ASSERT_EQ(store.insert_user({.id = "u", .attributes = {born}}, nullptr), insertion::done);
  EXPECT_EQ(db_.one("SELECT born FROM user"), "1990-07-01 23:00:00.000");
  EXPECT_EQ(store.find_user("u")->attributes, cardea::record{born});
  db_.run("SET SESSION sql_mode = ''; UPDATE user SET born = 0");
  EXPECT_ERROR(store.find_user("u"), errc::corrupt, "born");
}

TEST_F(MysqlTimes, ASweepEndsWhatEndedByTheClockOfTheZone) {
  const in_zone there{"America/New_York"};
  for (const auto* zone : {"utc", "local", "+02:00"}) {
    auto store = in(zone);
    const auto at = day(2030, 7, 2) + 3h;
    ASSERT_EQ(store.insert_session(session("s", "u1", at)), insertion::done);
    EXPECT_EQ(store.erase_expired({.expires = at - 1s, .created_at = {}, .last_verified = {}}, 9), 0) << zone;
    EXPECT_EQ(store.erase_expired({.expires = at, .created_at = {}, .last_verified = {}}, 9), 1) << zone;
  }
}

}  // namespace
