// SPDX-License-Identifier: MIT
#include "homes.hpp"
#include "trials.hpp"

#include <cardea/cached/store.hpp>
#include <cardea/sqlite/change_channel.hpp>

#include <filesystem>

#include <sys/wait.h>
#include <unistd.h>

namespace cardea::cached {
namespace {

/// A cache before a pool on a file, and what another process would have: a connection of its own.
class SqliteCache : public testing::Test {
 protected:
  SqliteCache() {
    auto inner = std::make_unique<sqlite::store>(sqlite::pool{path_}, layouts::lucia_v3());
    inner->prepare({}, {});
    inner->migrate(true);
    other_ = std::make_unique<handle>(path_);
    // Nothing here is about power cuts.
    other_->run("PRAGMA synchronous = OFF; PRAGMA busy_timeout = 5000; INSERT INTO user VALUES ('u1')");
    cache_ = std::make_unique<store>(std::move(inner), std::make_unique<sqlite::change_channel>(path_));
    wait_until_on(*cache_);
  }
  void have(std::string_view id) {
    other_->run("INSERT INTO session (id, user_id, expires_at) VALUES ('" + std::string{id} +
                "', 'u1', 4102444800)");
  }
  bool is_known(std::string_view id) {
    const auto before = cache_->counts().hits;
    return cache_->find_session(id) && cache_->counts().hits > before;
  }

  folder folder_{};
  std::string path_ = folder_ / "app.db";
  std::unique_ptr<handle> other_{};
  std::unique_ptr<store> cache_{};
};

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

TEST_F(SqliteCache, ADatabaseInMemoryHasNoChannel) {
  EXPECT_THROW(sqlite::change_channel{":memory:"}, error);
  EXPECT_THROW(sqlite::change_channel{""}, error);
}

}  // namespace
}  // namespace cardea::cached
