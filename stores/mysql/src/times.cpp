// SPDX-License-Identifier: MIT
#include "times.hpp"

#include <cardea/error.hpp>

namespace cardea::mysql {

using namespace std::chrono;

MYSQL_TIME to_mysql(timestamp moment, datetime_zone zone, bool with_fraction) {
  const auto whole = floor<seconds>(moment);
  const auto shown = zone.shown_at(whole);
  const auto day = floor<days>(shown);
  const year_month_day date{day};
  if (date.year() < year{0} || date.year() > year{9999})
    throw error{errc::invalid_argument, "MySQL, DATETIME: a time has a year from 0 to 9999"};
  const hh_mm_ss time{shown - day};
  MYSQL_TIME result{};
  result.year = static_cast<unsigned>(int{date.year()});
  result.month = static_cast<unsigned>(date.month());
  result.day = static_cast<unsigned>(date.day());
  result.hour = static_cast<unsigned>(time.hours().count());
  result.minute = static_cast<unsigned>(time.minutes().count());
  result.second = static_cast<unsigned>(time.seconds().count());
  if (with_fraction) result.second_part = static_cast<unsigned long>(microseconds{moment - whole}.count());
  result.time_type = MYSQL_TIMESTAMP_DATETIME;
  return result;
}

sql::cell to_cell(const MYSQL_TIME& shown, datetime_zone zone) {
  const year_month_day date{year{static_cast<int>(shown.year)}, month{shown.month}, day{shown.day}};
  if (!date.ok()) return sql::cell::of_text("0000-00-00");
  const auto moment =
      zone.moment_of(local_days{date} + hours{shown.hour} + minutes{shown.minute} + seconds{shown.second});
  return sql::cell::of_time(timestamp{moment} +
                            floor<milliseconds>(microseconds{static_cast<std::int64_t>(shown.second_part)}));
}

}  // namespace cardea::mysql
