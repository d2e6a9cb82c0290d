// SPDX-License-Identifier: MIT
#include "cache_fixture.hpp"

#include <sys/wait.h>
#include <unistd.h>

namespace cardea::cached {
namespace {

TEST_F(SqliteCache, ACommitOfAnotherConnectionIsSeenWithinASecond) {
  have("s1");
  ASSERT_TRUE(within_a_second([&] { return is_known("s1"); }));
  other_->run("DELETE FROM session WHERE id = 's1'");
  EXPECT_TRUE(within_a_second([&] { return !cache_->find_session("s1"); }));
}

TEST_F(SqliteCache, ADeletionByAnotherProcessIsSeenWithinASecond) {
  have("s1");
  ASSERT_TRUE(within_a_second([&] { return is_known("s1"); }));
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    execlp("sqlite3", "sqlite3", path_.c_str(), "PRAGMA foreign_keys = ON; DELETE FROM user", nullptr);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WEXITSTATUS(status) == 127) GTEST_SKIP() << "there is no sqlite3";
  ASSERT_EQ(status, 0);
  EXPECT_TRUE(within_a_second([&] { return !cache_->find_session("s1"); }));
}

TEST(SqliteCacheOff, AFileThatCannotBeReadTurnsItOffUntilItCan) {
  const folder folder;
  const auto path = folder / "app.db";
  const handle other{path};
  // Without a WAL one who writes keeps readers out.
  other.run("CREATE TABLE of_the_application (id INTEGER)");
  auto inner = std::make_unique<sqlite::store>(sqlite::pool{path}, layouts::lucia_v3());
  inner->prepare({}, {});
  inner->migrate(true);
  const store cache{std::move(inner), std::make_unique<sqlite::change_channel>(path)};
  wait_until_on(cache);
  other.run("BEGIN EXCLUSIVE");
  std::this_thread::sleep_for(1s);
  EXPECT_FALSE(cache.counts().is_on) << "nobody can say what the transaction does";
  other.run("ROLLBACK");
  wait_until_on(cache);
}

TEST_F(SqliteCache, ADatabaseInMemoryHasNoChannel) {
  EXPECT_THROW(sqlite::change_channel{":memory:"}, error);
  EXPECT_THROW(sqlite::change_channel{""}, error);
}

}  // namespace
}  // namespace cardea::cached
