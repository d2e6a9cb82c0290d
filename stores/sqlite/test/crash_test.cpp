// SPDX-License-Identifier: MIT
#include "folder.hpp"
#include "handle.hpp"

#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int threads = 8;

/// Creates sessions on several threads, and says each that was acknowledged, until it is killed.
[[noreturn]] void create_for_ever(const std::string& path, int said, int round) {
  cardea::sqlite::store store{cardea::sqlite::pool{path}, cardea::layouts::lucia_v2()};
  store.prepare({}, {});
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&, i] {
      for (int n = 0;; ++n) {
        const auto id = std::to_string(round) + '-' + std::to_string(i) + '-' + std::to_string(n);
        if (store.insert_session(
                {.id = id, .user_id = "u", .times = {}, .secret_hash = {}, .attributes = {}}) !=
            cardea::insertion::done)
          _exit(1);
        // At once, as pipes write what is this short.
        const auto line = id + '\n';
        if (write(said, line.data(), line.size()) < 0) _exit(1);
      }
    });
  for (auto& one : all) one.join();
  _exit(1);
}

TEST(SqliteCrash, EverySessionThatWasAcknowledgedIsThereWhenTheProcessIsKilled) {
  const folder in;
  {
    cardea::sqlite::store store{cardea::sqlite::pool{in / "app.db"}, cardea::layouts::lucia_v2()};
    store.prepare({}, {});
    store.migrate(true);
    ASSERT_EQ(store.insert_user({.id = "u", .attributes = {}}, nullptr), cardea::insertion::done);
  }
  std::set<std::string> acknowledged;
  for (int round = 0; round < 5; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const auto child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) create_for_ever(in / "app.db", ends[1], round);
    close(ends[1]);
    std::string said;
    const auto before = acknowledged.size();
    bool is_killed = false;
    char some[4096];
    for (ssize_t count = 0; (count = read(ends[0], some, sizeof some)) > 0;) {
      said.append(some, static_cast<std::size_t>(count));
      for (std::size_t end; (end = said.find('\n')) != std::string::npos; said.erase(0, end + 1))
        acknowledged.insert(said.substr(0, end));
      if (!is_killed && acknowledged.size() - before > 100) is_killed = kill(child, SIGKILL) == 0;
    }
    close(ends[0]);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself, with " << status;
  }
  for (const auto& id : handle{in / "app.db"}.run("SELECT id FROM user_session")) acknowledged.erase(id);
  EXPECT_TRUE(acknowledged.empty()) << acknowledged.size() << " are gone, such as " << *acknowledged.begin();
  EXPECT_EQ(handle{in / "app.db"}.one("PRAGMA integrity_check"), "ok");
}

}  // namespace
