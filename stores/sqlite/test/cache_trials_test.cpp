// SPDX-License-Identifier: MIT
#include "cache_fixture.hpp"

namespace cardea::cached {
namespace {

TEST_F(SqliteCache, TenThousandRevocationsElsewhereAreEachSeenWithinASecond) {
  const trials how{.count = 10'000, .time = 10s};
  other_->run("BEGIN");
  for (std::size_t i = 0; i < how.count; ++i) have(trial_id(i));
  other_->run("COMMIT");
  // Now and then a writer holds everybody up, and with them the channel.
  handle blocker{path_};
  revocations_are_seen_within_a_second(
      *cache_, how,
      [&](std::string_view id) {
        const auto done =
            other_->run("DELETE FROM session WHERE id = '" + std::string{id} + "' RETURNING id");
        ASSERT_EQ(done.size(), 1U);
      },
      [&](std::mt19937& random) {
        blocker.run("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE");
        std::this_thread::sleep_for(std::chrono::milliseconds{random() % 5});
        blocker.run("COMMIT");
      });
}

}  // namespace
}  // namespace cardea::cached
