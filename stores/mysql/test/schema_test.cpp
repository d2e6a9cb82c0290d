// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "layout_of.hpp"

#include <algorithm>

namespace {

using cardea::column_type;
using cardea::errc;
using cardea::insertion;
using cardea::severity;
using testing::HasSubstr;
namespace layouts = cardea::layouts;

class MysqlSchema : public Mysql {
 protected:
  [[nodiscard]] std::string tables() const {
    return db_.one("SELECT count(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()");
  }
};

TEST_F(MysqlSchema, DoneTwiceTheMigrationDoesNothingTheSecondTimeAndAgreesWithTheCheck) {
  for (const auto* rules :
       {&cardea::schemes::lucia_v0, &cardea::schemes::lucia_v1, &cardea::schemes::lucia_v2,
        &cardea::schemes::lucia_v3, &cardea::schemes::cardea}) {
    SCOPED_TRACE(rules->name);
    clear();
    auto store = on(url_, layout_of(*rules),
                    {named("name", column_type::string, false), named("age", column_type::int32),
                     named("height", column_type::number), named("admin", column_type::boolean, false),
                     named("born", column_type::time), named("photo", column_type::bytes)});
    const auto planned = store.migrate(false);
    EXPECT_EQ(tables(), "0") << "a plan was carried out";
    EXPECT_EQ(store.migrate(true), planned);
    EXPECT_TRUE(store.migrate(true).empty());
    for (const auto& found : store.check()) ADD_FAILURE() << found.message;
  }
}

TEST_F(MysqlSchema, ATextWithoutACharacterSetOfItsOwnIsUtf8AllTheSame) {
  db_.run("ALTER DATABASE CHARACTER SET latin1");
  auto store = open(url_, layouts::lucia_v2(), {named("name", column_type::string)});
  const auto k =
      cardea::key_row{.id = "name:\u65e5", .user_id = "\u65e5", .hashed_password = "\u65e5", .expires = {}};
  ASSERT_EQ(store.insert_user({.id = "\u65e5", .attributes = {std::string{"\U0001F600"}}}, &k),
            insertion::done);
  EXPECT_EQ(store.find_user("\u65e5")->attributes, cardea::record{std::string{"\U0001F600"}});
  EXPECT_EQ(store.find_key("name:\u65e5"), k);
}

TEST_F(MysqlSchema, ATableMayStandInAnotherDatabaseUnderAnyName) {
  const auto other = place_.name() + " `2`?'\"", other_quoted = "`" + place_.name() + " ``2``?'\"`";
  db_.run("CREATE DATABASE " + other_quoted + " CHARACTER SET utf8mb4");
  auto layout =
      layouts::lucia_v2({.user = other + ".user", .session = other + ".select", .key = other + ".`k?`"});
  cardea::sql::rename_column(layout, "session.user_id", "user's id?");
  auto store = on(url_, layout, {named("a `b` \"c\"?", column_type::string)});
  EXPECT_EQ(store.check().size(), 3U) << "what is not there was found";
  store.migrate(true);
  for (const auto& found : store.check()) ADD_FAILURE() << found.message;
  EXPECT_TRUE(store.migrate(true).empty());
  EXPECT_EQ(tables(), "0");
  const auto k = key("name:ada", "u1");
  ASSERT_EQ(store.insert_user({.id = "u1", .attributes = {std::string{"x"}}}, &k), insertion::done);
  ASSERT_EQ(store.insert_session(session("s1", "u1")), insertion::done);
  EXPECT_EQ(store.find_session("s1")->user->attributes, cardea::record{std::string{"x"}});
  EXPECT_EQ(store.find_key("name:ada"), k);
  const cardea::assignment change[] = {{0, std::string{"y"}}};
  EXPECT_EQ(store.update_user("u1", change), insertion::done);
  EXPECT_TRUE(store.set_session_times("s1", {}));
  EXPECT_EQ(store.erase_expired({.expires = {}, .created_at = {}, .last_verified = {}}, 9), 1);
  EXPECT_TRUE(store.erase_user("u1"));
  db_.run("DROP DATABASE " + other_quoted);
}

TEST_F(MysqlSchema, ABareNameIsThatOfTheConnectionsDatabase) {
  db_.run("CREATE TABLE user (id varchar(255) PRIMARY KEY, here text)");
  const place elsewhere;
  handle{elsewhere.url()}.run("CREATE TABLE user (id varchar(255) PRIMARY KEY)");
  for (const auto& found : on(url_, layouts::lucia_v3(), {named("here", column_type::string)}).check())
    EXPECT_NE(found.table, "user") << found.message;
}

TEST_F(MysqlSchema, AColumnIsFoundWhateverTheCaseOfItsName) {
  db_.run("CREATE TABLE user (ID varchar(255) PRIMARY KEY, Age int)");
  auto store = open(url_, layouts::lucia_v3(), {named("age", column_type::int32)});
  for (const auto& found : store.check()) ADD_FAILURE() << found.message;
  ASSERT_EQ(store.insert_user({.id = "u", .attributes = {std::int64_t{7}}}, nullptr), insertion::done);
  EXPECT_EQ(store.find_user("u")->attributes, cardea::record{std::int64_t{7}});
}

TEST_F(MysqlSchema, AColumnOfAnotherTypeIsNamedWithBothTypes) {
  db_.run(
      "CREATE TABLE user (id varchar(255) PRIMARY KEY); CREATE TABLE user_session (id varchar(255) PRIMARY "
      "KEY, "
      "user_id varchar(255), expires_at bigint(20) unsigned)");
  auto store = on(url_, layouts::lucia_v3());
  const auto found = store.check();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].column, "expires_at");
  EXPECT_THAT(found[0].message, HasSubstr("bigint(20) unsigned"));
  EXPECT_ERROR(store.migrate(true), errc::schema_mismatch, "bigint(20) unsigned");
}

