// SPDX-License-Identifier: MIT
// What Prisma 5, 6 and 7 told a generator about one schema, of which the client's own half was taken out.
#include <cardea/error.hpp>
#include <cardea/interop/prisma_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace {

using namespace cardea;
using testing::ElementsAre;
using testing::HasSubstr;

std::string data(const std::string& version) {
  std::ifstream file{CARDEA_DATA "/prisma-" + version + ".json", std::ios::binary};
  EXPECT_TRUE(file) << version;
  return {std::istreambuf_iterator<char>{file}, {}};
}
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}
std::string every_changed(std::string text, const std::string& from, const std::string& to) {
  EXPECT_NE(text.find(from), std::string::npos) << from;
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}
std::string with_setting(const std::string& text, const std::string& name, const std::string& value) {
  return changed(text, "\"config\": {",
                 "\"config\": {\"" + name + "\": \"" + value + "\"" +
                     (text.find("\"config\": {}") == std::string::npos ? "," : ""));
}
/// The model User with one more field, in JSON's own words.
std::string with_field(const std::string& text, const std::string& members) {
  return changed(
      text, "\"fields\": [",
      "\"fields\": [{\"name\": \"more\", \"kind\": \"scalar\", \"isRequired\": true, " + members + "},");
}
std::string refusal(const std::string& text, errc wanted = errc::invalid_argument) {
  try {
    (void)interop::as_cpp(interop::from_prisma(text));
  } catch (const error& e) {
    EXPECT_EQ(e.code(), wanted) << e.what();
    return e.what();
  }
  return "nothing";
}
const interop::found_column& column(const interop::prisma_schema& of, std::size_t table,
                                    const std::string& field) {
  return *std::ranges::find(of.found.tables.at(table).columns, field, &interop::found_column::field);
}
const interop::found_column more_of(const std::string& version, const std::string& members) {
  return column(interop::from_prisma(with_field(data(version), members)), 0, "more");
}

class PrismaPayload : public testing::TestWithParam<const char*> {};

TEST_P(PrismaPayload, GivesTheTablesThatTheModelsStandFor) {
  const auto read = interop::from_prisma(data(GetParam()));
  const auto& tables = read.found.tables;
  ASSERT_EQ(tables.size(), 3U);
  EXPECT_EQ(tables[0].name, "auth_user");
  EXPECT_EQ(tables[0].model, "User");
  EXPECT_TRUE(column(read, 0, "id").is_primary_key);
  EXPECT_EQ(column(read, 0, "score").type, column_type::int32);
  EXPECT_TRUE(column(read, 0, "score").nullable);
  EXPECT_TRUE(column(read, 0, "created_at").has_default);
  EXPECT_EQ(column(read, 0, "role").type, column_type::string);
  EXPECT_EQ(column(read, 1, "user_id").references, "auth_user");
  EXPECT_EQ(column(read, 1, "user_id").references_column, "id");
  EXPECT_EQ(column(read, 1, "idle_expires").type, column_type::integer);
  EXPECT_EQ(column(read, 2, "hashed_password").name, "hashed_pw");
  EXPECT_THAT(tables[0].indexed, ElementsAre("id", "username"));
  EXPECT_THAT(tables[1].indexed, ElementsAre("id", "user_id"));
  EXPECT_THAT(read.relations, ElementsAre("SessionToUser", "KeyToUser"));
  EXPECT_EQ(read.output, "out");
  EXPECT_EQ(read.found.origin, "schema.prisma");
  ASSERT_EQ(read.enums.size(), 1U);
  EXPECT_EQ(read.enums[0].values[1].name, "ADMIN");
  EXPECT_EQ(read.enums[0].values[1].in_table, "administrator");
}

TEST_P(PrismaPayload, IsRecognisedAndWritten) {
  const auto header = interop::as_cpp(interop::from_prisma(data(GetParam())));
  EXPECT_THAT(header.remarks, ElementsAre());
  for (const auto* part : {"layouts::lucia_v2()", "made.key.hashed_password = \"hashed_pw\";",
                           "  Role role = Role::member;", R"({"admin", "administrator"})"})
    EXPECT_THAT(header.text, HasSubstr(part));
}

