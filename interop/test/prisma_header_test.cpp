// SPDX-License-Identifier: MIT
// The headers that `cardea prisma-generator` writes, compiled. Each names its namespace.
#include <cardea/auth.hpp>
#include <cardea/interop/prisma_reader.hpp>
#include <cardea/sqlite/store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "golden/cpp-prisma-hostile.hpp"
#include "golden/cpp-prisma.hpp"

namespace {

using namespace cardea;
using testing::Contains;
using testing::HasSubstr;

std::string file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>{in}, {}};
}
std::string payload(const std::string& name) { return file(CARDEA_DATA "/prisma-" + name + ".json"); }
std::string golden(const std::string& name) { return file(CARDEA_GOLDEN "/" + name); }
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}
/// The header with every model, of Prisma 7's payload after the change.
interop::prisma_header header(const std::string& from, const std::string& to) {
  const auto all =
      changed(payload("7"), "\"config\": {}", R"("config": {"models": "all", "namespace": "of_prisma"})");
  return interop::as_cpp(interop::from_prisma(from.empty() ? all : changed(all, from, to)));
}
/// The first model with one more field.
interop::prisma_header with_field(const std::string& members) {
  return header("\"fields\": [", "\"fields\": [{\"name\": \"more\", \"isRequired\": true, " + members + "},");
}

TEST(PrismaHeader, IsTheOneThatIsCompiledHere) {
  EXPECT_EQ(header("", "").text, golden("cpp-prisma.hpp"));
  EXPECT_EQ(interop::as_cpp(interop::from_prisma(payload("hostile"))).text, golden("cpp-prisma-hostile.hpp"));
}

TEST(PrismaHeader, AUserGoesThroughTheDatabase) {
  using namespace of_prisma;
  EXPECT_EQ(provider, "sqlite");
  auto layout = of_prisma::layout();
  auth<user_attributes, session_attributes> auth{sqlite::store{sqlite::pool{":memory:"}, layout}};
  auth.migrate();
  const auto born = timestamp{std::chrono::milliseconds{1'700'000'000'123}};
  const auto ada = auth.create_user({.username = "ada", .created_at = born, .role = Role::admin}).value();
  const auto found = auth.find_user(ada.id).value();
  EXPECT_EQ(found.attributes.role, Role::admin);
  EXPECT_EQ(found.attributes.created_at, born);
  EXPECT_EQ(found.attributes.score, std::nullopt);
  const auto bob = auth.create_user({.username = "bob"}).value();
  EXPECT_EQ(auth.find_user(bob.id).value().attributes.role, Role::member) << "@default";
  EXPECT_TRUE(auth.update_user(bob.id, set(&user_attributes::role, Role::admin)));
  EXPECT_EQ(auth.find_user(bob.id).value().attributes.role, Role::admin);
  auth.check();
}

TEST(PrismaHeader, AnEnumsValueIsCalledAsTheDatabaseHasIt) {
  EXPECT_EQ(value_name(of_prisma::Role::admin), "administrator");
  EXPECT_EQ(value_named<of_prisma::Role>("MEMBER"), of_prisma::Role::member);
  EXPECT_EQ(value_named<of_prisma::Role>("ADMIN"), std::nullopt);
  EXPECT_EQ(value_named<hostile::models::tables_2>("\"; evil(); \""), hostile::models::tables_2::eof);
}

TEST(PrismaHeader, AModelsRowIsDescribed) {
  const auto columns = attribute::columns_of<of_prisma::models::Key>();
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_EQ(columns[1].in_table(), "hashed_pw");
  EXPECT_TRUE(columns[1].nullable);
  EXPECT_EQ(of_prisma::tables::Key, "auth_key");
  EXPECT_EQ(of_prisma::relations::KeyToUser, "KeyToUser");
}

TEST(PrismaHeader, NamesThatNobodyWouldGiveGoThroughTheDatabase) {
  using namespace hostile::models;
  auth<user_attributes, session_attributes> auth{
      sqlite::store{sqlite::pool{":memory:"}, hostile::models::layout()}};
  auth.migrate();
  const auto user = auth.create_user({.tables = "t", .cardea_ = true, .new_line = 7}).value();
  const auto found = auth.find_user(user.id).value();
  EXPECT_EQ(found.attributes.new_line, 7);
  EXPECT_EQ(found.attributes.role, tables_2::eof);
  auth.check();
}

