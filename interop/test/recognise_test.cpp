// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/found.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace cardea;
using interop::found_column;
using interop::found_schema;
using interop::found_table;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

found_column column(const std::string& name, std::optional<column_type> type = column_type::string) {
  return {.name = name,
          .field = {},
          .type = type,
          .declared = type ? std::string{to_string(*type)} : "JSON",
          .references = {},
          .references_column = {}};
}
found_column id() {
  auto made = column("id");
  made.is_primary_key = true;
  return made;
}
found_column reference(const std::string& name, const std::string& table) {
  auto made = column(name);
  made.references = table;
  made.references_column = "id";
  return made;
}
found_column number(const std::string& name) { return column(name, column_type::integer); }
found_table table(const std::string& name, std::vector<found_column> columns) {
  return {.name = name, .model = {}, .columns = std::move(columns), .indexed = {}};
}
found_schema schema(std::vector<found_table> tables) {
  return {.dialect = &sql::sqlite_dialect(), .tables = std::move(tables), .origin = "app.db"};
}
found_table sessions_v2(const std::string& name = "user_session") {
  return table(name, {id(), reference("user_id", "user"), number("active_expires"), number("idle_expires")});
}
found_table sessions_v3(const std::string& name = "session") {
  return table(name, {id(), reference("user_id", "user"), number("expires_at")});
}
found_table keys(const std::string& name = "user_key") {
  return table(name, {id(), reference("user_id", "user"), column("hashed_password")});
}
std::string refusal(const found_schema& in, const interop::chosen_tables& chosen = {}) {
  try {
    (void)interop::recognise(in, chosen);
  } catch (const error& e) {
    EXPECT_EQ(e.code(), errc::schema_mismatch);
    return e.what();
  }
  return "nothing";
}

TEST(Recognise, TheSessionsOfLucia2HaveTwoPeriods) {
  const auto made =
      interop::recognise(schema({table("user", {id(), column("name")}), sessions_v2(), keys()}));
  EXPECT_EQ(made.layout.rules, &schemes::lucia_v2);
  EXPECT_EQ(made.layout.user.name, "user");
  EXPECT_EQ(made.layout.session.name, "user_session");
  EXPECT_EQ(made.layout.key.name, "user_key");
  EXPECT_EQ(made.layout.times, sql::time_form::milliseconds);
  ASSERT_EQ(made.user_attributes.size(), 1U);
  EXPECT_EQ(made.user_attributes[0].name, "name");
  EXPECT_THAT(made.session_attributes, IsEmpty());
  EXPECT_THAT(made.remarks, IsEmpty());
}

TEST(Recognise, TheKeysTellLucia0FromLucia1) {
  auto of_v0 = keys("key"), of_v1 = keys("auth_key");
  of_v0.columns.push_back(column("primary", column_type::boolean));
  of_v1.columns.push_back(column("primary_key", column_type::boolean));
  of_v1.columns.push_back(number("expires"));
  const auto user = table("user", {id()});
  const auto v0 = interop::recognise(schema({user, sessions_v2(), of_v0})).layout;
  EXPECT_EQ(v0.rules, &schemes::lucia_v0);
  EXPECT_EQ(v0.key.expires, "");
  const auto v1 = interop::recognise(schema({user, sessions_v2(), of_v1})).layout;
  EXPECT_EQ(v1.rules, &schemes::lucia_v1);
  EXPECT_EQ(v1.key.expires, "expires");
  of_v0.columns.push_back(number("expires"));
  EXPECT_EQ(interop::recognise(schema({user, sessions_v2(), of_v0})).layout.key.expires, "expires");
}

TEST(Recognise, TheSessionsOfLucia3HaveOneExpiry) {
  auto sessions =
      table("Session", {id(), reference("userId", "User"), number("expiresAt"), column("country")});
  const auto made = interop::recognise(schema({table("User", {id()}), sessions}));
  EXPECT_EQ(made.layout.rules, &schemes::lucia_v3);
  EXPECT_EQ(made.layout.session.user_id, "userId");
  EXPECT_EQ(made.layout.session.expires, "expiresAt");
  EXPECT_EQ(made.layout.times, sql::time_form::seconds);
  EXPECT_FALSE(made.layout.has_keys());
  ASSERT_EQ(made.session_attributes.size(), 1U);
  EXPECT_EQ(made.session_attributes[0].name, "country");
}

TEST(Recognise, TheSessionsOfCardeaHaveTheHashOfASecret) {
  auto sessions =
      table("auth_session", {id(), reference("user_id", "auth_user"), number("created_at"),
                             number("token_last_verified_at"), column("secret_hash", column_type::bytes)});
  const auto made = interop::recognise(schema({table("auth_user", {id()}), sessions}));
  EXPECT_EQ(made.layout.rules, &schemes::cardea);
  EXPECT_TRUE(made.layout.without_keys);
}

