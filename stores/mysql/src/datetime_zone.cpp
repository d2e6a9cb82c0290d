// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/mysql/datetime_zone.hpp>

#include <ctime>

namespace cardea::mysql {

using std::chrono::hours;
using std::chrono::local_seconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;

datetime_zone datetime_zone::fixed(minutes east) {
  if (east <= -hours{13} || east > hours{13})
    throw error{errc::invalid_argument, "a zone is from -12:59 to +13:00, as a server's can be"};
  return datetime_zone{false, east};
}

datetime_zone datetime_zone::parse(std::string_view text) {
  if (text == "utc" || text == "Z") return utc();
  if (text == "local") return local();
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 99; };
  if (text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':') {
    const int whole = digit(1) * 10 + digit(2), rest = digit(4) * 10 + digit(5);
    if (whole <= 13 && rest < 60) {
      const auto distance = hours{whole} + minutes{rest};
      return fixed(text[0] == '-' ? -distance : distance);
    }
  }
  throw error{errc::invalid_argument, "a zone is utc, local, or a distance from UTC such as +02:00"};
}

seconds datetime_zone::offset_at(sys_seconds moment) const noexcept {
  if (!is_local_) return east_;
  const auto count = static_cast<std::time_t>(moment.time_since_epoch().count());
  std::tm broken_down{};
  if (!localtime_r(&count, &broken_down)) return seconds{0};
  return seconds{broken_down.tm_gmtoff};
}

local_seconds datetime_zone::shown_at(sys_seconds moment) const noexcept {
  return local_seconds{moment.time_since_epoch() + offset_at(moment)};
}

sys_seconds datetime_zone::moment_of(local_seconds shown) const noexcept {
  const sys_seconds as_if{shown.time_since_epoch()};
  if (!is_local_) return as_if - east_;
  // A clock is set once a day at the most.
  const auto before = offset_at(as_if - hours{24}), after = offset_at(as_if + hours{24});
  const auto first = as_if - before;
  if (before == after || offset_at(first) == before) return first;
  const auto second = as_if - after;
  return offset_at(second) == after ? second : first;
}

}  // namespace cardea::mysql