INSTANTIATE_TEST_SUITE_P(Every, PrismaPayload, testing::Values("5", "6", "7"));

TEST(PrismaTimes, AreTextOnSqliteWhereDriversOfJavaScriptWriteThem) {
  const auto form = [](const std::string& text) {
    return column(interop::from_prisma(text), 0, "created_at").times;
  };
  using sql::time_form;
  EXPECT_EQ(form(data("7")), time_form::iso8601);
  EXPECT_EQ(form(data("6")), time_form::milliseconds);
  const std::string others = "\"otherGenerators\": [";
  EXPECT_EQ(form(changed(data("6"), others, others + R"({"config": {"engineType": "client"}})")),
            time_form::iso8601);
  EXPECT_EQ(form(changed(data("6"), others, others + R"({"config": {"engineType": "library"}})")),
            time_form::milliseconds);
  EXPECT_EQ(form(changed(data("6"), others, others + R"({"previewFeatures": ["driverAdapters"]})")),
            time_form::iso8601);
  EXPECT_EQ(form(with_setting(data("7"), "times", "unixepoch-ms")), time_form::milliseconds);
  EXPECT_EQ(form(with_setting(data("6"), "times", "iso8601")), time_form::iso8601);
  EXPECT_EQ(form(data("5")), time_form::native) << "PostgreSQL";
  EXPECT_EQ(refusal(with_setting(data("7"), "times", "julian")),
            "times: \"julian\" is neither iso8601 nor unixepoch-ms");
  EXPECT_THAT(refusal(with_setting(data("5"), "times", "iso8601")), HasSubstr("the provider is postgresql"));
}

TEST(PrismaTypes, AreThoseOfAttributesOrNone) {
  const auto type = [](const std::string& members) { return more_of("7", members).type; };
  EXPECT_EQ(type(R"("type": "String")"), column_type::string);
  EXPECT_EQ(type(R"("type": "Boolean")"), column_type::boolean);
  EXPECT_EQ(type(R"("type": "Int")"), column_type::int32);
  EXPECT_EQ(type(R"("type": "Int", "nativeType": ["UnsignedInt", []])"), column_type::integer);
  EXPECT_EQ(type(R"("type": "BigInt")"), column_type::integer);
  EXPECT_EQ(type(R"("type": "Float")"), column_type::number);
  EXPECT_EQ(type(R"("type": "Bytes")"), column_type::bytes);
  EXPECT_EQ(type(R"("type": "DateTime", "nativeType": ["Timestamptz", ["6"]])"), column_type::time);
  for (const auto* members :
       {R"("type": "Json")", R"("type": "Decimal")", R"("type": "String", "isList": true)",
        R"("type": "String", "nativeType": ["Uuid", []])",
        R"("type": "DateTime", "nativeType": ["Date", []])", R"("type": "Float", "nativeType": ["Real", []])",
        R"("type": "Int", "default": {"name": "autoincrement", "args": []})"})
    EXPECT_EQ(type(members), std::nullopt) << members;
}

TEST(PrismaTypes, AreSaidInPrismasWords) {
  EXPECT_EQ(more_of("7", R"("type": "DateTime", "nativeType": ["Timestamptz", ["6"]])").declared,
            "DateTime @db.Timestamptz(6)");
  EXPECT_EQ(more_of("7", R"("type": "Decimal", "nativeType": ["Decimal", ["65", "30"]])").declared,
            "Decimal @db.Decimal(65, 30)");
  EXPECT_EQ(more_of("7", R"("type": "String", "isList": true)").declared, "String[]");
  EXPECT_EQ(more_of("7", R"("type": "Int", "default": {"name": "autoincrement", "args": []})").declared,
            "Int @default(autoincrement())");
  EXPECT_EQ(more_of("7", R"("type": "String", "nativeType": ["VarChar", ["191"]])").length, 191U);
  EXPECT_EQ(more_of("7", R"("type": "String")").length, std::nullopt);
}

