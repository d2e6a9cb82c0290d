// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cardea {

/// A moment in UTC, in milliseconds: the resolution of every Lucia.
using timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using duration = std::chrono::milliseconds;

/// Where the time comes from. Implementations are safe to call from several threads at once.
class time_source {
 public:
  virtual ~time_source() = default;
  [[nodiscard]] virtual timestamp now() const = 0;
};

/// The system's clock. Lives for the whole program.
[[nodiscard]] const time_source& system_time() noexcept;

/// "2030-01-02T03:04:05.678Z", as JavaScript's `Date.prototype.toISOString`. Years before 0 or after 9999 are
/// written with a sign and six digits, as there.
[[nodiscard]] std::string to_iso8601(timestamp time);

/// Reads what Prisma, Drizzle, SQLite and JavaScript write: date and time parted by "T" or a blank, seconds
/// with or without a fraction (cut to milliseconds), and "Z", an offset, or nothing (taken as UTC). Absent
/// where it is none.
[[nodiscard]] std::optional<timestamp> parse_iso8601(std::string_view text) noexcept;

/// "Wed, 02 Jan 2030 03:04:05 GMT" (RFC 9110 5.6.7), as JavaScript's `toUTCString`.
[[nodiscard]] std::string to_http_date(timestamp time);

/// "30d", "24h", "15m", "10s", "500ms"; a whole number and a unit. Absent for anything else, and past 100
/// years.
[[nodiscard]] std::optional<duration> parse_duration(std::string_view text) noexcept;

/// The inverse of parse_duration, in the largest unit that fits evenly.
[[nodiscard]] std::string to_string(duration span);

}  // namespace cardea
