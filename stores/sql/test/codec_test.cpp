// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/statements.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using cardea::column_type;
using cardea::timestamp;
using cardea::sql::cell;
using cardea::sql::time_form;
using cardea::sql::to_cell;
using cardea::sql::to_time;
using namespace std::chrono_literals;

constexpr timestamp noon{std::chrono::sys_days{std::chrono::year{2030} / 1 / 2} + 12h};
constexpr std::int64_t noon_ms = noon.time_since_epoch().count();

cardea::value read(const cell& from, column_type type, time_form times = time_form::milliseconds) {
  return cardea::sql::to_value(from, {.name = "c", .type = type, .nullable = true, .renamed = {}}, times);
}

template <class F>
bool is_corrupt(F&& call) {
  try {
    call();
  } catch (const cardea::error& e) {
    return e.code() == cardea::errc::corrupt;
  }
  return false;
}

TEST(SqlTime, ItIsWrittenInTheFormOfTheLayout) {
  EXPECT_EQ(to_cell(noon, time_form::milliseconds).integer, noon_ms);
  EXPECT_EQ(to_cell(noon + 999ms, time_form::seconds).integer, noon_ms / 1000);
  EXPECT_EQ(to_cell(timestamp{-1ms}, time_form::seconds).integer, -1) << "rounded down, not towards 1970";
  EXPECT_EQ(to_cell(noon, time_form::native).is, cell::kind::time);
}

TEST(SqlTime, WholeNumbersAreReadInTheFormOfTheLayout) {
  EXPECT_EQ(to_time(cell::of_integer(noon_ms), time_form::milliseconds), noon);
  EXPECT_EQ(to_time(cell::of_integer(noon_ms / 1000), time_form::seconds), noon);
  EXPECT_EQ(to_time(cell::of_integer(-1), time_form::seconds), timestamp{-1s});
  EXPECT_EQ(to_time(cell::of_time(noon), time_form::native), noon);
}

// better-sqlite3 writes a JavaScript number as REAL where the column's affinity lets it.
TEST(SqlTime, RealsAreReadAndTheirFractionIsCutDown) {
  EXPECT_EQ(to_time(cell::of_real(static_cast<double>(noon_ms)), time_form::milliseconds), noon);
  EXPECT_EQ(to_time(cell::of_real(static_cast<double>(noon_ms) + 0.75), time_form::milliseconds), noon);
  EXPECT_EQ(to_time(cell::of_real(-0.5), time_form::milliseconds), timestamp{-1ms});
}

// Drizzle's blob column in its bigint mode holds the digits as bytes.
TEST(SqlTime, DigitsInBytesAndInTextAreRead) {
  const auto digits = std::to_string(noon_ms);
  EXPECT_EQ(to_time(cell::of_bytes(digits), time_form::milliseconds), noon);
  EXPECT_EQ(to_time(cell::of_text(digits), time_form::milliseconds), noon);
  EXPECT_EQ(to_time(cell::of_text("-1"), time_form::seconds), timestamp{-1s});
}

TEST(SqlTime, IsoTextIsReadWhateverTheForm) {
  for (const auto form : {time_form::seconds, time_form::milliseconds, time_form::native}) {
    EXPECT_EQ(to_time(cell::of_text("2030-01-02T12:00:00.000Z"), form), noon);
    EXPECT_EQ(to_time(cell::of_text("2030-01-02 12:00:00"), form), noon);
  }
}

TEST(SqlTime, WhatJavaScriptCannotHoldIsCorrupt) {
  constexpr std::int64_t last = 8'640'000'000'000'000;
  EXPECT_NO_THROW((void)to_time(cell::of_integer(last), time_form::milliseconds));
  EXPECT_NO_THROW((void)to_time(cell::of_integer(-last), time_form::milliseconds));
  const auto bad = [](cell c, time_form form) { return is_corrupt([&] { (void)to_time(c, form); }); };
  EXPECT_TRUE(bad(cell::of_integer(last + 1), time_form::milliseconds));
  EXPECT_TRUE(bad(cell::of_integer(-last - 1), time_form::milliseconds));
  EXPECT_TRUE(bad(cell::of_integer(last / 1000 + 1), time_form::seconds));
  EXPECT_TRUE(bad(cell::of_integer(std::numeric_limits<std::int64_t>::max()), time_form::seconds));
  EXPECT_TRUE(bad(cell::of_integer(std::numeric_limits<std::int64_t>::min()), time_form::seconds));
  EXPECT_TRUE(bad(cell::of_real(std::nan("")), time_form::milliseconds));
  EXPECT_TRUE(bad(cell::of_real(std::numeric_limits<double>::infinity()), time_form::milliseconds));
  EXPECT_TRUE(bad(cell::of_real(1e300), time_form::milliseconds));
  EXPECT_TRUE(bad(cell{}, time_form::milliseconds));
  EXPECT_TRUE(bad(cell::of_text(""), time_form::milliseconds));
  EXPECT_TRUE(bad(cell::of_text("tomorrow"), time_form::milliseconds));
  EXPECT_TRUE(bad(cell::of_text("12x"), time_form::milliseconds));
  EXPECT_TRUE(bad(cell::of_bytes(std::string_view{"99999999999999999999"}), time_form::milliseconds));
}

TEST(SqlValue, NullIsNullWhateverTheType) {
  for (const auto type : {column_type::string, column_type::int32, column_type::integer, column_type::number,
                          column_type::boolean, column_type::time, column_type::bytes})
    EXPECT_EQ(read(cell{}, type), cardea::value{cardea::null_value{}});
}

TEST(SqlValue, ABooleanIsZeroOrOne) {
  EXPECT_EQ(read(cell::of_integer(1), column_type::boolean), cardea::value{true});
  EXPECT_EQ(read(cell::of_real(0.0), column_type::boolean), cardea::value{false});
  EXPECT_TRUE(is_corrupt([] { (void)read(cell::of_integer(2), column_type::boolean); }));
  EXPECT_TRUE(is_corrupt([] { (void)read(cell::of_text("true"), column_type::boolean); }));
}

TEST(SqlValue, AnIntegerMayHaveBeenWrittenAsAReal) {
  EXPECT_EQ(read(cell::of_real(7.0), column_type::integer), cardea::value{std::int64_t{7}});
  EXPECT_TRUE(is_corrupt([] { (void)read(cell::of_real(7.5), column_type::integer); }));
  EXPECT_TRUE(is_corrupt([] { (void)read(cell::of_real(1e19), column_type::integer); }));
  EXPECT_TRUE(is_corrupt([] { (void)read(cell::of_text("7"), column_type::integer); }));
}

TEST(SqlValue, ANumberMayHaveBeenWrittenAsAnInteger) {
  EXPECT_EQ(read(cell::of_integer(7), column_type::number), cardea::value{7.0});
  EXPECT_TRUE(is_corrupt([] { (void)read(cell::of_text("7.5"), column_type::number); }));
}

TEST(SqlValue, ATextIsNeverMadeOfANumber) {
  EXPECT_TRUE(is_corrupt([] { (void)read(cell::of_integer(7), column_type::string); }));
}

TEST(SqlValue, TheColumnThatCannotBeReadIsNamedAndWhatItHoldsIsNot) {
  try {
    (void)cardea::sql::to_value(cell::of_text("hunter2"),
                                {.name = "age", .type = column_type::integer, .renamed = "user_age"}, {});
    FAIL() << "nothing was thrown";
  } catch (const cardea::error& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr("user_age"));
    EXPECT_THAT(e.what(), testing::Not(testing::HasSubstr("hunter2")));
  }
}

}  // namespace