TEST_F(MysqlSchema, AMissingTableOrColumnIsNamed) {
  auto store = on(url_, layouts::lucia_v3(), {named("name", column_type::string)});
  EXPECT_ERROR(store.find_session("s"), errc::schema_mismatch, "user_session");
  EXPECT_ERROR(store.insert_user({.id = "u", .attributes = {cardea::null_value{}}}, nullptr),
               errc::schema_mismatch, "user");
  db_.run("CREATE TABLE user (id varchar(255) PRIMARY KEY)");
  EXPECT_ERROR(store.find_user("u"), errc::schema_mismatch, "name");
  ASSERT_EQ(store.check().size(), 2U);
  EXPECT_EQ(store.check()[0].column, "name");
  EXPECT_EQ(store.migrate(false).at(0),
            "ALTER TABLE `user` ADD COLUMN `name` MEDIUMTEXT CHARACTER SET utf8mb4");
  store.migrate(true);
  EXPECT_TRUE(store.check().empty());
}

TEST_F(MysqlSchema, ColumnsThatAreNotOursAreWarnedOfWhereTheyWantAValue) {
  db_.run(
      "CREATE TABLE user (id varchar(255) PRIMARY KEY, email varchar(99) NOT NULL, n int NOT NULL DEFAULT 1, "
      "made timestamp NOT NULL DEFAULT current_timestamp(), twice int AS (n * 2), name text)");
  auto store = on(url_, layouts::lucia_v3(), {named("name", column_type::string, false)});
  std::vector<std::string> columns;
  for (const auto& found : store.check())
    if (found.severity == severity::warning) columns.push_back(found.column);
  EXPECT_EQ(columns, (std::vector<std::string>{"name", "email"}));
}

TEST_F(MysqlSchema, AMissingIndexIsANoteAndIsMade) {
  auto store = open(url_, layouts::lucia_v3());
  db_.run("DROP INDEX user_session_expires_at_idx ON user_session");
  const auto found = store.check();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, severity::note);
  EXPECT_EQ(found[0].column, "expires_at");
  EXPECT_EQ(store.migrate(true),
            std::vector<std::string>{
                "CREATE INDEX `user_session_expires_at_idx` ON `user_session` (`expires_at`)"});
}

TEST_F(MysqlSchema, ATableThatChangesWhileItIsUsedIsFollowed) {
  auto store = open(url_, layouts::lucia_v3(), {named("age", column_type::integer)}, {.size = 1});
  ASSERT_EQ(store.insert_user({.id = "u", .attributes = {std::int64_t{7}}}, nullptr), insertion::done);
  const auto age = [&] { return store.find_user("u")->attributes; };
  EXPECT_EQ(age(), cardea::record{std::int64_t{7}});
  for (const auto* type : {"int", "bigint unsigned", "varchar(20)", "tinyint", "double", "bigint"}) {
    SCOPED_TRACE(type);
    db_.run(std::string{"ALTER TABLE user MODIFY age "} + type);
    if (type == std::string{"varchar(20)"}) {
      EXPECT_ERROR(age(), errc::corrupt, "age");
    } else {
      EXPECT_EQ(age(), cardea::record{std::int64_t{7}});
    }
  }
  db_.run("ALTER TABLE user ADD more text FIRST");
  EXPECT_EQ(age(), cardea::record{std::int64_t{7}});
  db_.run("RENAME TABLE user TO away");
  EXPECT_ERROR(age(), errc::schema_mismatch, "user");
  db_.run("RENAME TABLE away TO user");
  EXPECT_EQ(age(), cardea::record{std::int64_t{7}});
}

}  // namespace