TEST(PrismaHeader, AnEnumThatIsNotSaidAndHasNoDefaultIsNoneOfItsValues) {
  const auto text = with_field(R"("kind": "enum", "type": "Role")").text;
  EXPECT_THAT(text, HasSubstr("  Role more = static_cast<Role>(-1);\n"));
  EXPECT_THROW((void)attribute::to_value(static_cast<of_prisma::Role>(-1)), error);
}

TEST(PrismaHeader, ADefaultIsALiteralOrNothing) {
  const auto line = [](const std::string& members) {
    const auto text = with_field(R"("kind": "scalar", )" + members).text;
    const auto at = text.find(" more");
    return text.substr(at, text.find('\n', at) - at);
  };
  EXPECT_EQ(line(R"("type": "Boolean", "default": true)"), " more = true;");
  EXPECT_EQ(line(R"("type": "Int", "default": -3)"), " more = -3;");
  EXPECT_EQ(line(R"("type": "Int", "default": 3000000000)"), " more{};");
  EXPECT_EQ(line(R"("type": "BigInt", "default": "9007199254740993")"), " more = 9007199254740993;");
  EXPECT_EQ(line(R"("type": "BigInt", "default": "0; x = 1")"), " more{};");
  EXPECT_EQ(line(R"("type": "BigInt", "default": "-9223372036854775808")"), " more{};") << "no literal";
  EXPECT_EQ(line(R"("type": "Float", "default": "1.5")"), " more = 1.5;");
  EXPECT_EQ(line(R"("type": "Float", "default": "nan")"), " more{};");
  EXPECT_EQ(line(R"("type": "String", "default": "a\"b\n")"), R"( more = "a\"b\n";)");
  EXPECT_EQ(line(R"("type": "DateTime", "default": {"name": "now", "args": []})"), " more{};");
}

TEST(PrismaHeader, WhatItCannotUseIsNamedWithTheReason) {
  const auto json = with_field(R"("kind": "scalar", "type": "Json")");
  EXPECT_THAT(json.remarks,
              Contains(HasSubstr("column \"more\" of table \"auth_user\" was left out: it is "
                                 "declared Json, which no attribute can have; it wants a value")));
  EXPECT_THAT(json.text, HasSubstr("// - column \"more\" of table"));
  const auto model = header("\"models\": [", R"("models": [{"name": "Shape", "dbName": null, "fields": [
      {"name": "outline", "kind": "scalar", "type": "Json", "isRequired": true}]},)");
  EXPECT_THAT(model.remarks, Contains(HasSubstr("field \"outline\" of model \"Shape\" was left out")));
  EXPECT_THAT(model.remarks, Contains(HasSubstr("model \"Shape\" was left out: it has 0 fields")));
}

TEST(PrismaHeader, ANumberThatTheDatabaseGivesIsInTheRowAndNoAttribute) {
  const auto made =
      with_field(R"("kind": "scalar", "type": "Int", "default": {"name": "autoincrement", "args": []})");
  EXPECT_THAT(made.remarks, Contains(HasSubstr("it is declared Int @default(autoincrement())")));
  EXPECT_THAT(made.text, HasSubstr("(), (username, email_verified,"));
  EXPECT_THAT(made.text, HasSubstr("(), (more, id, username, email_verified,"));
}

TEST(PrismaHeader, NoFieldIsCalledAsItsStructOrAsAnEnum) {
  const auto text = header("\"name\": \"role\"", "\"name\": \"Role\"").text;
  EXPECT_THAT(text, HasSubstr("  Role Role_2 = Role::member;\n"));
  EXPECT_THAT(header("\"name\": \"score\"", "\"name\": \"User\"").text,
              HasSubstr("  std::optional<std::int32_t> User_2{};\n"));
}

TEST(PrismaHeader, AnEnumOfTooManyValuesIsText) {
  std::string values;
  for (int i = 0; i < 51; ++i) values += ",{\"name\": \"V" + std::to_string(i) + "\", \"dbName\": null}";
  const auto made = header("\"values\": [", "\"values\": [" + values.substr(1) + ",");
  EXPECT_THAT(made.text, HasSubstr("  std::string role = \"MEMBER\";"));
  EXPECT_THAT(made.remarks, Contains(HasSubstr("enum \"Role\" was left out: it has 53 values")));
}

}  // namespace
