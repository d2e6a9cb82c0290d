// SPDX-License-Identifier: MIT
#include "cache_fixture.hpp"

namespace cardea::cached {
namespace {

TEST_F(PostgresCache, TenThousandRevocationsElsewhereAreEachSeenWithinASecondHoweverTheChannelIsCut) {
  db_.run("SET synchronous_commit = off");
  sees_ten_thousand_revocations_however_the_channel_is_cut();
}

}  // namespace
}  // namespace cardea::cached
