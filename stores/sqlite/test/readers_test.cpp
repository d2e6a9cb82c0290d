// SPDX-License-Identifier: MIT
#include "folder.hpp"
#include "wrong.hpp"

#include <cardea/contract/at_once.hpp>
#include <cardea/sqlite/pool.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <set>
#include <thread>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::contract::at_once;
using cardea::sqlite::connection;
using cardea::sqlite::pool;

const connection* one_of(pool& connections) { return &*connections.read(); }

TEST(SqliteReaders, AThreadComesBackToTheConnectionThatItReadOnLast) {
  const folder in;
  pool connections{in / "app.db", {.readers = 2}};
  const auto* mine = one_of(connections);
  // The second of them would begin where the first did not; one of the two finds its first choice taken.
  for (int i = 0; i < 2; ++i) {
    std::optional<pool::lease> held{connections.read()};
    std::thread{[&] {
      const auto* theirs = one_of(connections);
      EXPECT_NE(theirs, mine);
      held.reset();
      for (int n = 0; n < 10; ++n) EXPECT_EQ(one_of(connections), theirs);
    }}.join();
  }
  EXPECT_EQ(one_of(connections), mine);
}

TEST(SqliteReaders, ThoseWhoReadOneAfterTheOtherShareOneConnection) {
  const folder in;
  pool connections{in / "app.db"};
  std::set<const connection*> all;
  for (int i = 0; i < 20; ++i) std::thread{[&] { all.insert(one_of(connections)); }}.join();
  EXPECT_EQ(all.size(), 1U);
}

TEST(SqliteReaders, WhoWaitsIsServedAsSoonAsOneIsGivenBack) {
  const folder in;
  pool connections{in / "app.db", {.readers = 1, .wait_timeout = 60s}};
  for (int i = 0; i < 50; ++i) {
    std::optional<pool::lease> held{connections.read()};
    std::thread waiting{[&] { (void)one_of(connections); }};
    if (i % 2 == 0) std::this_thread::sleep_for(2ms);
    held.reset();
    waiting.join();  // Within the time of the whole test, or the wake was lost.
  }
}

TEST(SqliteReaders, NoTwoThreadsHaveTheSameOneAndEachIsServed) {
  const folder in;
  pool connections{in / "app.db", {.readers = 3, .wait_timeout = 60s}};
  const cardea::sql::statement one{"SELECT 1"};
  std::atomic<int> lent{0}, most{0};
  at_once(12, [&](int) {
    for (int i = 0; i < 300; ++i) {
      const auto reader = connections.read();
      const int now = ++lent;
      for (int before = most; now > before && !most.compare_exchange_weak(before, now);) {
      }
      // A connection that two had would be seen by ThreadSanitizer, and by SQLite.
      reader->query(one, {}, [](cardea::sql::row r) { EXPECT_EQ(r[0].integer, 1); });
      std::this_thread::yield();
      --lent;
    }
  });
  EXPECT_LE(most, 3);
  EXPECT_GE(most, 2) << "they took turns";
}

TEST(SqliteReaders, ALeaseMayOutliveThePool) {
  const folder in;
  std::optional<pool> connections{in / "app.db"};
  std::optional<pool::lease> reading{connections->read()}, writing{connections->write()};
  connections.reset();
  EXPECT_NO_THROW((*reading)->query(cardea::sql::statement{"SELECT 1"}, {}, [](cardea::sql::row) {}));
  EXPECT_NO_THROW((*writing)->execute(cardea::sql::statement{"CREATE TABLE t (id TEXT)"}, {}));
  reading.reset();
  writing.reset();
}

TEST(SqliteReaders, TheFileIsMappedOnlyWhereThatIsWanted) {
  const folder in;
  const auto mapped = [](pool& connections) {
    std::int64_t bytes = -1;
    connections.read()->query(cardea::sql::statement{"PRAGMA mmap_size"}, {},
                              [&](cardea::sql::row r) { bytes = r[0].integer; });
    return bytes;
  };
  pool plain{in / "app.db"}, with_map{in / "app.db", {.mmap_kib = 256}};
  EXPECT_EQ(mapped(plain), 0);
  EXPECT_EQ(mapped(with_map), 256 * 1024);
}

}  // namespace
