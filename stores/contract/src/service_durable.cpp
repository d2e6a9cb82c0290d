// SPDX-License-Identifier: MIT
#include <cardea/contract/service.hpp>

namespace cardea::contract {

TEST_P(ServiceStoreDurableContract, LimitsAndTokensOutliveTheStore) {
  use_up("a");
  EXPECT_TRUE(kept().insert_one_time(a_row("t1")));
  reopen();
  EXPECT_EQ(take("a"), 1min) << "who starts the server anew may try again at once";
  EXPECT_EQ(kept().find_one_time("t1"), a_row("t1"));
  EXPECT_TRUE(kept().erase_one_time("t1"));
  reopen();
  EXPECT_FALSE(kept().find_one_time("t1"));
}

void ServiceStoreDurableContract::link() {}

}  // namespace cardea::contract
