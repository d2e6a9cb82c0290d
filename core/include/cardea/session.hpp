// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/scheme.hpp>
#include <cardea/time.hpp>
#include <cardea/token.hpp>

namespace cardea {

/// How long sessions live. Zero means: Lucia's default for the scheme.
struct session_policy {
  duration
      expires_in{};  ///< Lucia 3: 30 days, renewed from half of it on. Cardea: the absolute limit, 30 days
  duration active_period{};  ///< Lucia 0.6 to 2: 24 hours without a renewal
  duration idle_period{};    ///< Lucia 0.6 to 2: 14 days more. Cardea: the idle limit, 10 days

  /// The same with every zero replaced. Throws `errc::invalid_argument` where a period is negative or longer
  /// than 100 years.
  [[nodiscard]] session_policy for_scheme(const scheme& rules) const;
};

/// The times in a session's row. Which of them a row has is the scheme's matter; the others stay zero.
struct session_times {
  timestamp active_expires{};  ///< Lucia 0.6 to 2
  timestamp expires{};         ///< Lucia 0.6 to 2: `idle_expires`; Lucia 3: `expires_at`
  timestamp created_at{};      ///< Cardea
  timestamp last_verified{};   ///< Cardea

  friend bool operator==(const session_times&, const session_times&) = default;
};

enum class verdict {
  expired,  ///< over: not accepted, and the row may go
  valid,    ///< accepted, nothing to write
  renew,    ///< accepted, and its times are to be written anew
};

/// Cardea writes the last use at most once in this time: an hour, as the recipe does, or a tenth of the idle
/// limit where that is less, so that a short limit slides too.
[[nodiscard]] constexpr duration verification_interval(const session_policy& policy) noexcept {
  constexpr duration most = std::chrono::hours{1};
  const auto tenth = policy.idle_period / 10;
  return tenth < most ? tenth : most;
}

/// The moment from which the session is over, unless it is renewed before.
[[nodiscard]] constexpr timestamp end_of(const session_times& times, expiry_rule rule,
                                         const session_policy& policy) noexcept {
  if (rule != expiry_rule::last_verified) return times.expires;
  const auto idle = times.last_verified + policy.idle_period;
  const auto last = times.created_at + policy.expires_in;
  return idle < last ? idle : last;
}

/// What is to be done with a session, by its times alone. The bounds are those of the published packages:
/// Lucia 0.6 to 2 accept a session in the very millisecond in which it expires, Lucia 3 and the recipe do
/// not.
[[nodiscard]] constexpr verdict judge(const session_times& times, timestamp now, expiry_rule rule,
                                      const session_policy& policy) noexcept {
  switch (rule) {
    case expiry_rule::new_row:
    case expiry_rule::same_row:
      if (now > times.expires) return verdict::expired;
      return now > times.active_expires ? verdict::renew : verdict::valid;
    case expiry_rule::half_life:
      if (now >= times.expires) return verdict::expired;
      return now >= times.expires - policy.expires_in / 2 ? verdict::renew : verdict::valid;
    case expiry_rule::last_verified:
      if (now >= end_of(times, rule, policy)) return verdict::expired;
      return now - times.last_verified >= verification_interval(policy) ? verdict::renew : verdict::valid;
  }
  return verdict::expired;
}

/// The times of a session that begins now.
[[nodiscard]] constexpr session_times begin_session(timestamp now, expiry_rule rule,
                                                    const session_policy& policy) noexcept {
  switch (rule) {
    case expiry_rule::new_row:
    case expiry_rule::same_row: {
      const auto active = now + policy.active_period;
      return {.active_expires = active, .expires = active + policy.idle_period};
    }
    case expiry_rule::half_life:
      return {.expires = now + policy.expires_in};
    case expiry_rule::last_verified:
      return {.created_at = now, .last_verified = now};
  }
  return {};
}

/// The times of a session that is renewed now: as a new one's, but that it keeps the time of its creation.
[[nodiscard]] constexpr session_times renew_session(const session_times& times, timestamp now,
                                                    expiry_rule rule, const session_policy& policy) noexcept {
  auto renewed = begin_session(now, rule, policy);
  if (rule == expiry_rule::last_verified) renewed.created_at = times.created_at;
  return renewed;
}

/// Rows with a time at or before one of these are over; a sweep deletes them.
struct expiry_bounds {
  timestamp expires;        ///< against `session_times::expires`
  timestamp created_at;     ///< against `session_times::created_at`
  timestamp last_verified;  ///< against `session_times::last_verified`
};

[[nodiscard]] constexpr expiry_bounds expired_before(timestamp now, expiry_rule rule,
                                                     const session_policy& policy) noexcept {
  const bool inclusive = rule == expiry_rule::new_row || rule == expiry_rule::same_row;
  return {.expires = inclusive ? now - duration{1} : now,
          .created_at = now - policy.expires_in,
          .last_verified = now - policy.idle_period};
}

}  // namespace cardea
