// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/statements.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using cardea::column_type;
using cardea::sql::quoted;
using cardea::sql::rename_column;
using cardea::sql::sqlite_dialect;
using testing::HasSubstr;
namespace layouts = cardea::layouts;

cardea::columns named(std::initializer_list<std::string> names) {
  cardea::columns all;
  for (const auto& name : names) all.push_back({.name = name, .type = column_type::string, .renamed = {}});
  return all;
}

template <class F>
std::string refusal(F&& call) {
  try {
    call();
  } catch (const cardea::error& e) {
    EXPECT_EQ(e.code(), cardea::errc::invalid_argument);
    return e.what();
  }
  return "nothing was thrown";
}

TEST(SqlQuoting, ANameIsQuotedWhateverIsInIt) {
  EXPECT_EQ(quoted(sqlite_dialect(), "select"), R"("select")");
  EXPECT_EQ(quoted(sqlite_dialect(), "two words"), R"("two words")");
  EXPECT_EQ(quoted(sqlite_dialect(), R"(a"b; DROP TABLE user; --)"), R"("a""b; DROP TABLE user; --")");
  EXPECT_EQ(quoted(sqlite_dialect(), "a.b"), R"("a.b")");
}

TEST(SqlQuoting, ADotPartsATablesSchemaFromItsName) {
  EXPECT_EQ(quoted(sqlite_dialect(), "a.b", true), R"("a"."b")");
  EXPECT_EQ(quoted(sqlite_dialect(), R"(a".b)", true), R"("a"""."b")");
}

TEST(SqlLayout, AColumnIsRenamedInEveryStatement) {
  auto layout = layouts::lucia_v3({.user = "people", .session = "visits", .key = {}});
  rename_column(layout, "user.id", "person id");
  rename_column(layout, "session.user_id", "userId");
  rename_column(layout, "session.expires_at", "ends");
  const cardea::sql::statements s{layout, sqlite_dialect(), {}, {}};
  EXPECT_EQ(
      s.find_session.text(),
      R"(SELECT s."id", s."userId", s."ends", u."person id" FROM "visits" AS s LEFT JOIN "people" AS u )"
      R"(ON u."person id" = s."userId" WHERE s."id" = ?)");
  EXPECT_EQ(s.set_times.text(), R"(UPDATE "visits" SET "ends" = ? WHERE "visits"."id" = ?)");
}

TEST(SqlLayout, AColumnThatTheTableDoesNotHaveIsInNoStatement) {
  auto layout = layouts::lucia_v1();
  rename_column(layout, "key.expires", "-");
  rename_column(layout, "key.primary", "-");
  const cardea::sql::statements s{layout, sqlite_dialect(), {}, {}};
  EXPECT_EQ(s.find_key.text(),
            R"(SELECT "auth_key"."id", "auth_key"."user_id", "auth_key"."hashed_password" FROM "auth_key" )"
            R"(WHERE "auth_key"."id" = ?)");
}

TEST(SqlLayout, ARenameThatCannotBeIsRefusedByName) {
  auto layout = layouts::lucia_v3();
  EXPECT_THAT(refusal([&] { rename_column(layout, "session.idle_expires", "x"); }),
              HasSubstr("idle_expires"));
  EXPECT_THAT(refusal([&] { rename_column(layout, "nothing", "x"); }), HasSubstr("nothing"));
  EXPECT_THAT(refusal([&] { rename_column(layout, "user.id", "-"); }), HasSubstr("left out"));
  EXPECT_THAT(refusal([&] { rename_column(layout, "user.id", ""); }), HasSubstr("user.id"));
  EXPECT_THAT(refusal([&] {
                rename_column(layout, "user.id", std::string_view{"a\0b", 3});
              }),
              HasSubstr("user.id"));
  EXPECT_EQ(layout.user.id, "id");
}

TEST(SqlLayout, AnAttributeMayNotBearTheNameOfAColumnOfTheLayout) {
  const auto make = [](const cardea::columns& users, const cardea::columns& sessions) {
    return [=] { cardea::sql::statements{layouts::lucia_v3(), sqlite_dialect(), users, sessions}; };
  };
  EXPECT_THAT(refusal(make(named({"name", "id"}), {})), HasSubstr("\"id\" cannot be an attribute of user"));
  EXPECT_THAT(refusal(make({}, named({"expires_at"}))), HasSubstr("expires_at"));
  EXPECT_THAT(refusal(make({}, named({"user_id"}))), HasSubstr("user_id"));
  EXPECT_THAT(refusal(make(named({"a", "b", "a"}), {})), HasSubstr("\"a\""));
  EXPECT_THAT(refusal(make(named({""}), {})), HasSubstr("cannot be an attribute"));
  EXPECT_NO_THROW(make(named({"expires_at"}), named({"secret_hash"}))());
}

// SQLite and MySQL do not tell "ID" from "id" among columns.
TEST(SqlLayout, NeitherInAnotherCase) {
  const auto make = [](const cardea::columns& users) {
    return [=] { cardea::sql::statements{layouts::lucia_v3(), sqlite_dialect(), users, {}}; };
  };
  EXPECT_THAT(refusal(make(named({"ID"}))), HasSubstr("\"ID\""));
  EXPECT_THAT(refusal(make(named({"Email", "email"}))), HasSubstr("\"email\""));
}

TEST(SqlLayout, ARenamedAttributeCountsByItsNameInTheTable) {
  auto users = named({"id"});
  users[0].renamed = "public_id";
  EXPECT_NO_THROW((cardea::sql::statements{layouts::lucia_v3(), sqlite_dialect(), users, {}}));
  users = named({"number"});
  users[0].renamed = "id";
  EXPECT_THAT(refusal([&] {
                cardea::sql::statements{layouts::lucia_v3(), sqlite_dialect(), users, {}};
              }),
              HasSubstr("\"id\""));
}

TEST(SqlStatements, ALookUpOfManyComesInFewSizes) {
  const cardea::sql::statements s{layouts::lucia_v3(), sqlite_dialect(), {}, {}};
  EXPECT_EQ(s.find_sessions(1).most, 4U);
  EXPECT_EQ(s.find_sessions(4).most, 4U);
  EXPECT_EQ(s.find_sessions(5).most, 8U);
  EXPECT_EQ(s.find_sessions(17).most, 32U);
  EXPECT_EQ(s.find_sessions(64).most, 64U);
  EXPECT_EQ(s.find_sessions(1000).most, 64U);
}

TEST(SqlStatements, WhereThereAreListsALookUpOfManyIsOneStatementForAnyNumber) {
  const cardea::sql::statements s{layouts::lucia_v3(), cardea::sql::postgres_dialect(), {}, {}};
  EXPECT_EQ(&s.find_sessions(1), &s.find_sessions(100'000));
  const std::string_view ids[] = {"plain", "", R"(a"b\c)", "NULL", "{1,2}"};
  const auto parameters = s.of_ids(ids);
  ASSERT_EQ(parameters.cells().size(), 1U);
  EXPECT_EQ(parameters.cells()[0].text, R"({"plain","","a\"b\\c","NULL","{1,2}"})");
  EXPECT_EQ(s.of_ids({}).cells()[0].text, "{}");
}

TEST(SqlStatements, ThoseMadeForTheOccasionAreNotKept) {
  const cardea::sql::statements s{layouts::lucia_v3(), sqlite_dialect(), named({"a"}), {}};
  std::optional<cardea::sql::statement> made;
  const auto& kept = s.insert_user({std::string{}}, made);
  EXPECT_NE(kept.id(), 0U);
  EXPECT_EQ(&kept, &s.insert_user({std::string{}}, made));
  EXPECT_FALSE(made.has_value());
  EXPECT_EQ(s.insert_user({cardea::default_value{}}, made).id(), 0U);
  EXPECT_TRUE(made.has_value());
}

// What a database has no column for is refused before there is a statement.
TEST(SqlLayout, AFormOfTimeThatTheDatabaseDoesNotHaveIsRefused) {
  using cardea::sql::time_form;
  const auto refused = [](const cardea::sql::dialect& dialect, time_form times, time_form attributes) {
    auto layout = layouts::lucia_v2();
    layout.times = times;
    layout.attribute_times = attributes;
    try {
      (void)cardea::sql::with_names(layout, dialect);
    } catch (const cardea::error& e) {
      EXPECT_EQ(e.code(), cardea::errc::unsupported);
      return std::string{e.what()};
    }
    return std::string{};
  };
  const auto ms = time_form::milliseconds;
  for (const auto* dialect : {&cardea::sql::postgres_dialect(), &cardea::sql::mysql_dialect()}) {
    EXPECT_THAT(refused(*dialect, time_form::iso8601, ms),
                HasSubstr("iso8601 on " + std::string{dialect->name}));
    EXPECT_THAT(refused(*dialect, ms, time_form::iso8601), HasSubstr("only SQLite"));
    EXPECT_EQ(refused(*dialect, time_form::native, time_form::seconds), "");
  }
  EXPECT_THAT(refused(sqlite_dialect(), time_form::native, ms), HasSubstr("native on sqlite"));
  EXPECT_THAT(refused(sqlite_dialect(), ms, time_form::native), HasSubstr("no type"));
  EXPECT_EQ(refused(sqlite_dialect(), time_form::iso8601, time_form::iso8601), "");
}

}  // namespace
