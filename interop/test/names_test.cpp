// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/forms.hpp>

#include <gtest/gtest.h>

#include <algorithm>

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

TEST(InteropForms, ADatabaseThatAToolDoesNotKnowIsRefused) {
  auto other = sql::sqlite_dialect();
  other.name = "oracle";
  const auto schema = interop::schema_of(layouts::lucia_v3(), other, {}, {});
  EXPECT_EQ(refusal([&] { (void)interop::as_kysely(schema); }),
            "UNSUPPORTED: kysely: the dialect is none of sqlite, postgres and mysql");
}

TEST(InteropForms, EachHasANameOfItsOwn) {
  const auto all = interop::forms();
  ASSERT_FALSE(all.empty());
  for (const auto& one : all) EXPECT_EQ(std::ranges::count(all, one.name, &interop::form::name), 1);
}

}  // namespace
