// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <limits>

namespace {

using namespace std::chrono_literals;
using cardea::column_type;
using cardea::errc;
using cardea::insertion;
using cardea::timestamp;
namespace layouts = cardea::layouts;

class PostgresTypes : public Postgres {
 protected:
  static timestamp day(int year, unsigned month, unsigned d) {
    return timestamp{
        std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{d}}};
  }
  [[nodiscard]] std::string stored(const char* id) const {
    return db_.one(
        "SELECT to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') FROM "
        "user_session WHERE id = '" +
        std::string{id} + "'");
  }
};

// A driver that writes local times is an hour out for half of the year, and five for the other.
TEST_F(PostgresTypes, MillisecondsAreExactWhateverTheZoneAndTheDateStyleOfTheSession) {
  for (const auto* settings : {"TimeZone=America/New_York", "TimeZone=Asia/Kolkata"}) {
    auto store = open(with_setting(with_setting(url_, settings), "DateStyle=SQL,DMY"), layouts::lucia_v3());
    ASSERT_EQ(store.insert_user(user(settings), nullptr), insertion::done);
    const timestamp all[] = {day(2030, 1, 2) + 3h + 4min + 5678ms,
                             day(2030, 7, 2) + 678ms,
                             day(2030, 3, 10) + 7h + 999ms,  // New York's clocks go forward
                             day(2030, 11, 3) + 5h + 30min,
                             day(2030, 11, 3) + 6h + 30min,
                             timestamp{-1ms},
                             day(1900, 1, 1) + 1ms,
                             day(9999, 12, 31) + 999ms};
    for (const auto at : all) {
      const auto made = session("s", settings, at);
      ASSERT_EQ(store.insert_session(made), insertion::done);
      EXPECT_EQ(store.find_session("s")->session.times.expires, at);
      auto iso = cardea::to_iso8601(at);
      iso[10] = ' ';
      iso.back() = '0';
      EXPECT_EQ(stored("s"), iso + "00");
      EXPECT_TRUE(store.set_session_times("s", {.expires = at + 1ms}));
      EXPECT_EQ(store.find_session("s")->session.times.expires, at + 1ms);
      EXPECT_TRUE(store.erase_session("s"));
    }
    EXPECT_TRUE(store.erase_user(settings));
  }
}

TEST_F(PostgresTypes, WhatOthersWroteWithMicrosecondsIsCutDownToTheMillisecond) {
  auto store = open(url_, layouts::lucia_v3());
  ASSERT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
  db_.run(
      "INSERT INTO user_session VALUES ('s1', 'u1', '2030-01-02 03:04:05.678999+00'), ('s2', 'u1', "
      "'1969-12-31 23:59:59.999999+00')");
  EXPECT_EQ(store.find_session("s1")->session.times.expires, day(2030, 1, 2) + 3h + 4min + 5678ms);
  EXPECT_EQ(store.find_session("s2")->session.times.expires, timestamp{-1ms});
}

TEST_F(PostgresTypes, ATimeWithoutAZoneIsInUtcWhateverTheZoneOfTheSession) {
  db_.run("CREATE TABLE auth_user (id text PRIMARY KEY)");
  db_.run("CREATE TABLE user_session (id text PRIMARY KEY, user_id text, expires_at timestamp(3))");
  auto store = open(with_setting(url_, "TimeZone=America/New_York"), layouts::lucia_v3());
  for (const auto& found : store.check()) EXPECT_NE(found.severity, cardea::severity::error) << found.message;
  ASSERT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
  const auto at = day(2030, 7, 2) + 3h + 678ms;
  ASSERT_EQ(store.insert_session(session("s1", "u1", at)), insertion::done);
  EXPECT_EQ(db_.one("SELECT expires_at FROM user_session"), "2030-07-02 03:00:00.678");
  EXPECT_EQ(store.find_session("s1")->session.times.expires, at);
  EXPECT_EQ(store.erase_expired({.expires = at - 1ms, .created_at = {}, .last_verified = {}}, 9), 0);
  EXPECT_EQ(store.erase_expired({.expires = at, .created_at = {}, .last_verified = {}}, 9), 1);
}

