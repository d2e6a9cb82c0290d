// SPDX-License-Identifier: MIT
#include "folder.hpp"

#include <cardea/sqlite/memory_statistics.hpp>
#include <cardea/sqlite/pool.hpp>

#include <gtest/gtest.h>

#include <sqlite3.h>

namespace {

TEST(SqliteMemoryStatistics, AreSwitchedOffBeforeSqliteIsUsedAndNotAfter) {
  ASSERT_TRUE(cardea::sqlite::disable_memory_statistics());
  const folder in;
  const cardea::sqlite::pool connections{in / "app.db"};
  EXPECT_EQ(sqlite3_memory_used(), 0);
  EXPECT_FALSE(cardea::sqlite::disable_memory_statistics());
}

}  // namespace
