// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/basic_auth.hpp>

namespace cardea {

struct basic_auth::state {
  std::unique_ptr<cardea::store> store;
  columns user_columns;
  columns session_columns;
  session_policy policy;
  cookie_options cookie;
  std::shared_ptr<password_hasher> passwords;
  const time_source* clock;
  random_source* random;

  [[nodiscard]] const cardea::scheme& rules() const noexcept { return store->scheme(); }
  [[nodiscard]] verdict judge(const session_times& times, timestamp now) const noexcept {
    return cardea::judge(times, now, rules().expiry, policy);
  }
};

/// A generated id that is taken is drawn again this often before the generator is held to be broken (T23 in
/// SECURITY.md: creation never overwrites).
inline constexpr int id_attempts = 4;

/// Throws `errc::invalid_argument` unless there is one value for each column, strings are UTF-8 without NUL,
/// and NULL stands only where it may.
void require_record(const record& values, const columns& declared);
void require_assignments(std::span<const assignment> changes, const columns& declared);
/// Throws `errc::invalid_argument` unless it is 1 to 255 bytes of UTF-8 without NUL.
void require_id(std::string_view id, std::string_view what);

[[nodiscard]] bool has_defaults(const record& values) noexcept;

}  // namespace cardea