TEST(PrismaTypes, WhatTheClientMakesIsNoDefaultOfTheTable) {
  const auto has_default = [](const std::string& function) {
    return more_of("7", R"("type": "String", "hasDefaultValue": true, "default": {"name": ")" + function +
                            R"(", "args": []})")
        .has_default;
  };
  EXPECT_FALSE(has_default("cuid"));
  EXPECT_FALSE(has_default("uuid"));
  EXPECT_TRUE(has_default("now"));
  EXPECT_TRUE(has_default("dbgenerated"));
}

TEST(PrismaText, SaysWhatTheJsonOfPrisma5DoesNot) {
  const std::string before = R"(username       String    @unique)";
  const auto read = [&](const std::string& attribute) {
    return column(interop::from_prisma(changed(data("5"), before, before + attribute)), 0, "username");
  };
  EXPECT_EQ(read(" @db.VarChar(30)").length, 30U);
  EXPECT_EQ(read(" @db.VarChar( 30 ) // @db.Uuid").declared, "String @db.VarChar(30)");
  EXPECT_EQ(read(" @db.Uuid").type, std::nullopt);
  EXPECT_EQ(read(R"( @default(\"@db.Uuid \\\" @db.Uuid\"))").type, column_type::string);
  EXPECT_EQ(read(" @pg.Uuid").type, column_type::string) << "another datasource's";
  for (const auto* cut : {" @db.", " @db.VarChar(", " @db.VarChar(,", " @db.VarChar)("})
    EXPECT_EQ(read(cut).type, column_type::string) << cut;
}

TEST(PrismaText, IsNotAskedWhereTheJsonSaysIt) {
  const std::string before = R"(username       String    @unique)";
  EXPECT_EQ(
      column(interop::from_prisma(changed(data("7"), before, before + " @db.Uuid")), 0, "username").type,
      column_type::string);
}

TEST(PrismaText, NamesTheColumnsThatTheJsonPassesOver) {
  const std::string before = R"(\n  score)";
  const auto remarks = [&](const std::string& line) {
    return interop::as_cpp(interop::from_prisma(changed(data("7"), before, "\\n  " + line + before))).remarks;
  };
  EXPECT_THAT(remarks(R"(place Unsupported(\"point\")?)"),
              ElementsAre("column \"place\" of table \"auth_user\" was left out: it is declared "
                          "Unsupported(\"point\"), which no attribute can have"));
  EXPECT_THAT(remarks(R"(place Unsupported(\"point\") @unique)"),
              ElementsAre(HasSubstr("it wants a value, so that new rows will be refused")));
  EXPECT_THAT(remarks(R"(place Unsupported(\"point\") @default(dbgenerated(\"x\")))"),
              ElementsAre(testing::Not(HasSubstr("it wants"))));
  EXPECT_THAT(remarks(R"(// place Unsupported(\"point\"))"), ElementsAre());
}

TEST(PrismaTypes, AListMayBeAbsentFromARow) {
  EXPECT_TRUE(more_of("7", R"("type": "String", "isList": true)").nullable);
  EXPECT_FALSE(more_of("7", R"("type": "String")").nullable);
}

TEST(PrismaTables, AreInTheSchemaThatTheModelSays) {
  const auto name = [](const std::string& version, const std::string& schema) {
    return interop::from_prisma(changed(data(version), "\"dbName\": \"auth_user\",",
                                        "\"dbName\": \"auth_user\", \"schema\": \"" + schema + "\","))
        .found.tables[0];
  };
  EXPECT_EQ(name("5", "auth").name, "auth.auth_user");
  EXPECT_EQ(name("5", "public").name, "auth_user");
  EXPECT_THAT(name("5", "a.b").unusable, HasSubstr("has a dot"));
  EXPECT_THAT(refusal(changed(data("7"), "\"dbName\": \"auth_user\"", "\"dbName\": \"auth.user\""),
                      errc::schema_mismatch),
              HasSubstr("has a dot"));
}

