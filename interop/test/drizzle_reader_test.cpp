// SPDX-License-Identifier: MIT
// Snapshots that drizzle-kit 0.31.11 wrote, and what somebody may make of them.
#include <cardea/error.hpp>
#include <cardea/interop/drizzle_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>

namespace {

using namespace cardea;
using interop::found_column;
using interop::found_schema;
using interop::found_table;
using testing::ElementsAre;
using testing::HasSubstr;

std::string data(const std::string& name) {
  std::ifstream file{CARDEA_DATA "/drizzle-" + name + ".json", std::ios::binary};
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>{file}, {}};
}

found_schema read(const std::string& name) {
  return interop::read_drizzle_snapshot(data(name), "snapshot.json");
}

const found_table& table(const found_schema& in, const std::string& name) {
  const auto at = std::ranges::find(in.tables, name, &found_table::name);
  if (at == in.tables.end()) throw std::runtime_error{"there is no table " + name};
  return *at;
}
const found_column& column(const found_table& in, const std::string& name) {
  const auto at = std::ranges::find(in.columns, name, &found_column::name);
  if (at == in.columns.end()) throw std::runtime_error{"there is no column " + name};
  return *at;
}

/// "v:string? i:int32": those that can be an attribute.
std::string types(const found_table& in) {
  std::string text;
  for (const auto& one : in.columns)
    if (one.type)
      text += (text.empty() ? "" : " ") + one.name + ":" + std::string{to_string(*one.type)} +
              (one.nullable ? "?" : "");
  return text;
}
std::string others(const found_table& in) {
  std::string text;
  for (const auto& one : in.columns)
    if (!one.type) text += (text.empty() ? "" : " ") + one.name;
  return text;
}

struct sample {
  const char* name;
  const scheme* rules;
  const char *user, *session, *key;
  sql::time_form times;
  friend void PrintTo(const sample& one, std::ostream* out) { *out << one.name; }
};

class DrizzleSnapshot : public testing::TestWithParam<sample> {};

TEST_P(DrizzleSnapshot, OfEachGenerationAndDatabaseIsRecognised) {
  const auto& wanted = GetParam();
  const auto found = read(wanted.name);
  const auto made = interop::recognise(found);
  EXPECT_EQ(found.dialect->name.substr(0, 1), std::string_view{wanted.name}.substr(3, 1));
  EXPECT_EQ(made.layout.rules, wanted.rules);
  EXPECT_EQ(made.layout.user.name, wanted.user);
  EXPECT_EQ(made.layout.session.name, wanted.session);
  EXPECT_EQ(made.layout.has_keys(), *wanted.key != '\0');
  if (made.layout.has_keys()) {
    EXPECT_EQ(made.layout.key.name, wanted.key);
  }
  EXPECT_EQ(made.layout.times, wanted.times);
  EXPECT_THAT(made.remarks, testing::IsEmpty());
  const auto& sessions = table(found, wanted.session);
  EXPECT_TRUE(column(sessions, "id").is_primary_key);
  EXPECT_EQ(column(sessions, "user_id").references, wanted.user);
  EXPECT_EQ(column(sessions, "user_id").references_column, "id");
}

using enum sql::time_form;
constexpr sample samples[] = {
    {"v1-sqlite", &schemes::lucia_v1, "auth_user", "auth_session", "auth_key", milliseconds},
    {"v1-pg", &schemes::lucia_v1, "auth_user", "auth_session", "auth_key", milliseconds},
    {"v1-mysql", &schemes::lucia_v1, "auth_user", "auth_session", "auth_key", milliseconds},
    {"v2-sqlite", &schemes::lucia_v2, "user", "user_session", "user_key", milliseconds},
    {"v2-pg", &schemes::lucia_v2, "auth_user", "user_session", "user_key", milliseconds},
    {"v2-mysql", &schemes::lucia_v2, "auth_user", "user_session", "user_key", milliseconds},
    {"v3-sqlite", &schemes::lucia_v3, "user", "session", "", seconds},
    {"v3-pg", &schemes::lucia_v3, "user", "session", "", native},
    {"v3-mysql", &schemes::lucia_v3, "user", "session", "", native},
};
INSTANTIATE_TEST_SUITE_P(All, DrizzleSnapshot, testing::ValuesIn(samples));

