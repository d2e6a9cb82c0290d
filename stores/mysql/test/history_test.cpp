// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "migrators.hpp"
#include "proxy.hpp"

#include <cardea/mysql/service_store.hpp>

#include <regex>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using testing::ElementsAre;
namespace layouts = cardea::layouts;

class MysqlHistory : public Mysql {
 protected:
  [[nodiscard]] std::vector<std::string> rows() const {
    return db_.run("SELECT number, layout, state FROM cardea_migrations ORDER BY number");
  }
};

TEST_F(MysqlHistory, AMigrationIsARowAndOneThatFindsNothingToDoIsNone) {
  auto store = on(url_, layouts::cardea());
  const auto steps = store.migrate(true, {.now = cardea::timestamp{}});
  const auto row =
      "1|cardea|`auth_user`, `auth_session`, `auth_key`|" + hash_of(steps) + "|1970-01-01T00:00:00.000Z|done";
  EXPECT_THAT(db_.run("SELECT * FROM cardea_migrations"), ElementsAre(row));
  EXPECT_TRUE(store.migrate(true).empty());
  EXPECT_THAT(db_.run("SELECT * FROM cardea_migrations"), ElementsAre(row));
  EXPECT_TRUE(store.check().empty());
  EXPECT_EQ(on(url_, layouts::lucia_v2()).migrate(true).empty(), false);
  EXPECT_THAT(rows(), ElementsAre("1|cardea|done", "2|lucia-v2|done"));
}

TEST_F(MysqlHistory, TheTablesOfAnotherDatabaseHaveTheirHistoryThere) {
  const auto other = place{};
  auto store = on(url_, layouts::lucia_v3({.user = other.name() + ".u", .session = other.name() + ".s"}));
  store.migrate(true);
  EXPECT_TRUE(store.migrate(true).empty());
  EXPECT_EQ(db_.one("SELECT count(*) FROM " + other.name() + ".cardea_migrations"), "1");
  EXPECT_TRUE(db_.run("SHOW TABLES").empty());
}

TEST_F(MysqlHistory, WhatIsForDrizzleOrPrismaToDoIsLeftToThem) {
  for (const auto& [table, tool, name] : {std::tuple{"__drizzle_migrations", "drizzle", "Drizzle"},
                                          {"_prisma_migrations", "prisma", "Prisma"}}) {
    clear();
    auto store = on(url_, layouts::lucia_v3());
    EXPECT_FALSE(store.owner());
    db_.run(std::string{"CREATE TABLE "} + table + " (id int)");
    ASSERT_TRUE(store.owner());
    EXPECT_EQ(store.owner()->tool, tool);
    EXPECT_ERROR(store.migrate(true), errc::owned_elsewhere, name);
    EXPECT_EQ(db_.run("SHOW TABLES").size(), 1U);
    for (const auto& step : store.migrate(false)) db_.run(step);
    EXPECT_TRUE(store.migrate(true).empty()) << "there is nothing to refuse";
    db_.run("DROP INDEX user_session_expires_at_idx ON user_session");
    EXPECT_EQ(store.migrate(true, {.despite_owner = true}).size(), 1U);
    EXPECT_THAT(rows(), ElementsAre("1|lucia-v3|done"));
  }
}

TEST_F(MysqlHistory, OfManyAtOnceOneMakesTheTablesAndTheOthersWait) {
  EXPECT_EQ(busy_migrators(8, [&] { return on(url_, layouts::cardea()); }), 1);
  EXPECT_TRUE(on(url_, layouts::cardea()).check().empty());
  EXPECT_THAT(rows(), ElementsAre("1|cardea|done"));
}

TEST_F(MysqlHistory, OneThatGoesOnForTooLongIsBusyAndTheLockIsGivenBackInTheEnd) {
  const auto lock = std::regex_replace(std::string{cardea::sql::mysql_dialect().migrations.lock},
                                       std::regex{"\\?-?"}, "'cardea_migrations'");
  const handle other{url_};
  ASSERT_EQ(other.one(lock), "1");
  auto store = on(url_, layouts::cardea(), {}, {.size = 1});
  EXPECT_ERROR(store.migrate(true, {.wait_timeout = 50ms}), errc::busy, "50 ms");
  EXPECT_TRUE(db_.run("SHOW TABLES").empty());
  other.run("SELECT RELEASE_ALL_LOCKS()");
  EXPECT_FALSE(store.migrate(true).empty());
  EXPECT_EQ(other.one(lock), "1") << "the connection is idle in the pool";
}

// Each table is committed as it is made: what an interrupted migration left is the next one's to finish.
TEST_F(MysqlHistory, OneThatIsCutAtAnyStepIsFinishedByTheNext) {
  proxy between{server_url()};
  int begun = 0;
  bool is_cut = true;
  // Around a statement there are five answers at the least.
  for (int behind = 0; is_cut; behind += 2) {
    SCOPED_TRACE(behind);
    const auto before = between.count();
    clear();
    between.cut_next_answer(behind);
    const auto why = thrown_by([&] { on(between.through(url_), layouts::lucia_v3()).migrate(true); });
    between.pass_answers();
    const bool is_kept = !db_.run("SHOW TABLES LIKE 'cardea_migrations'").empty();
    if (is_kept && rows() == std::vector<std::string>{"1|lucia-v3|begun"}) ++begun;
    auto again = on(url_, layouts::lucia_v3());
    again.migrate(true);
    EXPECT_TRUE(again.check().empty());
    EXPECT_THAT(rows(), ElementsAre("1|lucia-v3|done")) << (why ? why->message : "");
    EXPECT_TRUE(again.migrate(true).empty());
    is_cut = why || between.count() > before + 1;  // To begin is tried on a second one.
  }
  EXPECT_GT(begun, 4) << "as many as there are tables and indexes";
}

TEST_F(MysqlHistory, OfManyThatMakeTheTablesOfAServiceOneDoesAndARowSaysIt) {
  EXPECT_EQ(busy_migrators(8, [&] { return cardea::mysql::service_store{cardea::mysql::pool{url_}}; }), 1);
  EXPECT_EQ(db_.run("SELECT layout, tables, state FROM cardea_migrations"),
            (std::vector<std::string>{"service|`cardea_limits`, `cardea_tokens`|done"}));
}

TEST_F(MysqlHistory, TheTablesOfAServiceThatWasCutOffAreFinishedByTheNext) {
  cardea::mysql::service_store store{cardea::mysql::pool{url_}};
  store.migrate(true);
  db_.run("DROP TABLE cardea_tokens; UPDATE cardea_migrations SET state = 'begun'");
  EXPECT_EQ(store.migrate(true).size(), 3U);
  EXPECT_EQ(db_.run("SELECT number, state FROM cardea_migrations"), (std::vector<std::string>{"1|done"}));
  EXPECT_TRUE(store.check().empty());
}

}  // namespace