TEST(PrismaKeys, OfOneFieldCountWhereverTheyAreSaid) {
  const auto text = changed(changed(data("7"), "\"isId\": true", "\"isId\": false"), "\"primaryKey\": null",
                            R"("primaryKey": {"name": null, "fields": ["id"]})");
  EXPECT_TRUE(column(interop::from_prisma(text), 0, "id").is_primary_key);
  EXPECT_FALSE(column(interop::from_prisma(changed(text, R"(["id"])", R"(["id", "username"])")), 0, "id")
                   .is_primary_key);
}

TEST(PrismaErrors, ThePlaceIsThatInWhatPrismaSays) {
  EXPECT_EQ(refusal("[]"), "what Prisma says: it is not an object");
  EXPECT_EQ(refusal("null"), "what Prisma says: it is not an object");
  EXPECT_THAT(refusal("{"), HasSubstr("ends too early, at byte 1"));
  EXPECT_EQ(refusal("{}"), "what Prisma says: dmmf is missing");
  EXPECT_EQ(refusal(changed(data("7"), "\"kind\": \"scalar\"", "\"kind\": 1")),
            "what Prisma says: dmmf.datamodel.models.0.fields.0.kind is not a text");
  EXPECT_EQ(refusal(changed(data("7"), "\"isId\": true", "\"isId\": \"yes\"")),
            "what Prisma says: dmmf.datamodel.models.0.fields.0.isId is neither true nor false");
  EXPECT_EQ(refusal(changed(data("7"), "\"name\": \"Session\"", "\"name\": \"User\"")),
            "what Prisma says: dmmf.datamodel.models.1.name comes twice");
  EXPECT_EQ(refusal(changed(data("7"), "\"name\": \"Session\"", R"("name": "a\u0000b")")),
            "what Prisma says: dmmf.datamodel.models.1.name holds a NUL");
  const auto whole = data("7");
  for (std::size_t size = 0; size + 2 < whole.size(); size += 97)
    EXPECT_THAT(refusal(whole.substr(0, size)), HasSubstr("ends too early")) << size;
}

TEST(PrismaErrors, ADatabaseThatCardeaDoesNotKnowIsRefused) {
  for (const std::string provider : {"cockroachdb", "sqlserver", "mongodb"})
    EXPECT_EQ(refusal(every_changed(data("7"), "\"sqlite\"", '"' + provider + '"'), errc::unsupported),
              "prisma: the datasource's provider is \"" + provider +
                  "\", and Cardea has stores for sqlite, postgresql and mysql");
}

TEST(PrismaErrors, ASettingThatThereIsNotIsToldThoseThatThereAre) {
  EXPECT_EQ(refusal(with_setting(data("7"), "users", "User")),
            "the generator's block has no setting \"users\"; there are user, session, key, models, namespace "
            "and times");
  EXPECT_EQ(refusal(with_setting(data("7"), "models", "some")),
            "models: the only value is \"all\", and not \"some\"");
  for (const std::string name : {"", "delete", "a b", "a::", "std", "app::cardea", "__x", "APP", "a;"})
    EXPECT_THAT(refusal(with_setting(data("7"), "namespace", name)), HasSubstr("namespace: ")) << name;
  EXPECT_THAT(refusal(changed(data("7"), "\"config\": {}", "\"config\": {\"user\": [\"User\"]}")),
              HasSubstr("generator.config.user is not a text"));
}

TEST(PrismaErrors, ATableThatIsMeantIsSaidInTheBlock) {
  EXPECT_EQ(refusal(with_setting(data("7"), "session", "Sesion"), errc::schema_mismatch),
            "there is no table \"Sesion\" in schema.prisma, which has \"auth_user\", \"auth_session\", "
            "\"auth_key\"");
  const auto two = every_changed(every_changed(data("7"), "\"User\"", "\"Person\""), "auth_user", "people");
  EXPECT_EQ(
      refusal(every_changed(two, "\"relationFromFields\": [", "\"relationFromFields\": [], \"other\": ["),
              errc::schema_mismatch),
      "in schema.prisma no table holds the users: column \"user_id\" refers to none, and none is called "
      "user or auth_user; say which: in the generator's block, user = \"NAME\"");
}

}  // namespace
