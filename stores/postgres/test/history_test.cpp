// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "migrators.hpp"
#include "proxy.hpp"

#include <cardea/postgres/borrowed.hpp>

#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using testing::ElementsAre;
namespace layouts = cardea::layouts;

class PostgresHistory : public Postgres {
 protected:
  static cardea::postgres::store on(const std::string& url,
                                    const cardea::sql::layout& layout = layouts::cardea()) {
    cardea::postgres::store store{cardea::postgres::pool{url}, layout};
    store.prepare({}, {});
    return store;
  }
  [[nodiscard]] std::string tables() const {
    return db_.one("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()");
  }
};

TEST_F(PostgresHistory, AMigrationIsARowBesideTheTables) {
  const auto other = place_.name() + "_b";
  db_.run("CREATE SCHEMA " + other);
  auto store = on(url_);
  const auto steps = store.migrate(true, {.now = cardea::timestamp{}});
  on(url_, layouts::lucia_v3({.user = other + ".u", .session = other + ".s"})).migrate(true);
  EXPECT_THAT(db_.run("SELECT * FROM cardea_migrations"),
              ElementsAre(R"(1|cardea|"auth_user", "auth_session", "auth_key"|)" + hash_of(steps) +
                          "|1970-01-01T00:00:00.000Z|done"));
  EXPECT_EQ(db_.one("SELECT layout FROM " + other + ".cardea_migrations"), "lucia-v3");
  EXPECT_TRUE(store.migrate(true).empty());
  EXPECT_TRUE(store.check().empty());
  db_.run("DROP SCHEMA " + other + " CASCADE");
}

TEST_F(PostgresHistory, WhoMayOnlyUseTheTablesIsToldThatNothingIsToBeDone) {
  on(url_).migrate(true);
  const auto role = place_.name();
  db_.run("CREATE ROLE " + role + " LOGIN; GRANT USAGE ON SCHEMA " + role + " TO " + role);
  const handle application{url_};
  application.run("SET ROLE " + role);
  cardea::postgres::borrowed_store store{cardea::postgres::borrowed{application.get()}, layouts::cardea()};
  store.prepare({}, {});
  EXPECT_TRUE(store.migrate(true).empty());
  db_.run("DROP OWNED BY " + role + "; DROP ROLE " + role);
}

// Drizzle's schema is looked for in the whole database, which has to be another than that of other tests.
TEST_F(PostgresHistory, WhatIsForDrizzleOrPrismaToDoIsLeftToThem) {
  const own_database database{place_.name()};
  const auto url = database.url();
  const handle db{url};
  ASSERT_EQ(db.one("SELECT current_database()"), place_.name());
  for (const auto& [table, tool, name] : {std::tuple{"drizzle.__drizzle_migrations", "drizzle", "Drizzle"},
                                          {"public.__drizzle_migrations", "drizzle", "Drizzle"},
                                          {"public._prisma_migrations", "prisma", "Prisma"},
                                          {"app._prisma_migrations", "prisma", "Prisma"}}) {
    SCOPED_TRACE(table);
    db.run("CREATE SCHEMA drizzle; CREATE SCHEMA app; CREATE SCHEMA other");
    db.run(
        "CREATE TABLE other._prisma_migrations (id int); CREATE TABLE other.__drizzle_migrations (id int)");
    auto store = on(url, layouts::lucia_v3({.user = "public.user", .session = "app.session"}));
    EXPECT_FALSE(store.owner()) << "what stands in other schemas is of others";
    db.run(std::string{"CREATE TABLE "} + table + " (id integer)");
    ASSERT_TRUE(store.owner());
    EXPECT_EQ(store.owner()->tool, tool);
    EXPECT_EQ(store.owner()->table, table);
    EXPECT_ERROR(store.migrate(true), errc::owned_elsewhere, name);
    for (const auto& step : store.migrate(false)) db.run(step);
    EXPECT_TRUE(store.migrate(true).empty()) << "there is nothing to refuse";
    db.run("DROP INDEX app.session_user_id_idx");
    EXPECT_EQ(store.migrate(true, {.despite_owner = true}).size(), 1U);
    db.run("DROP SCHEMA drizzle, app, other, public CASCADE; CREATE SCHEMA public");
  }
}

TEST_F(PostgresHistory, OfManyAtOnceOneMakesTheTablesAndTheOthersWait) {
  EXPECT_EQ(busy_migrators(8, [&] { return on(url_); }), 1);
  EXPECT_TRUE(on(url_).check().empty());
  EXPECT_EQ(db_.one("SELECT count(*) FROM cardea_migrations"), "1");
}

TEST_F(PostgresHistory, OneThatGoesOnForTooLongIsBusy) {
  cardea::postgres::borrowed_store first{cardea::postgres::borrowed{db_.get()}, layouts::cardea()};
  first.prepare({}, {});
  db_.run("BEGIN");
  EXPECT_FALSE(first.migrate(true).empty());
  auto second = on(url_);
  EXPECT_ERROR(second.migrate(true, {.wait_timeout = 50ms}), errc::busy, "50 ms");
  db_.run("ROLLBACK");
  EXPECT_FALSE(second.migrate(true).empty()) << "what the application undid is to be done";
}

TEST_F(PostgresHistory, OneThatIsCutAtAnyStepIsUndoneOrDone) {
  proxy between{server_url()};
  int undone = 0;
  bool is_cut = true;
  for (int behind = 0; is_cut; ++behind) {
    SCOPED_TRACE(behind);
    const auto before = between.count();
    db_.run("DROP SCHEMA " + place_.name() + " CASCADE; CREATE SCHEMA " + place_.name());
    between.cut_next_answer(behind);
    const auto why = thrown_by([&] { on(between.through(url_)).migrate(true); });
    between.pass_answers();
    EXPECT_EQ(tables(), !why || why->code == errc::outcome_unknown ? "4" : "0") << (why ? why->message : "");
    auto again = on(url_);
    again.migrate(true);
    EXPECT_TRUE(again.check().empty());
    EXPECT_EQ(db_.one("SELECT count(*) FROM cardea_migrations WHERE state = 'done'"), "1");
    if (why) ++undone;
    is_cut = why || between.count() > before + 1;  // To begin is tried on a second one.
  }
  EXPECT_GT(undone, 9);
}

}  // namespace