TEST_F(PostgresTypes, AnyYearOfTheServersGoesInAndComesBack) {
  auto store = open(url_, layouts::lucia_v3(), {named("at", column_type::time)});
  int count = 0;
  for (const auto at : {day(10000, 1, 1) + 1ms, timestamp{8'640'000'000'000'000ms}, day(0, 12, 31) + 1ms,
                        day(-1, 3, 1), day(1, 1, 1), day(-4712, 1, 1)}) {
    const auto id = std::to_string(++count);
    ASSERT_EQ(store.insert_user({.id = id, .attributes = {at}}, nullptr), insertion::done);
    EXPECT_EQ(store.find_user(id)->attributes, cardea::record{at}) << cardea::to_iso8601(at);
  }
  EXPECT_ERROR(store.insert_user({.id = "x", .attributes = {day(-4800, 1, 1)}}, nullptr),
               errc::invalid_argument, "22008");
}

TEST_F(PostgresTypes, InfinityIsNoTime) {
  auto store = open(url_, layouts::lucia_v3());
  ASSERT_EQ(store.insert_user(user("u1"), nullptr), insertion::done);
  db_.run("INSERT INTO user_session VALUES ('s1', 'u1', 'infinity'), ('s2', 'u1', '-infinity')");
  EXPECT_ERROR(store.find_session("s1"), errc::corrupt, "time");
  EXPECT_ERROR(store.find_session("s2"), errc::corrupt, "time");
}

TEST_F(PostgresTypes, NumbersThatAreNoneAreKeptAsTheyAre) {
  auto store = open(url_, layouts::cardea(), {named("x", column_type::number)});
  using limits = std::numeric_limits<double>;
  for (const auto x : {limits::infinity(), -limits::infinity(), limits::denorm_min(), -0.0}) {
    ASSERT_EQ(store.insert_user({.id = "u", .attributes = {x}}, nullptr), insertion::done);
    EXPECT_EQ(store.find_user("u")->attributes, cardea::record{x});
    EXPECT_TRUE(store.erase_user("u"));
  }
}

TEST_F(PostgresTypes, ATextWithANulIsRefusedAndNotCut) {
  auto store = open(url_, layouts::cardea(), {named("name", column_type::string)});
  ASSERT_EQ(store.insert_user({.id = "u", .attributes = {std::string{"a"}}}, nullptr), insertion::done);
  const std::string with_nul{"u\0x", 3};
  EXPECT_ERROR(store.find_user(with_nul), errc::invalid_argument, "NUL");
  EXPECT_ERROR(store.erase_user(with_nul), errc::invalid_argument, "NUL");
  EXPECT_ERROR(store.insert_user({.id = "v", .attributes = {with_nul}}, nullptr), errc::invalid_argument,
               "NUL");
  EXPECT_TRUE(store.find_user("u"));
  EXPECT_FALSE(store.find_user("v"));
}

TEST_F(PostgresTypes, AValueThatTheColumnCannotHoldIsRefusedAndNotQuoted) {
  db_.run("CREATE TABLE auth_user (id text PRIMARY KEY, age integer, name varchar(3))");
  auto store =
      open(url_, layouts::cardea(), {named("age", column_type::integer), named("name", column_type::string)});
  const auto refuses = [&](const cardea::record& values, const char* state) {
    const auto why = thrown_by([&] { store.insert_user({.id = "u", .attributes = values}, nullptr); });
    ASSERT_TRUE(why);
    EXPECT_EQ(why->code, errc::invalid_argument);
    EXPECT_NE(why->message.find(state), std::string::npos) << why->message;
    EXPECT_EQ(why->message.find("1234567"), std::string::npos) << why->message;
  };
  refuses({std::int64_t{12345678901}, cardea::null_value{}}, "22003");
  refuses({cardea::null_value{}, std::string{"1234567"}}, "22001");
  refuses({cardea::null_value{}, std::string{"\xff"}}, "22021");
  EXPECT_FALSE(store.find_user("u"));
}

TEST_F(PostgresTypes, ColumnsThatOthersMadeAreReadAndWritten) {
  db_.run(
      "CREATE TYPE mood AS ENUM ('glad', 'sad'); CREATE DOMAIN short AS varchar(20) NOT NULL DEFAULT '';"
      "CREATE TABLE auth_user (id varchar(255) PRIMARY KEY, feels mood, alias short, rank smallint)");
  auto store = open(url_, layouts::cardea(),
                    {named("feels", column_type::string), named("alias", column_type::string),
                     named("rank", column_type::int32)});
  for (const auto& found : store.check()) EXPECT_NE(found.severity, cardea::severity::error) << found.message;
  const cardea::record all{std::string{"glad"}, std::string{"ada"}, std::int64_t{-7}};
  ASSERT_EQ(store.insert_user({.id = "u", .attributes = all}, nullptr), insertion::done);
  EXPECT_EQ(store.find_user("u")->attributes, all);
}

TEST_F(PostgresTypes, ATypeThatNoLayoutHasIsAMismatch) {
  db_.run(
      "CREATE TABLE auth_user (id text PRIMARY KEY, price numeric); INSERT INTO auth_user VALUES ('u', 1)");
  cardea::postgres::store store{cardea::postgres::pool{url_}, layouts::cardea()};
  store.prepare({named("price", column_type::number)}, {});
  EXPECT_ERROR(store.find_user("u"), errc::schema_mismatch, "price");
  const auto found = store.check();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].column, "price");
  EXPECT_THAT(found[0].message, testing::HasSubstr("numeric"));
}

}  // namespace
