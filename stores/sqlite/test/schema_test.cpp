// SPDX-License-Identifier: MIT
#include "handle.hpp"
#include "wrong.hpp"

#include <cardea/basic_auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

namespace {

using cardea::column_type;
using cardea::errc;
using cardea::insertion;
using cardea::sqlite::borrowed;
using cardea::sqlite::borrowed_store;
namespace layouts = cardea::layouts;

const cardea::columns username{
    {.name = "username", .type = column_type::string, .nullable = false, .renamed = {}}};

TEST(SqliteSchema, AMissingTableIsNamed) {
  const handle db{":memory:"};
  borrowed_store store{borrowed{db.get()}, layouts::lucia_v3()};
  store.prepare(username, {});
  EXPECT_ERROR(store.find_session("s1"), errc::schema_mismatch, "session");
  EXPECT_ERROR(store.find_user("u1"), errc::schema_mismatch, "user");
  EXPECT_EQ(store.check().size(), 2U);
}

// SQLite takes "username" for the text 'username' where no column is called so.
TEST(SqliteSchema, AMissingColumnIsNamedAndNotTakenForAText) {
  const handle db{":memory:"};
  db.run(
      "CREATE TABLE user (id TEXT PRIMARY KEY); INSERT INTO user VALUES ('u1');"
      "CREATE TABLE session (key TEXT, user_id TEXT, expires_at INTEGER); INSERT INTO session VALUES ('s1', "
      "'u1', 1)");
  borrowed_store store{borrowed{db.get()}, layouts::lucia_v3()};
  store.prepare(username, {});
  EXPECT_ERROR(store.find_user("u1"), errc::schema_mismatch, "username");
  EXPECT_ERROR(store.list_users("", 9), errc::schema_mismatch, "username");
  EXPECT_ERROR(store.find_session("s1"), errc::schema_mismatch, "");
  EXPECT_ERROR(store.erase_session("id"), errc::schema_mismatch, "id");
  EXPECT_ERROR(store.list_sessions("u1"), errc::schema_mismatch, "id");
  EXPECT_ERROR(store.set_session_times("id", {}), errc::schema_mismatch, "id");
  EXPECT_EQ(db.one("SELECT count(*) FROM session"), "1");
}

TEST(SqliteSchema, ATableDroppedWhileRunningIsAMismatchAndItsReturnIsSeen) {
  const handle db{":memory:"};
  borrowed_store store{borrowed{db.get()}, layouts::lucia_v3()};
  store.prepare({}, {});
  store.migrate(true);
  ASSERT_EQ(store.insert_user({.id = "u1", .attributes = {}}, nullptr), insertion::done);
  EXPECT_FALSE(store.find_session("s1"));
  db.run("ALTER TABLE session RENAME TO away");
  EXPECT_ERROR(store.find_session("s1"), errc::schema_mismatch, "session");
  db.run("ALTER TABLE away RENAME TO session");
  EXPECT_FALSE(store.find_session("s1"));
}

// T8: what a collation or a conversion takes for the same is not.
class SqliteCollation : public testing::Test {
 protected:
  SqliteCollation() {
    db_.run(
        "CREATE TABLE user (id TEXT PRIMARY KEY COLLATE NOCASE);"
        "CREATE TABLE user_session (id TEXT PRIMARY KEY COLLATE NOCASE, user_id TEXT, active_expires BIGINT,"
        " idle_expires BIGINT);"
        "CREATE TABLE user_key (id TEXT PRIMARY KEY COLLATE NOCASE, user_id TEXT, hashed_password TEXT);"
        "INSERT INTO user VALUES ('u1');"
        "INSERT INTO user_session VALUES ('abc', 'u1', 32503680000000, 32503680000000), ('7', 'u1', "
        "32503680000000,"
        " 32503680000000);"
        "INSERT INTO user_key VALUES ('name:ada', 'u1', NULL)");
  }
  handle db_{":memory:"};
  cardea::basic_auth auth_{
      std::make_unique<borrowed_store>(borrowed{db_.get()}, layouts::lucia_v2()), {}, {}};
};

TEST_F(SqliteCollation, ASessionIdOfAnotherCaseIsNotAccepted) {
  EXPECT_TRUE(auth_.validate("abc"));
  EXPECT_FALSE(auth_.validate("ABC"));
  EXPECT_FALSE(auth_.validate("Abc"));
  const std::string_view ids[] = {"ABC", "abc"};
  const auto found = auth_.store().find_sessions(ids);
  EXPECT_FALSE(found[0]);
  EXPECT_TRUE(found[1]);
}

TEST_F(SqliteCollation, ASessionWhoseUserIsOfAnotherCaseHasNone) {
  db_.run("INSERT INTO user_session VALUES ('orphan', 'U1', 32503680000000, 32503680000000)");
  const auto found = auth_.store().find_session("orphan");
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->user);
  EXPECT_FALSE(auth_.store().find_session("ORPHAN"));
  EXPECT_FALSE(auth_.validate("orphan"));
}

TEST_F(SqliteCollation, AKeyOfAnotherCaseIsNotAccepted) {
  EXPECT_TRUE(auth_.use_key({"name", "ada"}, {}));
  EXPECT_FALSE(auth_.use_key({"name", "ADA"}, {}));
  EXPECT_FALSE(auth_.use_key({"NAME", "ada"}, {}));
  EXPECT_FALSE(auth_.find_key({"name", "Ada"}));
}

TEST_F(SqliteCollation, AUserIdOfAnotherCaseIsNotFound) {
  EXPECT_TRUE(auth_.find_user("u1"));
  EXPECT_FALSE(auth_.find_user("U1"));
}

TEST_F(SqliteCollation, ANumberAsTextIsNotAnotherNumberAsText) {
  EXPECT_TRUE(auth_.validate("7"));
  EXPECT_FALSE(auth_.validate("07"));
  EXPECT_FALSE(auth_.validate("007"));
  EXPECT_FALSE(auth_.validate("7.0"));
}

TEST(SqliteSchema, AnIdColumnOfNumbersAcceptsNoToken) {
  const handle db{":memory:"};
  db.run(
      "CREATE TABLE user (id TEXT PRIMARY KEY);"
      "CREATE TABLE session (id INTEGER PRIMARY KEY, user_id TEXT, expires_at INTEGER);"
      "INSERT INTO user VALUES ('u1'); INSERT INTO session VALUES (7, 'u1', 32503680000)");
  auto owned = std::make_unique<borrowed_store>(borrowed{db.get()}, layouts::lucia_v3());
  cardea::basic_auth auth{std::move(owned), {}, {}};
  EXPECT_FALSE(auth.validate("7"));
  EXPECT_FALSE(auth.validate("007"));
  EXPECT_ERROR(auth.check(), errc::schema_mismatch, "INTEGER");
}

TEST(SqliteInspection, AForeignKeyOfSeveralColumnsIsLeftOut) {
  const handle db{":memory:"};
  db.run(
      "CREATE TABLE a (x TEXT, y TEXT, PRIMARY KEY (x, y)); CREATE TABLE b (id TEXT PRIMARY KEY);"
      "CREATE TABLE c (x TEXT, y TEXT, b TEXT REFERENCES b (id), FOREIGN KEY (x, y) REFERENCES a (x, y))");
  cardea::sqlite::borrowed_store store{cardea::sqlite::borrowed{db.get()}, cardea::layouts::lucia_v3()};
  for (const auto& table : store.inspect().tables) {
    if (table.name != "c") continue;
    ASSERT_EQ(table.references.size(), 1U);
    EXPECT_EQ(table.references[0].table, "b");
  }
}

}  // namespace
