// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/session.hpp>

#include <gtest/gtest.h>

namespace cardea {
namespace {

using namespace std::chrono_literals;

constexpr timestamp now{duration{1'893'553'445'678}};
constexpr session_policy lucia{.expires_in = 24h * 30, .active_period = 24h, .idle_period = 24h * 14};
constexpr session_policy sliding{.expires_in = 24h * 30, .active_period = 0ms, .idle_period = 24h * 10};

constexpr session_times two_periods(timestamp active, timestamp idle) {
  return {.active_expires = active, .expires = idle};
}
constexpr session_times until(timestamp end) { return {.expires = end}; }
constexpr session_times made(timestamp created, timestamp verified) {
  return {.created_at = created, .last_verified = verified};
}

// Lucia 0.6 to 2: `currentTime > expires` is over, so the last millisecond still counts.
static_assert(judge(two_periods(now, now + 1h), now, expiry_rule::same_row, lucia) == verdict::valid);
static_assert(judge(two_periods(now - 1ms, now), now, expiry_rule::same_row, lucia) == verdict::renew);
static_assert(judge(two_periods(now - 1h, now - 1ms), now, expiry_rule::same_row, lucia) == verdict::expired);
static_assert(judge(two_periods(now - 1ms, now), now, expiry_rule::new_row, lucia) == verdict::renew);

// Lucia 3: `Date.now() < expiresAt`, and renewed once half of the life is over.
static_assert(judge(until(now), now, expiry_rule::half_life, lucia) == verdict::expired);
static_assert(judge(until(now + 1ms), now, expiry_rule::half_life, lucia) == verdict::renew);
static_assert(judge(until(now + 24h * 15), now, expiry_rule::half_life, lucia) == verdict::renew);
static_assert(judge(until(now + 24h * 15 + 1ms), now, expiry_rule::half_life, lucia) == verdict::valid);

// Cardea: idle for ten days, or thirty days old; the last use is written once an hour.
static_assert(judge(made(now - 1h, now - 59min), now, expiry_rule::last_verified, sliding) == verdict::valid);
static_assert(judge(made(now - 1h, now - 1h), now, expiry_rule::last_verified, sliding) == verdict::renew);
static_assert(judge(made(now - 24h * 10, now - 24h * 10 + 1ms), now, expiry_rule::last_verified, sliding) ==
              verdict::renew);
static_assert(judge(made(now - 24h * 10, now - 24h * 10), now, expiry_rule::last_verified, sliding) ==
              verdict::expired);
static_assert(judge(made(now - 24h * 30, now), now, expiry_rule::last_verified, sliding) == verdict::expired);

// A short idle limit slides as well: the last use is written ten times in it.
constexpr session_policy quarter{.expires_in = 12h, .active_period = 0ms, .idle_period = 15min};
static_assert(judge(made(now - 1h, now - 89s), now, expiry_rule::last_verified, quarter) == verdict::valid);
static_assert(judge(made(now - 1h, now - 90s), now, expiry_rule::last_verified, quarter) == verdict::renew);
static_assert(judge(made(now - 1h, now - 15min), now, expiry_rule::last_verified, quarter) ==
              verdict::expired);

// A renewal keeps the moment of creation, so that the absolute limit stays where it is.
static_assert(renew_session(made(now - 1h, now - 1h), now, expiry_rule::last_verified, sliding) ==
              made(now - 1h, now));
static_assert(renew_session(until(now), now, expiry_rule::half_life, lucia) == until(now + 24h * 30));
static_assert(begin_session(now, expiry_rule::new_row, lucia) == two_periods(now + 24h, now + 24h * 15));

TEST(Session, ASweepTakesExactlyWhatIsJudgedExpired) {
  for (const auto rule : {expiry_rule::new_row, expiry_rule::same_row, expiry_rule::half_life}) {
    const auto bound = expired_before(now, rule, lucia).expires;
    for (const auto end : {now - 2ms, now - 1ms, now, now + 1ms})
      EXPECT_EQ(end <= bound, judge(two_periods(end, end), now, rule, lucia) == verdict::expired);
  }
  const auto bounds = expired_before(now, expiry_rule::last_verified, sliding);
  for (const auto age : {24h * 30 - 1ms, duration{24h * 30}, 24h * 30 + 1ms})
    EXPECT_EQ(now - age <= bounds.created_at,
              judge(made(now - age, now), now, expiry_rule::last_verified, sliding) == verdict::expired);
  for (const auto idle : {24h * 10 - 1ms, duration{24h * 10}, 24h * 10 + 1ms})
    EXPECT_EQ(
        now - idle <= bounds.last_verified,
        judge(made(now - idle, now - idle), now, expiry_rule::last_verified, sliding) == verdict::expired);
}

TEST(Session, PeriodsThatAreNotSaidAreLuciasOwn) {
  EXPECT_EQ(session_policy{}.for_scheme(schemes::lucia_v3).expires_in, 24h * 30);
  EXPECT_EQ(session_policy{}.for_scheme(schemes::lucia_v1).active_period, 24h);
  EXPECT_EQ(session_policy{}.for_scheme(schemes::lucia_v2).idle_period, 24h * 14);
  EXPECT_EQ(session_policy{}.for_scheme(schemes::cardea).idle_period, 24h * 10);
  EXPECT_EQ(session_policy{.expires_in = 1h}.for_scheme(schemes::lucia_v3).expires_in, 1h);
}

TEST(Session, PeriodsOutOfReasonAreRefused) {
  EXPECT_THROW((void)session_policy{.expires_in = -1ms}.for_scheme(schemes::lucia_v3), error);
  EXPECT_THROW((void)session_policy{.idle_period = 24h * 40000}.for_scheme(schemes::lucia_v3), error);
}

}  // namespace
}  // namespace cardea
