// SPDX-License-Identifier: MIT
#include "borrowed_on.hpp"
#include "folder.hpp"
#include "handle.hpp"
#include "migrators.hpp"
#include "wrong.hpp"

#include <cardea/sqlite/service_store.hpp>
#include <cardea/sqlite/store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

namespace {

using cardea::errc;
using cardea::migrate_options;
using cardea::sqlite::borrowed_store;
using testing::ElementsAre;
namespace layouts = cardea::layouts;

const migrate_options despite{.despite_owner = true};

cardea::column age() {
  return {.name = "age", .type = cardea::column_type::int32, .nullable = true, .renamed = {}};
}

TEST(SqliteHistory, AMigrationIsARowAndOneThatFindsNothingToDoWritesNothing) {
  const handle db{":memory:"};
  auto store = on(db, layouts::lucia_v3());
  const auto steps = store.migrate(true, {.now = cardea::timestamp{}});
  EXPECT_THAT(
      db.run("SELECT * FROM cardea_migrations"),
      ElementsAre(R"(1|lucia-v3|"user", "session"|)" + hash_of(steps) + "|1970-01-01T00:00:00.000Z|done"));
  const auto changes = sqlite3_total_changes(db.get());
  const auto version = db.one("PRAGMA schema_version");
  EXPECT_TRUE(store.migrate(true).empty());
  EXPECT_EQ(sqlite3_total_changes(db.get()), changes);
  EXPECT_EQ(db.one("PRAGMA schema_version"), version);
  EXPECT_TRUE(store.check().empty());
}

TEST(SqliteHistory, WhereNothingIsToBeDoneNoTableIsMade) {
  const handle db{":memory:"};
  auto store = on(db, layouts::lucia_v3());
  store.migrate(true);
  db.run("DROP TABLE cardea_migrations");
  EXPECT_TRUE(store.migrate(true).empty());
  EXPECT_TRUE(db.run("SELECT 1 FROM sqlite_schema WHERE name = 'cardea_migrations'").empty());
}

TEST(SqliteHistory, SeveralLayoutsAndRenamedTablesShareIt) {
  const handle db{":memory:"};
  on(db, layouts::lucia_v3()).migrate(true);
  on(db, layouts::cardea({.user = "the \"users\"", .session = "logins", .key = "a, b"})).migrate(true);
  on(db, layouts::lucia_v3(), {age()}).migrate(true);
  EXPECT_THAT(db.run("SELECT number, layout, tables, at, state FROM cardea_migrations ORDER BY number"),
              ElementsAre(R"(1|lucia-v3|"user", "session"|NULL|done)",
                          R"(2|cardea|"the ""users""", "logins", "a, b"|NULL|done)",
                          R"(3|lucia-v3|"user", "session"|NULL|done)"));
}

TEST(SqliteHistory, ATableOfItsNameThatIsSomethingElseIsLeftAlone) {
  const handle db{":memory:"};
  db.run("CREATE TABLE cardea_migrations (number INTEGER PRIMARY KEY, name TEXT)");
  EXPECT_ERROR(on(db, layouts::lucia_v3()).migrate(true), errc::schema_mismatch, "\"layout\"");
  EXPECT_EQ(db.run("SELECT name FROM sqlite_schema").size(), 1U);
}

TEST(SqliteHistory, WhatIsForDrizzleOrPrismaToDoIsLeftToThem) {
  for (const auto& [table, tool, name] : {std::tuple{"__drizzle_migrations", "drizzle", "Drizzle"},
                                          {"_prisma_migrations", "prisma", "Prisma"}}) {
    const handle db{":memory:"};
    auto store = on(db, layouts::lucia_v3());
    EXPECT_FALSE(store.owner());
    db.run(std::string{"CREATE TABLE "} + table + " (id INTEGER)");
    ASSERT_TRUE(store.owner());
    EXPECT_EQ(store.owner()->tool, tool);
    EXPECT_EQ(store.owner()->table, table);
    EXPECT_ERROR(store.migrate(true), errc::owned_elsewhere, name);
    EXPECT_EQ(db.run("SELECT name FROM sqlite_schema").size(), 1U);
    EXPECT_EQ(sqlite3_get_autocommit(db.get()), 1);
    for (const auto& step : store.migrate(false)) db.run(step);
    EXPECT_TRUE(store.migrate(true).empty()) << "there is nothing to refuse";
    auto more = on(db, layouts::lucia_v3(), {age()});
    EXPECT_ERROR(more.migrate(true), errc::owned_elsewhere, table);
    EXPECT_EQ(more.migrate(true, despite).size(), 1U);
    EXPECT_EQ(db.one("SELECT count(*) FROM cardea_migrations"), "1");
  }
}

TEST(SqliteHistory, OfManyAtOnceOneMakesTheTablesAndTheOthersWait) {
  for (int round = 0; round < 5; ++round) {
    const folder in;
    const auto path = in / "app.db";
    const auto open = [&] {
      cardea::sqlite::store store{cardea::sqlite::pool{path}, layouts::cardea()};
      store.prepare({}, {});
      return store;
    };
    EXPECT_EQ(busy_migrators(8, open), 1);
    EXPECT_TRUE(open().check().empty());
    EXPECT_EQ(handle{path}.one("SELECT count(*) FROM cardea_migrations"), "1");
  }
}

/// A store on a handle of its own.
struct lent {
  std::unique_ptr<handle> db;
  borrowed_store store;
  std::vector<std::string> migrate(bool run) { return store.migrate(run); }
};

TEST(SqliteHistory, ThoseOnTheApplicationsHandlesWaitForAsLongAsItSays) {
  for (int round = 0; round < 5; ++round) {
    const folder in;
    const auto path = in / "app.db";
    const auto open = [&] {
      auto db = std::make_unique<handle>(path);
      sqlite3_busy_timeout(db->get(), 10'000);
      auto store = on(*db, layouts::cardea());
      return lent{std::move(db), std::move(store)};
    };
    EXPECT_EQ(busy_migrators(8, open), 1);
    EXPECT_EQ(handle{path}.one("SELECT count(*) FROM cardea_migrations"), "1");
  }
}

/// Migrates, and is killed before the statement `behind` so many. Whether it lived to the end.
bool is_done_before(const std::string& path, int behind) {
  const auto child = fork();
  if (child == 0) {
    const handle db{path};
    const auto die = [](unsigned, void* left, void*, void*) {
      if ((*static_cast<int*>(left))-- == 0) kill(getpid(), SIGKILL);
      return 0;
    };
    sqlite3_trace_v2(db.get(), SQLITE_TRACE_STMT, die, &behind);
    on(db, layouts::cardea()).migrate(true);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(SqliteHistory, OneThatIsKilledBeforeAnyOfItsStatementsIsUndone) {
  int kills = 0;
  for (bool is_done = false; !is_done; ++kills) {
    SCOPED_TRACE(kills);
    const folder in;
    is_done = is_done_before(in / "app.db", kills);
    const handle db{in / "app.db"};
    EXPECT_EQ(db.run("SELECT name FROM sqlite_schema WHERE type = 'table'").size(), is_done ? 4U : 0U);
    auto store = on(db, layouts::cardea());
    EXPECT_EQ(store.migrate(true).empty(), is_done);
    EXPECT_TRUE(store.check().empty());
    EXPECT_EQ(db.one("SELECT count(*) FROM cardea_migrations WHERE state = 'done'"), "1");
  }
  EXPECT_GT(kills, 9) << "each statement of the plan and those around it";
}

TEST(SqliteHistory, TheTablesOfAServiceHaveARowOfTheirOwnAndNoneOfALayouts) {
  const folder folder;
  cardea::sqlite::service_store store{cardea::sqlite::pool{folder / "app.db"}};
  const auto steps = store.migrate(true, {.now = cardea::timestamp{}});
  const handle db{folder / "app.db"};
  EXPECT_THAT(db.run("SELECT * FROM cardea_migrations"),
              ElementsAre(R"(1|service|"cardea_limits", "cardea_tokens"|)" + hash_of(steps) +
                          "|1970-01-01T00:00:00.000Z|done"));
  EXPECT_THAT(db.run("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"),
              ElementsAre("cardea_limits", "cardea_migrations", "cardea_tokens"));
  db.run("DROP INDEX cardea_tokens_user_id_idx; DROP TABLE cardea_limits");
  EXPECT_EQ(store.check().size(), 2U);
  db.run("CREATE TABLE __drizzle_migrations (id)");
  EXPECT_ERROR(store.migrate(true), errc::owned_elsewhere, "Drizzle");
  EXPECT_EQ(store.migrate(true, despite).size(), 3U);
  EXPECT_TRUE(store.check().empty());
}

}  // namespace
