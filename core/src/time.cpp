// SPDX-License-Identifier: MIT
#include <cardea/time.hpp>

#include <array>
#include <charconv>
#include <cstdint>

#include "ascii.hpp"

namespace cardea {
namespace {

using namespace std::chrono;

// std::chrono::year ends at 32767, JavaScript's dates at 275760: the calendar repeats every 400 years, so it
// is asked about a day of the first 400, and the rest is counted.
constexpr std::int64_t years_per_era = 400;
constexpr std::int64_t days_per_era = 146097;

struct civil {
  std::int64_t year;
  unsigned month, day;
  hh_mm_ss<milliseconds> time;
  unsigned weekday;
};

civil civil_of(timestamp moment) {
  // Not floor<days>: the first day of the range begins before the range does.
  constexpr std::int64_t day_length = milliseconds{days{1}}.count();
  const std::int64_t since_1970 = moment.time_since_epoch().count();
  const auto into_day = (since_1970 % day_length + day_length) % day_length;
  const auto day = since_1970 / day_length - (since_1970 % day_length < 0 ? 1 : 0);
  const auto era = (day >= 0 ? day : day - (days_per_era - 1)) / days_per_era;
  const sys_days within{days{day - era * days_per_era}};
  const year_month_day date{within};
  return {static_cast<int>(date.year()) + era * years_per_era, static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()), hh_mm_ss{milliseconds{into_day}}, weekday{within}.c_encoding()};
}

/// Appends the digits of a number, so many at least; its sign is the caller's.
void pad(std::string& out, std::int64_t number, std::size_t width) {
  std::array<char, 20> digits{};
  const auto* const end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number < 0 ? -number : number).ptr;
  const auto count = static_cast<std::size_t>(end - digits.data());
  if (count < width) out.append(width - count, '0');
  out.append(digits.data(), count);
}

void append_clock(std::string& out, const civil& at) {
  pad(out, at.time.hours().count(), 2);
  out += ':';
  pad(out, at.time.minutes().count(), 2);
  out += ':';
  pad(out, at.time.seconds().count(), 2);
}

constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months_of_year{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Takes text from the front; after the first thing that does not fit, it stays failed.
class reader {
 public:
  explicit reader(std::string_view text) noexcept : rest_{text} {}
  bool failed() const noexcept { return failed_; }
  bool at_end() const noexcept { return rest_.empty(); }
  bool take(std::string_view any_of) noexcept {
    if (rest_.empty() || !detail::is_one_of(rest_.front(), any_of)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void demand(std::string_view any_of) noexcept {
    if (!take(any_of)) failed_ = true;
  }
  int number(std::size_t digits, int least, int most) noexcept {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) value = value * 10 + digit();
    if (value < least || value > most) failed_ = true;
    return value;
  }
  int digit() noexcept {
    if (!next_is_digit()) return failed_ = true, 0;
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }
  bool next_is_digit() const noexcept { return !rest_.empty() && detail::is_digit(rest_.front()); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

int read_year(reader& in) noexcept {
  if (in.take("+")) return in.number(6, 0, 999999);
  if (in.take("-")) return -in.number(6, 1, 999999);  // ECMA-262 21.4.1.32: there is no year -000000
  return in.number(4, 0, 9999);
}

milliseconds read_fraction(reader& in) noexcept {
  int value = 0;
  int digits = 0;
  for (; digits < 9 && in.next_is_digit(); ++digits) {
    const int digit = in.digit();
    if (digits < 3) value = value * 10 + digit;
  }
  if (digits == 0) in.demand("0123456789");
  for (; digits < 3; ++digits) value *= 10;
  return milliseconds{value};
}

minutes read_offset(reader& in) noexcept {
  if (in.at_end() || in.take("Z")) return minutes{0};
  const bool west = in.take("-");
  if (!west) in.demand("+");
  const int h = in.number(2, 0, 23);
  const bool has_minutes = in.take(":") || !in.at_end();
  const minutes offset{h * 60 + (has_minutes ? in.number(2, 0, 59) : 0)};
  return west ? -offset : offset;
}

struct unit {
  std::string_view name;
  milliseconds length;
};
constexpr std::array<unit, 5> units{{{"d", 24h}, {"h", 1h}, {"m", 1min}, {"s", 1s}, {"ms", 1ms}}};
constexpr milliseconds longest_duration = days{36525};

class system_time_source final : public time_source {
 public:
  [[nodiscard]] timestamp now() const noexcept override { return floor<milliseconds>(system_clock::now()); }
};

}  // namespace

const time_source& system_time() noexcept {
  static const system_time_source source;
  return source;
}

std::string to_iso8601(timestamp time) {
  const auto at = civil_of(time);
  const bool plain = at.year >= 0 && at.year <= 9999;
  std::string out;
  out.reserve(32);
  if (!plain) out += at.year < 0 ? '-' : '+';
  pad(out, at.year, plain ? 4 : 6);
  out += "-00-00T00:00:00.000Z";
  auto end = out.end();
  const auto put = [&end](std::int64_t number, int digits) {
    --end;  // what stands behind it
    for (; digits > 0; --digits, number /= 10) *--end = static_cast<char>('0' + number % 10);
  };
  put(at.time.subseconds().count(), 3);
  put(at.time.seconds().count(), 2);
  put(at.time.minutes().count(), 2);
  put(at.time.hours().count(), 2);
  put(at.day, 2);
  put(at.month, 2);
  return out;
}

std::optional<timestamp> parse_iso8601(std::string_view text) noexcept {
  reader in{text};
  const int y = read_year(in);
  in.demand("-");
  const int m = in.number(2, 1, 12);
  in.demand("-");
  const int d = in.number(2, 1, 31);
  in.demand("T ");
  const hours h{in.number(2, 0, 23)};
  in.demand(":");
  const minutes min{in.number(2, 0, 59)};
  in.demand(":");
  const seconds s{in.number(2, 0, 59)};  // a leap second has no place in POSIX time, nor in JavaScript's
  const auto fraction = in.take(".") ? read_fraction(in) : milliseconds{0};
  const auto offset = read_offset(in);
  if (in.failed() || !in.at_end()) return std::nullopt;

  const auto era = (y >= 0 ? y : y - (years_per_era - 1)) / years_per_era;
  const year_month_day date{year{static_cast<int>(y - era * years_per_era)}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return timestamp{sys_days{date} + days{era * days_per_era}} + h + min + s + fraction - offset;
}

std::string to_http_date(timestamp time) {
  const auto at = civil_of(time);
  std::string out{weekdays[at.weekday]};
  out += ", ";
  pad(out, at.day, 2);
  out += ' ';
  out += months_of_year[at.month - 1];
  out += at.year < 0 ? " -" : " ";
  pad(out, at.year, 4);
  out += ' ';
  append_clock(out, at);
  out += " GMT";
  return out;
}

std::optional<duration> parse_duration(std::string_view text) noexcept {
  std::int64_t count = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data(), end, count);
  if (failure != std::errc{} || text.front() == '-') return std::nullopt;
  const std::string_view name{rest, static_cast<std::size_t>(end - rest)};
  for (const auto& unit : units) {
    if (name != unit.name) continue;
    if (count > longest_duration / unit.length) return std::nullopt;
    return count * unit.length;
  }
  return std::nullopt;
}

std::string to_string(duration span) {
  for (const auto& unit : units) {
    if (span % unit.length == 0ms) return std::to_string(span / unit.length).append(unit.name);
  }
  return {};
}

}  // namespace cardea
