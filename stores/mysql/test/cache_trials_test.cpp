// SPDX-License-Identifier: MIT
#include "cache_fixture.hpp"

namespace cardea::cached {
namespace {

TEST_F(MysqlCache, TenThousandRevocationsElsewhereAreEachSeenWithinASecondHoweverTheChannelIsCut) {
  sees_ten_thousand_revocations_however_the_channel_is_cut();
}

}  // namespace
}  // namespace cardea::cached
