// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/time.hpp>

#include <chrono>
#include <string_view>

namespace cardea::mysql {

/// The clock by which DATETIME columns, which name no zone, are written and read. All who share a table have
/// to agree on it: Drizzle, Prisma and mysql2's `timezone: "Z"` write UTC; mysql2 as it comes writes the
/// local time of its process, in which an hour of each autumn cannot be told from the next.
class datetime_zone {
 public:
  [[nodiscard]] static constexpr datetime_zone utc() noexcept { return datetime_zone{false, {}}; }
  /// That of this process, by TZ as it stands when a connection is opened.
  [[nodiscard]] static constexpr datetime_zone local() noexcept { return datetime_zone{true, {}}; }
  /// So far to the east of UTC. From -12:59 to +13:00, which is what MariaDB knows; throws
  /// `errc::invalid_argument` for anything else.
  [[nodiscard]] static datetime_zone fixed(std::chrono::minutes east);
  /// "utc", "Z", "local" or "+02:00". Throws `errc::invalid_argument` for anything else.
  [[nodiscard]] static datetime_zone parse(std::string_view text);

  /// What its clock shows at a moment.
  [[nodiscard]] std::chrono::local_seconds shown_at(std::chrono::sys_seconds moment) const noexcept;
  /// The moment at which its clock shows this: the first of two where it is set back, and where it is set
  /// forward and never shows it, as if it had not been, which is how JavaScript counts (ECMA-262, 21.4.1.26).
  [[nodiscard]] std::chrono::sys_seconds moment_of(std::chrono::local_seconds shown) const noexcept;

  [[nodiscard]] constexpr bool is_local() const noexcept { return is_local_; }
  [[nodiscard]] constexpr std::chrono::minutes east() const noexcept { return east_; }

 private:
  constexpr datetime_zone(bool is_local, std::chrono::minutes east) noexcept
      : is_local_{is_local}, east_{east} {}
  [[nodiscard]] std::chrono::seconds offset_at(std::chrono::sys_seconds moment) const noexcept;

  bool is_local_;
  std::chrono::minutes east_;
};

}  // namespace cardea::mysql