TEST(Recognise, ATokenThatExpiresIsNoSession) {
  const auto made = interop::recognise(
      schema({sessions_v3("email_verification"), table("user", {id()}), sessions_v3("user_session")}));
  EXPECT_EQ(made.layout.session.name, "user_session");
}

TEST(Recognise, OfTwoThatMayBeMeantOneHasToBeChosen) {
  const auto in = schema({table("user", {id()}), sessions_v3("a"), sessions_v3("b")});
  EXPECT_EQ(refusal(in),
            "in app.db more than one table may hold the sessions: \"a\", \"b\"; say which: --tables "
            "session=NAME");
  EXPECT_EQ(interop::recognise(in, {.session = "b"}).layout.session.name, "b");
  EXPECT_EQ(refusal(in, {.session = "c"}),
            "there is no table \"c\" in app.db, which has \"user\", \"a\", \"b\"");
}

TEST(Recognise, WhereThereAreNoSessionsTheMessageSaysWhatTheyAreKnownBy) {
  EXPECT_THAT(refusal(schema({})), HasSubstr("in app.db no table holds sessions"));
  EXPECT_THAT(refusal(schema({table("user", {id()})}), {.session = "user"}),
              HasSubstr("table \"user\" holds no sessions"));
}

TEST(Recognise, UsersThatNothingLeadsToHaveToBeChosen) {
  auto sessions = sessions_v3();
  sessions.columns[1].references.clear();
  EXPECT_THAT(refusal(schema({table("people", {id()}), sessions})), HasSubstr("--tables user=NAME"));
  EXPECT_EQ(
      interop::recognise(schema({table("people", {id()}), sessions}), {.user = "people"}).layout.user.name,
      "people");
}

TEST(Recognise, IdsThatAreNumbersAreRefused) {
  auto users = table("user", {number("id")});
  users.columns[0].is_primary_key = true;
  EXPECT_EQ(refusal(schema({users, sessions_v3()})),
            "column \"id\" of table \"user\" is declared integer: ids are text in Lucia and in Cardea");
}

TEST(Recognise, AColumnThatCannotBeAnAttributeIsNamed) {
  auto wanted = column("tags", std::nullopt), spare = column("more", std::nullopt);
  spare.nullable = true;
  const auto made =
      interop::recognise(schema({table("user", {id(), wanted, column("name"), spare}), sessions_v3()}));
  EXPECT_THAT(
      made.remarks,
      ElementsAre("column \"tags\" of table \"user\" was left out: it is declared JSON, which no attribute "
                  "can have; it wants a value, so that new rows will be refused",
                  "column \"more\" of table \"user\" was left out: it is declared JSON, which no attribute "
                  "can have"));
  ASSERT_EQ(made.user_attributes.size(), 1U);
}

TEST(Recognise, AnAttributeHasTheNameOfItsField) {
  auto born = column("born_at", column_type::time);
  born.field = "born";
  born.times = sql::time_form::milliseconds;
  const auto made = interop::recognise(schema({table("user", {id(), born}), sessions_v3()}));
  EXPECT_EQ(made.user_attributes[0].name, "born");
  EXPECT_EQ(made.user_attributes[0].renamed, "born_at");
  EXPECT_EQ(made.layout.attribute_times, sql::time_form::milliseconds);
}

TEST(Recognise, KeysOfOtherUsersAreNotTaken) {
  auto others = keys("old.user_key");
  others.columns[1].references = "old.user";
  const auto user = table("user", {id()});
  EXPECT_FALSE(interop::recognise(schema({user, sessions_v3(), others})).layout.has_keys());
  others.columns[1].references.clear();
  EXPECT_FALSE(interop::recognise(schema({user, sessions_v3(), others})).layout.has_keys());
  others.name = "user_key";
  EXPECT_TRUE(interop::recognise(schema({user, sessions_v3(), others})).layout.has_keys());
}

TEST(Recognise, WithoutKeysPasswordsCannotBeVerifiedAndThatIsSaid) {
  const auto in = schema({table("user", {id()}), sessions_v2()});
  const auto made = interop::recognise(in);
  EXPECT_TRUE(made.layout.without_keys);
  EXPECT_THAT(made.remarks, ElementsAre(HasSubstr("no table holds keys")));
  EXPECT_THAT(interop::recognise(in, {.key = "-"}).remarks, IsEmpty());
}

}  // namespace
