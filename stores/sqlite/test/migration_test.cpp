// SPDX-License-Identifier: MIT
#include "borrowed_on.hpp"
#include "handle.hpp"
#include "homes.hpp"
#include "wrong.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using cardea::column_type;
using cardea::errc;
using cardea::severity;
using testing::HasSubstr;
namespace layouts = cardea::layouts;

cardea::column named(const char* name, column_type type, bool nullable) {
  return {.name = name, .type = type, .nullable = nullable, .renamed = {}};
}

TEST(SqliteMigration, DoneTwiceItDoesNothingTheSecondTimeAndAgreesWithTheCheck) {
  for (const auto* rules :
       {&cardea::schemes::lucia_v0, &cardea::schemes::lucia_v1, &cardea::schemes::lucia_v2,
        &cardea::schemes::lucia_v3, &cardea::schemes::cardea}) {
    SCOPED_TRACE(rules->name);
    const handle db{":memory:"};
    auto store = on(db, layout_of(*rules),
                    {named("name", column_type::string, false), named("age", column_type::int32, true),
                     named("height", column_type::number, true), named("admin", column_type::boolean, false),
                     named("born", column_type::time, true), named("photo", column_type::bytes, true)});
    const auto planned = store.migrate(false);
    EXPECT_TRUE(db.run("SELECT name FROM sqlite_schema").empty()) << "a plan was carried out";
    EXPECT_EQ(store.migrate(true), planned);
    EXPECT_TRUE(store.migrate(true).empty());
    for (const auto& found : store.check()) ADD_FAILURE() << found.message;
  }
}

TEST(SqliteMigration, AColumnThatMayBeNullIsAdded) {
  const handle db{":memory:"};
  on(db, layouts::lucia_v3(), {}).migrate(true);
  db.run("INSERT INTO user VALUES ('u1')");
  auto store = on(db, layouts::lucia_v3(), {named("age", column_type::int32, true)});
  EXPECT_EQ(store.migrate(true), std::vector<std::string>{R"(ALTER TABLE "user" ADD COLUMN "age" INTEGER)"});
  EXPECT_EQ(store.find_user("u1")->attributes, cardea::record{cardea::null_value{}});
  EXPECT_TRUE(store.migrate(true).empty());
}

TEST(SqliteMigration, AColumnThatMayNotBeNullIsRefusedAndNothingIsChanged) {
  const handle db{":memory:"};
  on(db, layouts::lucia_v3(), {}).migrate(true);
  const auto before = db.run("SELECT sql FROM sqlite_schema");
  auto store = on(db, layouts::lucia_v3(),
                  {named("age", column_type::int32, true), named("name", column_type::string, false)});
  EXPECT_ERROR(store.migrate(true), errc::schema_mismatch, "\"name\"");
  EXPECT_EQ(db.run("SELECT sql FROM sqlite_schema"), before);
  EXPECT_EQ(sqlite3_get_autocommit(db.get()), 1);
}

TEST(SqliteMigration, AColumnOfAnotherTypeIsNamedWithBothTypes) {
  const handle db{":memory:"};
  db.run("CREATE TABLE user (id TEXT PRIMARY KEY, age TEXT)");
  auto store = on(db, layouts::lucia_v3(), {named("age", column_type::int32, true)});
  const auto found = store.check();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].severity, severity::error);
  EXPECT_EQ(found[0].table, "user");
  EXPECT_EQ(found[0].column, "age");
  EXPECT_THAT(found[0].message, HasSubstr("TEXT"));
  EXPECT_THAT(found[0].message, HasSubstr("int32"));
  EXPECT_ERROR(store.migrate(true), errc::schema_mismatch, "TEXT");
  EXPECT_EQ(db.run("SELECT name FROM sqlite_schema WHERE name = 'session'").size(), 0U);
}

TEST(SqliteMigration, WhatNewRowsWouldBeRefusedForIsAWarning) {
  const handle db{":memory:"};
  on(db, layouts::lucia_v3(), {}).migrate(true);
  db.run(
      "DROP TABLE user; CREATE TABLE user (id TEXT PRIMARY KEY, email TEXT NOT NULL, at INT NOT NULL DEFAULT "
      "1)");
  const auto found = on(db, layouts::lucia_v3(), {}).check();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, severity::warning);
  EXPECT_EQ(found[0].column, "email");
}

TEST(SqliteMigration, AMissingIndexIsANoteAndIsMade) {
  const handle db{":memory:"};
  auto store = on(db, layouts::lucia_v3(), {});
  store.migrate(true);
  db.run("DROP INDEX session_user_id_idx");
  const auto found = store.check();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, severity::note);
  EXPECT_EQ(store.migrate(true),
            std::vector<std::string>{R"(CREATE INDEX "session_user_id_idx" ON "session" ("user_id"))"});
  EXPECT_TRUE(store.check().empty());
}

TEST(SqliteMigration, NamesThatNeedQuotesWorkFromTheTableToTheRow) {
  const handle db{":memory:"};
  auto layout = layouts::lucia_v2({.user = "the \"users\"", .session = "select", .key = "group by"});
  cardea::sql::rename_column(layout, "user.id", "order");
  cardea::sql::rename_column(layout, "session.user_id", "user's id");
  cardea::sql::rename_column(layout, "key.hashed_password", "where.from?");
  db.run("PRAGMA foreign_keys = ON");
  auto store = on(db, layout, {named("a \"b\" c.d", column_type::string, true)});
  store.migrate(true);
  EXPECT_TRUE(store.check().empty());
  const cardea::key_row key{.id = "name:ada", .user_id = "u1", .hashed_password = "h", .expires = {}};
  ASSERT_EQ(store.insert_user({.id = "u1", .attributes = {std::string{"x"}}}, &key), cardea::insertion::done);
  ASSERT_EQ(store.insert_session({.id = "s1", .user_id = "u1", .times = {}, .attributes = {}}),
            cardea::insertion::done);
  EXPECT_EQ(store.find_session("s1")->user->attributes, cardea::record{std::string{"x"}});
  EXPECT_EQ(store.find_key("name:ada"), key);
  EXPECT_EQ(store.erase_expired({.expires = {}, .created_at = {}, .last_verified = {}}, 9), 1);
  EXPECT_TRUE(store.erase_user("u1"));
}

// Drizzle's blob columns hold the digits of Lucia 2's times as bytes; they are swept like the others.
TEST(SqliteMigration, TimesInBytesAreReadAndSwept) {
  const handle db{":memory:"};
  db.run(
      "CREATE TABLE user (id TEXT PRIMARY KEY);"
      "CREATE TABLE user_session (id TEXT PRIMARY KEY, user_id TEXT, active_expires BLOB, idle_expires BLOB);"
      "INSERT INTO user VALUES ('u1'); INSERT INTO user_session VALUES"
      " ('old', 'u1', CAST('1000' AS BLOB), CAST('2000' AS BLOB)),"
      " ('new', 'u1', CAST('1000' AS BLOB), CAST('30000' AS BLOB)), ('real', 'u1', 1000.0, 2000.0)");
  auto store = on(db, layouts::lucia_v2(), {});
  const cardea::timestamp bound{cardea::duration{2500}};
  EXPECT_EQ(store.find_session("old")->session.times.expires, cardea::timestamp{cardea::duration{2000}});
  EXPECT_EQ(store.erase_expired({.expires = bound, .created_at = bound, .last_verified = bound}, 9), 2);
  EXPECT_TRUE(store.find_session("new"));
}

}  // namespace
