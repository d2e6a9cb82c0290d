// SPDX-License-Identifier: MIT
#include "folder.hpp"
#include "handle.hpp"
#include "wrong.hpp"

#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::sqlite::pool;
using cardea::sqlite::pool_options;

cardea::sqlite::store open(const std::string& path, pool_options options = {}) {
  cardea::sqlite::store store{pool{path, options}, cardea::layouts::lucia_v3()};
  store.prepare({}, {});
  return store;
}

TEST(SqliteOpen, ADatabaseThatIsMadeHereIsInWalMode) {
  const folder in;
  open(in / "app.db").migrate(true);
  EXPECT_EQ(handle{in / "app.db"}.one("PRAGMA journal_mode"), "wal");
}

TEST(SqliteOpen, ADatabaseThatSomebodyElseMadeKeepsItsJournalMode) {
  const folder in;
  handle{in / "app.db"}.run("CREATE TABLE theirs (id TEXT)");
  auto store = open(in / "app.db");
  store.migrate(true);
  EXPECT_EQ(handle{in / "app.db"}.one("PRAGMA journal_mode"), "delete");
}

TEST(SqliteOpen, ForeignKeysAreEnforced) {
  const folder in;
  pool connections{in / "app.db"};
  std::string on;
  connections.write()->query(cardea::sql::statement{"PRAGMA foreign_keys"}, {},
                             [&](cardea::sql::row r) { on = std::to_string(r[0].integer); });
  EXPECT_EQ(on, "1");
}

TEST(SqliteOpen, AReaderCannotWrite) {
  const folder in;
  pool connections{in / "app.db"};
  connections.write()->execute(cardea::sql::statement{"CREATE TABLE t (id TEXT)"}, {});
  EXPECT_ERROR(connections.read()->execute(cardea::sql::statement{"DELETE FROM t"}, {}), errc::read_only, "");
}

TEST(SqliteOpen, AFileThatIsNotThereIsMadeOnlyIfThatIsWanted) {
  const folder in;
  EXPECT_ERROR(pool(in / "none.db", {.create = false}), errc::unavailable, "none.db");
  EXPECT_FALSE(std::filesystem::exists(in / "none.db"));
  EXPECT_ERROR(pool(in / "no/such/folder.db"), errc::unavailable, "folder.db");
}

TEST(SqliteOpen, WhatIsNoDatabaseIsCorrupt) {
  const folder in;
  std::ofstream{in / "app.db"} << std::string(8192, 'x');
  EXPECT_ERROR(pool(in / "app.db"), errc::corrupt, "not a database");
}

TEST(SqliteOpen, ADamagedPageIsCorrupt) {
  const folder in;
  auto store = open(in / "app.db");
  store.migrate(true);
  ASSERT_EQ(store.insert_user({.id = "u1", .attributes = {}}, nullptr), cardea::insertion::done);
  handle{in / "app.db"}.run("PRAGMA wal_checkpoint(TRUNCATE)");
  {
    std::fstream file{in / "app.db", std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(4096);
    file << std::string(8192, '\x5a');
  }
  auto damaged = open(in / "app.db");
  EXPECT_ERROR(damaged.find_user("u1"), errc::corrupt, "malformed");
}

TEST(SqliteOpen, ADatabaseOpenedForReadingRefusesWrites) {
  const folder in;
  open(in / "app.db").migrate(true);
  const handle theirs{in / "app.db", SQLITE_OPEN_READONLY};
  cardea::sqlite::borrowed_store store{cardea::sqlite::borrowed{theirs.get()}, cardea::layouts::lucia_v3()};
  store.prepare({}, {});
  EXPECT_FALSE(store.find_user("u1"));
  EXPECT_ERROR(store.insert_user({.id = "u1", .attributes = {}}, nullptr), errc::read_only, "readonly");
  EXPECT_ERROR(store.erase_user("u1"), errc::read_only, "readonly");
}

TEST(SqliteOpen, ALockHeldByAnotherIsWaitedForAndThenBusy) {
  const folder in;
  auto store = open(in / "app.db", {.busy_timeout = 30ms});
  store.migrate(true);
  const handle other{in / "app.db"};
  other.run("BEGIN IMMEDIATE");
  const auto before = std::chrono::steady_clock::now();
  const auto why = thrown_by([&] { store.insert_user({.id = "u1", .attributes = {}}, nullptr); });
  ASSERT_TRUE(why);
  EXPECT_EQ(why->code, errc::busy);
  EXPECT_TRUE(cardea::is_retryable(why->code));
  EXPECT_GE(std::chrono::steady_clock::now() - before, 25ms);
  EXPECT_ERROR(store.erase_user("u1"), errc::busy, "locked");
  EXPECT_FALSE(store.find_user("u1")) << "in WAL mode readers do not wait";
  other.run("ROLLBACK");
  EXPECT_EQ(store.insert_user({.id = "u1", .attributes = {}}, nullptr), cardea::insertion::done);
}

TEST(SqlitePool, AWaitForTheWriterIsBounded) {
  const folder in;
  pool connections{in / "app.db", {.wait_timeout = 20ms}};
  {
    const auto held = connections.write();
    EXPECT_ERROR(connections.write(), errc::busy, "20 ms");
    EXPECT_NO_THROW((void)connections.read());
  }
  EXPECT_NO_THROW((void)connections.write());
}

TEST(SqlitePool, AWaitForAReaderIsBounded) {
  const folder in;
  pool connections{in / "app.db", {.readers = 2, .wait_timeout = 20ms}};
  const auto first = connections.read();
  {
    const auto second = connections.read();
    EXPECT_ERROR(connections.read(), errc::busy, "20 ms");
  }
  EXPECT_NO_THROW((void)connections.read());
  EXPECT_ERROR(pool(in / "app.db", {.readers = 0}), errc::invalid_argument, "reader");
}

TEST(SqlitePool, AReaderThatCannotBeOpenedGivesItsPlaceBack) {
  const folder in;
  pool connections{in / "app.db", {.readers = 1, .wait_timeout = 20ms}};
  std::filesystem::rename(in / "app.db", in / "moved.db");
  std::filesystem::create_directory(in / "app.db");
  EXPECT_ERROR(connections.read(), errc::unavailable, "app.db");
  EXPECT_ERROR(connections.read(), errc::unavailable, "app.db");
  std::filesystem::remove(in / "app.db");
  std::filesystem::rename(in / "moved.db", in / "app.db");
  EXPECT_NO_THROW((void)connections.read());
}

TEST(SqlitePool, ADatabaseInMemoryIsOneForReadingAndWriting) {
  pool connections{":memory:"};
  connections.write()->execute(cardea::sql::statement{"CREATE TABLE t (id TEXT)"}, {});
  EXPECT_NO_THROW(
      connections.read()->query(cardea::sql::statement{"SELECT id FROM t"}, {}, [](cardea::sql::row) {}));
}

}  // namespace
