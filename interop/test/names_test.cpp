// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/forms.hpp>

#include <gtest/gtest.h>

#include <algorithm>

#include "../src/cpp_names.hpp"
#include "../src/typescript.hpp"

namespace {

using namespace cardea;
using interop::typescript::key;
using interop::typescript::literal;
using interop::typescript::type_names;

std::string text(std::u8string_view from) { return {from.begin(), from.end()}; }

TEST(TypeScriptNames, AnIdentifierStandsBare) {
  for (const auto* name : {"id", "user_id", "userId", "_", "$a1", "delete", "constructor", "__proto__"})
    EXPECT_EQ(key(name), name);
}

TEST(TypeScriptNames, WhatIsNoIdentifierIsQuoted) {
  EXPECT_EQ(key("two words"), R"("two words")");
  EXPECT_EQ(key("auth.user"), R"("auth.user")");
  EXPECT_EQ(key("2fa"), R"("2fa")");
  EXPECT_EQ(key(""), R"("")");
  EXPECT_EQ(key("a-b"), R"("a-b")");
  EXPECT_EQ(key("`${process.exit()}`"), R"("`${process.exit()}`")");
}

TEST(TypeScriptNames, NothingEndsTheQuotesOrTheLine) {
  EXPECT_EQ(literal(R"(a"; evil(); ")"), R"('a"; evil(); "')");
  EXPECT_EQ(literal(R"("')"), R"("\"'")");
  EXPECT_EQ(literal(R"(it's)"), R"("it's")");
  EXPECT_EQ(literal(R"(\)"), R"("\\")");
  EXPECT_EQ(literal(R"(\")"), R"('\\"')");
  EXPECT_EQ(literal("a\nb\rc\td"), R"("a\nb\u000dc\u0009d")");
  EXPECT_EQ(literal(std::string_view{"\0\x7f", 2}), R"("\u0000\u007f")");
  EXPECT_EQ(literal(text(u8"\u2028\u2029")), R"("\u2028\u2029")");
}

TEST(TypeScriptNames, WhatIsNotAsciiIsEscapedAsUtf16) {
  EXPECT_EQ(key(text(u8"é")), R"("\u00e9")");
  EXPECT_EQ(literal(text(u8"\u202euser")), R"("\u202euser")");
  EXPECT_EQ(literal(text(u8"名")), R"("\u540d")");
  EXPECT_EQ(literal(text(u8"\U0001F600")), R"("\ud83d\ude00")");
  EXPECT_EQ(literal(text(u8"\U0010FFFF")), R"("\udbff\udfff")");
}

TEST(TypeScriptNames, ATypeIsNamedAfterItsTable) {
  type_names names;
  EXPECT_EQ(names.make("auth_user", "Table"), "AuthUserTable");
  EXPECT_EQ(names.make("userSession", "Table"), "UserSessionTable");
  EXPECT_EQ(names.make("auth.key", "Table"), "AuthKeyTable");
  EXPECT_EQ(names.make("2fa", "Table"), "_2faTable");
  EXPECT_EQ(names.make("x{}; evil", "Table"), "XEvilTable");
}

TEST(TypeScriptNames, NoTwoTypesBearOneName) {
  type_names names;
  EXPECT_EQ(names.make("auth_user", "Table"), "AuthUserTable");
  EXPECT_EQ(names.make("auth.user", "Table"), "AuthUserTable2");
  EXPECT_EQ(names.make("auth user", "Table"), "AuthUserTable3");
  EXPECT_EQ(names.make(text(u8"名"), "Table"), "Table");
  EXPECT_EQ(names.make("\"", "Table"), "Table2");
}

TEST(TypeScriptNames, APropertyIsInCamelCase) {
  using interop::typescript::camel_case;
  EXPECT_EQ(camel_case("born_at", "column"), "bornAt");
  EXPECT_EQ(camel_case("userId", "column"), "userId");
  EXPECT_EQ(camel_case("__proto__", "column"), "proto");
  EXPECT_EQ(camel_case("Two words", "column"), "twoWords");
  EXPECT_EQ(camel_case("2fa", "column"), "column2fa");
  EXPECT_EQ(camel_case(text(u8"名"), "column"), "column");
  EXPECT_EQ(camel_case("`${evil()}`", "column"), "evil");
  EXPECT_EQ(camel_case(std::string(100, 'a'), "column"), std::string(32, 'a'));
}

std::string field(std::string name) {
  return interop::cpp::field_names({{.name = std::move(name), .type = {}, .renamed = {}}}).front();
}

TEST(CppNames, AnIdentifierStaysUnlessItIsAWordOrMayBeAMacro) {
  for (const auto* name : {"id", "user_id", "userId", "a1", "x"}) EXPECT_EQ(field(name), name);
  EXPECT_EQ(field("delete"), "delete_");
  EXPECT_EQ(field("xor_eq"), "xor_eq_");
  EXPECT_EQ(field("std"), "std_");
  EXPECT_EQ(field("NULL"), "null");
  EXPECT_EQ(field("INT"), "int_");
  EXPECT_EQ(field("_Reserved"), "Reserved");
  EXPECT_EQ(field("a__b"), "a_b");
  EXPECT_EQ(field("2fa"), "attribute_2fa");
  EXPECT_EQ(field(text(u8"名")), "attribute");
  EXPECT_EQ(field(std::string(100, 'a')), std::string(64, 'a'));
}

TEST(CppNames, NothingEndsTheQuotesOrTheLine) {
  using interop::cpp::literal;
  EXPECT_EQ(literal(R"(a"; evil(); ")"), R"("a\"; evil(); \"")");
  EXPECT_EQ(literal("\\\n?\t"), R"("\\\n\?\011")");
  EXPECT_EQ(literal(text(u8"é1")), R"("\303\2511")");
}

template <class F>
std::string refusal(F&& call) {
  try {
    call();
  } catch (const error& e) {
    return std::string{to_string(e.code())} + ": " + e.what();
  }
  return "nothing was thrown";
}

std::string refused(const sql::layout& layout, const columns& users = {}) {
  return refusal([&] { (void)interop::schema_of(layout, sql::sqlite_dialect(), users, {}); });
}

TEST(InteropSchema, NamesThatCannotBeAreRefusedByName) {
  EXPECT_EQ(refused(layouts::lucia_v3({.user = "a", .session = "A", .key = {}})),
            "INVALID_ARGUMENT: a table bears the name of another, \"A\"");
  auto layout = layouts::lucia_v3();
  sql::rename_column(layout, "session.user_id", "id");
  EXPECT_EQ(refused(layout),
            "INVALID_ARGUMENT: a column of table \"session\" bears the name of another, \"id\"");
  EXPECT_EQ(refused(layouts::lucia_v3({.user = "\xff", .session = {}, .key = {}})),
            "INVALID_ARGUMENT: the name of a table is not UTF-8");
  EXPECT_EQ(refused(layouts::lucia_v3(), {{.name = "id", .type = column_type::string, .renamed = {}}})
                .substr(0, 16),
            "INVALID_ARGUMENT");
}

TEST(InteropSchema, ANameWithANulIsRefused) {
  const std::string name{"a\0b", 3};
  EXPECT_EQ(refused(layouts::lucia_v3({.user = name, .session = {}, .key = {}})),
            "INVALID_ARGUMENT: the name of a table holds a NUL");
}

TEST(InteropForms, MoreFieldsThanCanBeDescribedAreRefused) {
  columns users;
  for (int i = 0; i < 51; ++i)
    users.push_back({.name = "a" + std::to_string(i), .type = column_type::string, .renamed = {}});
  const auto schema = interop::schema_of(layouts::lucia_v3(), sql::sqlite_dialect(), users, {});
  EXPECT_EQ(refusal([&] { (void)interop::as_cpp(schema); }),
            "UNSUPPORTED: cpp: 51 attributes are more than the 50 fields that Boost.Describe can describe");
}

TEST(InteropForms, ADatabaseThatAToolDoesNotKnowIsRefused) {
  auto other = sql::sqlite_dialect();
  other.name = "oracle";
  const auto schema = interop::schema_of(layouts::lucia_v3(), other, {}, {});
  EXPECT_EQ(refusal([&] { (void)interop::as_kysely(schema); }),
            "UNSUPPORTED: kysely: the dialect is none of sqlite, postgres and mysql");
}

TEST(InteropForms, DrizzleRefusesASchemaWhereSqliteHasNone) {
  const auto named = layouts::lucia_v3({.user = "auth.user", .session = {}, .key = {}});
  const auto schema = interop::schema_of(named, sql::sqlite_dialect(), {}, {});
  EXPECT_EQ(refusal([&] { (void)interop::as_drizzle(schema); }),
            "UNSUPPORTED: drizzle: a table of SQLite cannot be in a schema: \"auth.user\"");
}

TEST(InteropForms, PrismaHasSchemasInPostgresAlone) {
  const auto named = layouts::lucia_v3({.user = "auth.user", .session = {}, .key = {}});
  for (const auto* dialect : {&sql::sqlite_dialect(), &sql::mysql_dialect()}) {
    const auto schema = interop::schema_of(named, *dialect, {}, {});
    EXPECT_EQ(refusal([&] { (void)interop::as_prisma(schema); }),
              "UNSUPPORTED: prisma: only a table of PostgreSQL can be in a schema: \"auth.user\"");
  }
}

TEST(InteropForms, PrismaTakesTheApplicationsNameWhereItIsAnIdentifier) {
  const columns users{{.name = "born_at", .type = column_type::string, .renamed = "bornAt"},
                      {.name = "keys", .type = column_type::string, .renamed = {}},
                      {.name = "AND", .type = column_type::string, .renamed = {}},
                      {.name = "_id", .type = column_type::string, .renamed = {}}};
  const auto schema = interop::schema_of(layouts::lucia_v3(), sql::sqlite_dialect(), users, {});
  const auto written = interop::as_prisma(schema);
  for (const auto* part : {R"(  born_at  String    @map("bornAt"))", R"(  keys2    String    @map("keys"))",
                           R"(  AND2     String    @map("AND"))", R"(  id2      String    @map("_id"))"})
    EXPECT_NE(written.find(part), std::string::npos) << written;
}

TEST(InteropForms, AKeyWithoutANameIsKnownByTheOneThatPostgresCutForIt) {
  const auto named = layouts::lucia_v3({.user = {}, .session = std::string(60, 's'), .key = {}});
  const auto schema = interop::schema_of(named, sql::postgres_dialect(), {}, {});
  const auto name = std::string(50, 's') + "_user_id_fkey";
  EXPECT_NE(interop::as_drizzle(schema).find('"' + name + '"'), std::string::npos);
  EXPECT_NE(interop::as_prisma(schema).find("map: \"" + name + '"'), std::string::npos);
  EXPECT_NE(interop::as_prisma(schema).find("map: \"" + std::string(60, 's') + "_us\""), std::string::npos);
}

TEST(InteropForms, ThePropertiesOfATableAreUnlikeEachOther) {
  const columns users{{.name = "id_", .type = column_type::string, .renamed = {}},
                      {.name = "born_at", .type = column_type::string, .renamed = {}},
                      {.name = "born-at", .type = column_type::string, .renamed = {}}};
  const auto schema = interop::schema_of(layouts::lucia_v3(), sql::sqlite_dialect(), users, {});
  const auto written = interop::as_drizzle(schema);
  for (const auto* part : {R"( id: text("id"))", R"( id2: text("id_"))", R"( bornAt: text("born_at"))",
                           R"( bornAt2: text("born-at"))"})
    EXPECT_NE(written.find(part), std::string::npos) << written;
}

TEST(InteropForms, TheCommandThatWroteAHeaderStandsInItsFirstLineAndNowhereElse) {
  const auto schema = interop::schema_of(layouts::lucia_v3(), sql::sqlite_dialect(), {}, {});
  const auto written = interop::as_cpp(schema, "cardea import drizzle a\n#error \\");
  EXPECT_EQ(written.substr(0, written.find('\n')),
            "// Written by `cardea import drizzle a?#error ?` for layout lucia-v3: not to be edited.");
  EXPECT_EQ(written.substr(written.find('\n')),
            interop::as_cpp(schema).substr(interop::as_cpp(schema).find('\n')));
}

TEST(InteropForms, EachHasANameOfItsOwn) {
  const auto all = interop::forms();
  ASSERT_FALSE(all.empty());
  for (const auto& one : all) EXPECT_EQ(std::ranges::count(all, one.name, &interop::form::name), 1);
}

}  // namespace
