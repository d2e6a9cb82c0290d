// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "layout_of.hpp"
#include "migrators.hpp"
#include "rendered.hpp"

#include <cardea/postgres/service_store.hpp>

#include <algorithm>

namespace {

using cardea::column_type;
using cardea::errc;
using cardea::insertion;
using cardea::severity;
using testing::HasSubstr;
namespace layouts = cardea::layouts;

class PostgresSchema : public Postgres {
 protected:
  [[nodiscard]] cardea::postgres::store on(const cardea::sql::layout& layout,
                                           const cardea::columns& users = {}) const {
    cardea::postgres::store store{cardea::postgres::pool{url_}, layout};
    store.prepare(users, {});
    return store;
  }
};

TEST_F(PostgresSchema, DoneTwiceTheMigrationDoesNothingTheSecondTimeAndAgreesWithTheCheck) {
  for (const auto* rules :
       {&cardea::schemes::lucia_v0, &cardea::schemes::lucia_v1, &cardea::schemes::lucia_v2,
        &cardea::schemes::lucia_v3, &cardea::schemes::cardea}) {
    SCOPED_TRACE(rules->name);
    db_.run("DROP SCHEMA " + place_.name() + " CASCADE; CREATE SCHEMA " + place_.name());
    auto store = on(layout_of(*rules),
                    {named("name", column_type::string, false), named("age", column_type::int32),
                     named("height", column_type::number), named("admin", column_type::boolean, false),
                     named("born", column_type::time), named("photo", column_type::bytes)});
    const auto planned = store.migrate(false);
    EXPECT_TRUE(db_.run("SELECT 1 FROM pg_tables WHERE schemaname = '" + place_.name() + "'").empty())
        << "a plan was carried out";
    EXPECT_EQ(store.migrate(true), planned);
    EXPECT_TRUE(store.migrate(true).empty());
    for (const auto& found : store.check()) ADD_FAILURE() << found.message;
  }
}

TEST_F(PostgresSchema, ATableMayStandInASchemaThatTheSearchPathDoesNotName) {
  const auto other = place_.name() + " \"2\"", other_quoted = "\"" + place_.name() + " \"\"2\"\"\"";
  db_.run("CREATE SCHEMA " + other_quoted);
  auto layout =
      layouts::lucia_v2({.user = other + ".user", .session = other + ".select", .key = other + ".k"});
  cardea::sql::rename_column(layout, "session.user_id", "user's id");
  auto store = on(layout, {named("a \"b\" c.d?", column_type::string)});
  EXPECT_EQ(store.check().size(), 3U) << "what is not there was found";
  store.migrate(true);
  EXPECT_TRUE(store.check().empty());
  EXPECT_TRUE(store.migrate(true).empty());
  EXPECT_EQ(db_.run("SELECT 1 FROM pg_tables WHERE schemaname = '" + other + "'").size(), 4U)
      << "the three, and the history of migrations";
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store.insert_user({.id = "u1", .attributes = {std::string{"x"}}}, &k), insertion::done);
  ASSERT_EQ(store.insert_session(session("s1", "u1")), insertion::done);
  EXPECT_EQ(store.find_session("s1")->user->attributes, cardea::record{std::string{"x"}});
  EXPECT_EQ(store.find_key("name:ada"), k);
  EXPECT_EQ(store.erase_expired({.expires = {}, .created_at = {}, .last_verified = {}}, 9), 1);
  EXPECT_TRUE(store.erase_user("u1"));
  db_.run("DROP SCHEMA " + other_quoted + " CASCADE");
}

TEST_F(PostgresSchema, ABareNameIsThatOfTheSearchPath) {
  db_.run("CREATE TABLE auth_user (id text PRIMARY KEY, here text)");
  auto elsewhere = place{};
  handle{elsewhere.url()}.run("CREATE TABLE auth_user (id text PRIMARY KEY)");
  const auto found = on(layouts::lucia_v3(), {named("here", column_type::string)}).check();
  EXPECT_TRUE(std::ranges::none_of(found, [](const auto& f) { return f.table == "auth_user"; }));
}

TEST_F(PostgresSchema, ColumnsWhoseNamesDifferInCaseAreTwo) {
  db_.run("CREATE TABLE auth_user (id text PRIMARY KEY, \"Age\" integer)");
  auto store = on(layouts::lucia_v3(), {named("age", column_type::int32)});
  const auto found = store.check();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].severity, severity::error);
  EXPECT_EQ(found[0].column, "age");
  EXPECT_EQ(store.migrate(true).at(0), R"(ALTER TABLE "auth_user" ADD COLUMN "age" INTEGER)");
  ASSERT_EQ(store.insert_user({.id = "u", .attributes = {std::int64_t{7}}}, nullptr), insertion::done);
  EXPECT_EQ(db_.one("SELECT age, \"Age\" FROM auth_user"), "7|NULL");
}

TEST_F(PostgresSchema, AColumnOfAnotherTypeIsNamedWithBothTypes) {
  db_.run(
      "CREATE TABLE auth_user (id text PRIMARY KEY);"
      "CREATE TABLE user_session (id text PRIMARY KEY, user_id text, expires_at timestamptz(0))");
  auto store = on(layouts::lucia_v3());
  const auto found = store.check();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].column, "expires_at");
  EXPECT_THAT(found[0].message, HasSubstr("timestamp(0) with time zone"));
  EXPECT_ERROR(store.migrate(true), errc::schema_mismatch, "timestamp(0) with time zone");
}