TEST(DrizzleTypes, PostgresColumnsAreWhatTheDialectCanHold) {
  const auto found = read("types-pg");
  const auto& users = table(found, "auth.user");
  EXPECT_EQ(types(users),
            "id:string v:string? v0:string? i:int32? si:int32? b:integer? bo:boolean? t:timestamp? "
            "tz:timestamp? t3:timestamp? tz3:timestamp? d:number? by:blob? ro:string? mo:string?");
  EXPECT_EQ(others(users), "c s bs ss r n n2 j jb u arr arr2 da ti iv inet pt ident gen vec roa");
  EXPECT_EQ(column(users, "v").length, 31U);
  EXPECT_FALSE(column(users, "v0").length);
  EXPECT_EQ(column(users, "t3").times, native);
  EXPECT_TRUE(column(users, "bo").has_default);
  EXPECT_FALSE(column(users, "t3").has_default);
  EXPECT_TRUE(column(users, "gen").has_default) << "nobody has to give it a value";
}

TEST(DrizzleTypes, MysqlColumnsAreWhatTheDialectCanHold) {
  const auto found = read("types-my");
  const auto& users = table(found, "user");
  EXPECT_EQ(types(users),
            "id:string te:string? tt:string? mt:string? lt:string? c:string? i:int32? iu:integer? ti:int32? "
            "si:int32? mi:int32? b:integer? bu:integer? bo:boolean? d:timestamp? d3:timestamp? t:timestamp? "
            "t3:timestamp? db:number? re:number? j:string? e:string? bi:blob? bi16:blob? vb:blob?");
  EXPECT_EQ(others(users), "se fl de de2 da tm y ai gen");
  EXPECT_EQ(column(users, "c").length, 3U);
  EXPECT_EQ(column(users, "bi16").length, std::nullopt) << "bytes are no characters";
}

TEST(DrizzleTypes, SqliteColumnsAreWhatTheyAreDeclaredWhateverTheirMode) {
  const auto found = read("types-sq");
  const auto& users = table(found, "user");
  EXPECT_EQ(types(users),
            "id:string tl:string? tj:string? te:string? i:integer? ib:boolean? it:integer? im:integer? "
            "r:number? n:number? b:blob? bj:blob? bb:blob?");
  EXPECT_EQ(others(users), "gen");
  EXPECT_FALSE(column(table(found, "ai"), "a").type) << "SQLite counts it";
}

TEST(DrizzleKeys, APrimaryKeyOfOneColumnIsOneWhereverItStands) {
  for (const auto* name : {"types-pg", "types-my", "types-sq"}) {
    const auto found = read(name);
    const auto& two = table(found, "pk2");
    EXPECT_FALSE(column(two, "a").is_primary_key || column(two, "b").is_primary_key) << name;
    EXPECT_FALSE(column(two, "a").nullable);
    EXPECT_THAT(two.indexed, ElementsAre("a"));
  }
  const auto found = read("types-pg");
  EXPECT_TRUE(column(table(found, "pk1"), "a").is_primary_key);
  EXPECT_FALSE(column(table(found, "pk1"), "a").nullable);
}

TEST(DrizzleKeys, IndexesOfExpressionsAndOfSomeRowsAreNone) {
  EXPECT_THAT(table(read("types-pg"), "auth.user").indexed, ElementsAre("i", "u", "c"));
  EXPECT_THAT(table(read("types-my"), "user").indexed, ElementsAre("c", "i", "mi"));
  EXPECT_THAT(table(read("types-sq"), "user").indexed, ElementsAre("i", "n", "tl"));
}

TEST(DrizzleKeys, AReferenceLeadsToATableOfAnotherSchema) {
  const auto found = read("types-pg");
  EXPECT_EQ(column(table(found, "user_session"), "user_id").references, "auth.user");
  EXPECT_EQ(interop::recognise(found).layout.user.name, "auth.user");
}

TEST(DrizzleKeys, SchemaPublicIsTheOneThatNeedsNoSaying) {
  auto text = data("v3-pg");
  const std::string from = "\"tableTo\": \"user\"";
  ASSERT_NE(text.find(from), std::string::npos);
  text.replace(text.find(from), from.size(), from + ", \"schemaTo\": \"public\"");
  const auto found = interop::read_drizzle_snapshot(text, "snapshot.json");
  EXPECT_EQ(column(table(found, "session"), "user_id").references, "user");
}

TEST(DrizzleKeys, ATableWithADotInItsOwnNameIsNotTakenForOneInASchema) {
  auto text = data("v3-pg");
  for (const std::string from : {"\"name\": \"user\"", "\"tableTo\": \"user\""}) {
    ASSERT_NE(text.find(from), std::string::npos);
    text.replace(text.find(from), from.size(), from.substr(0, from.size() - 1) + ".s\"");
  }
  const auto found = interop::read_drizzle_snapshot(text, "snapshot.json");
  try {
    (void)interop::recognise(found);
    FAIL();
  } catch (const error& e) {
    EXPECT_EQ(e.code(), errc::schema_mismatch);
    EXPECT_THAT(e.what(), HasSubstr("table \"user.s\" cannot be used: it has a dot in its own name"));
  }
}

}  // namespace