TEST_F(PostgresSchema, AMissingTableOrColumnIsNamed) {
  auto store = on(layouts::lucia_v3(), {named("name", column_type::string)});
  EXPECT_ERROR(store.find_session("s"), errc::schema_mismatch, "user_session");
  EXPECT_ERROR(store.insert_user({.id = "u", .attributes = {cardea::null_value{}}}, nullptr),
               errc::schema_mismatch, "auth_user");
  db_.run("CREATE TABLE auth_user (id text PRIMARY KEY)");
  EXPECT_ERROR(store.find_user("u"), errc::schema_mismatch, "name");
}

TEST_F(PostgresSchema, AMissingIndexIsANoteAndIsMade) {
  auto store = on(layouts::lucia_v3());
  store.migrate(true);
  db_.run("DROP INDEX user_session_user_id_idx");
  const auto found = store.check();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, severity::note);
  EXPECT_EQ(
      store.migrate(true),
      std::vector<std::string>{R"(CREATE INDEX "user_session_user_id_idx" ON "user_session" ("user_id"))"});
}

TEST_F(PostgresSchema, ATableThatChangesWhileItIsUsedIsFollowed) {
  auto store = on(layouts::lucia_v3(), {named("age", column_type::integer)});
  store.migrate(true);
  ASSERT_EQ(store.insert_user({.id = "u", .attributes = {std::int64_t{7}}}, nullptr), insertion::done);
  EXPECT_TRUE(store.find_user("u"));
  db_.run("ALTER TABLE auth_user ALTER COLUMN age TYPE integer");
  EXPECT_EQ(store.find_user("u")->attributes, cardea::record{std::int64_t{7}});
  db_.run("ALTER TABLE auth_user RENAME TO away");
  EXPECT_ERROR(store.find_user("u"), errc::schema_mismatch, "auth_user");
  db_.run("ALTER TABLE away RENAME TO auth_user");
  EXPECT_TRUE(store.find_user("u"));
}

/// The plan of every statement by which rows are looked up, changed, listed or swept.
class PostgresPlans : public PostgresSchema {
 protected:
  void expect_searches(const named_statements& all) const {
    // Empty tables would be read whole, and a plan for the values at hand would not be the one that is kept.
    db_.run("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan");
    for (const auto& [name, statement] : all) {
      db_.run("PREPARE p AS " + statement.text());
      int count = 0;
      while (statement.text().find('$' + std::to_string(count + 1)) != std::string::npos) ++count;
      std::string values;
      for (int i = 0; i < count; ++i) values += i ? ", NULL" : "NULL";
      bool searches = false;
      for (const auto& step : db_.run("EXPLAIN EXECUTE p (" + values + ")")) {
        EXPECT_EQ(step.find("Seq Scan"), std::string::npos) << name << '\n' << step;
        searches = searches || step.find("Index Cond") != std::string::npos;
      }
      EXPECT_TRUE(searches) << name;
      db_.run("DEALLOCATE p");
    }
  }
};

TEST_F(PostgresPlans, EveryLookUpIsASearchInAnIndex) {
  for (const auto* rules :
       {&cardea::schemes::lucia_v0, &cardea::schemes::lucia_v1, &cardea::schemes::lucia_v2,
        &cardea::schemes::lucia_v3, &cardea::schemes::cardea}) {
    db_.run("DROP SCHEMA " + place_.name() + " CASCADE; CREATE SCHEMA " + place_.name());
    auto store = on(layout_of(*rules));
    store.migrate(true);
    expect_searches(
        all_statements(cardea::sql::statements{store.layout(), cardea::sql::postgres_dialect(), {}, {}}));
  }
}

// The list has no type of its own, but takes one that the index of the column goes with.
TEST_F(PostgresPlans, ALookUpOfManySearchesInAColumnOfAnotherTextTypeToo) {
  auto store = on(layouts::lucia_v3());
  store.migrate(true);
  db_.run("ALTER TABLE user_session ALTER COLUMN id TYPE varchar(255)");
  ASSERT_EQ(store.insert_user(user("u"), nullptr), insertion::done);
  ASSERT_EQ(store.insert_session(session("s1", "u")), insertion::done);
  const std::string_view ids[] = {"none", "s1"};
  const auto found = store.find_sessions(ids);
  EXPECT_FALSE(found[0]);
  EXPECT_TRUE(found[1]);
  const cardea::sql::statements s{store.layout(), cardea::sql::postgres_dialect(), {}, {}};
  expect_searches({{"find_sessions", s.find_sessions(64).text}});
}

TEST_F(PostgresPlans, EveryLookUpOfAServiceIsASearchInAnIndex) {
  cardea::postgres::service_store{cardea::postgres::pool{url_}}.migrate(true);
  expect_searches(all_statements(cardea::sql::service_statements{{}, cardea::sql::postgres_dialect()}));
}

TEST_F(PostgresSchema, TheTablesOfAServiceStandInTheSchemaOfTheUsers) {
  const auto tables = tables_beside(layouts::lucia_v2({.user = place_.name() + ".users"}));
  cardea::postgres::service_store store{cardea::postgres::pool{server_url()}, tables};
  EXPECT_EQ(store.check().size(), 2U);
  EXPECT_EQ(store.migrate(true).size(), 5U);
  EXPECT_TRUE(store.check().empty());
  EXPECT_FALSE(store.take_attempt("a", {.burst = 1, .every = std::chrono::hours{1}}, {}));
  EXPECT_EQ(db_.run("SELECT id FROM cardea_limits"), (std::vector<std::string>{"a"}));
  EXPECT_EQ(db_.run("SELECT layout FROM cardea_migrations"), (std::vector<std::string>{"service"}));
}

TEST_F(PostgresSchema, OfManyThatMakeTheTablesOfAServiceOneDoes) {
  EXPECT_EQ(busy_migrators(8, [&] { return cardea::postgres::service_store{cardea::postgres::pool{url_}}; }),
            1);
}

}  // namespace
