// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "samples.hpp"

namespace {

using namespace cardea;
using samples::sessions;
using samples::users;

struct one {
  const char* name;
  sql::layout layout;
  friend void PrintTo(const one& o, std::ostream* out) { *out << o.name; }
};

class Golden : public testing::TestWithParam<one> {};

/// What golden/ holds, which is to be read by people, and is what the code must say.
std::string golden(const std::string& name) {
  std::ifstream file{std::string{CARDEA_GOLDEN} + '/' + name};
  EXPECT_TRUE(file) << "there is no golden/" << name;
  return {std::istreambuf_iterator<char>{file}, {}};
}

TEST_P(Golden, KyselySeesWhatItsDriversSee) {
  const auto& layout = GetParam().layout;
  for (const auto* dialect : {&sql::sqlite_dialect(), &sql::postgres_dialect(), &sql::mysql_dialect()}) {
    const auto schema = interop::schema_of(layout, *dialect, users,
                                           layout.rules->has_session_attributes ? sessions : columns{});
    const auto file = "kysely-" + std::string{dialect->name} + "-" + GetParam().name + ".ts";
    EXPECT_EQ(interop::as_kysely(schema), golden(file)) << file;
  }
}

TEST_P(Golden, DrizzleHasTheTablesThatMigrateMakes) {
  const auto& layout = GetParam().layout;
  for (const auto* dialect : {&sql::sqlite_dialect(), &sql::postgres_dialect(), &sql::mysql_dialect()}) {
    const auto schema = interop::schema_of(layout, *dialect, users,
                                           layout.rules->has_session_attributes ? sessions : columns{});
    if (dialect == &sql::sqlite_dialect() && schema.tables[0].name.find('.') != std::string::npos) continue;
    const auto file = "drizzle-" + std::string{dialect->name} + "-" + GetParam().name + ".ts";
    EXPECT_EQ(interop::as_drizzle(schema), golden(file)) << file;
  }
}

TEST_P(Golden, PrismaHasTheModelsOfTheTables) {
  const auto& layout = GetParam().layout;
  for (const auto* dialect : {&sql::sqlite_dialect(), &sql::postgres_dialect(), &sql::mysql_dialect()}) {
    const auto schema = interop::schema_of(layout, *dialect, users,
                                           layout.rules->has_session_attributes ? sessions : columns{});
    if (dialect != &sql::postgres_dialect() && schema.tables[0].name.find('.') != std::string::npos) continue;
    const auto file = "prisma-" + std::string{dialect->name} + "-" + GetParam().name + ".prisma";
    EXPECT_EQ(interop::as_prisma(schema), golden(file)) << file;
  }
}

TEST_P(Golden, CppHasTheStructsAndTheLayout) {
  const auto& layout = GetParam().layout;
  for (const auto* dialect : {&sql::sqlite_dialect(), &sql::postgres_dialect(), &sql::mysql_dialect()}) {
    const auto schema = interop::schema_of(layout, *dialect, users,
                                           layout.rules->has_session_attributes ? sessions : columns{});
    const auto file = "cpp-" + std::string{dialect->name} + "-" + GetParam().name + ".hpp";
    EXPECT_EQ(interop::as_cpp(schema), golden(file)) << file;
  }
}

TEST(GoldenNames, CppNamesWhatNobodyWouldNameSo) {
  const auto schema =
      interop::schema_of(samples::hostile(), sql::sqlite_dialect(), samples::hostile_attributes(), sessions);
  EXPECT_EQ(interop::as_cpp(schema), golden("cpp-hostile.hpp"));
}

TEST_P(Golden, TheStatementsAreThoseOfTheMigration) {
  const auto schema = interop::schema_of(GetParam().layout, sql::sqlite_dialect(), users, {});
  std::string wanted;
  for (const auto& table : schema.tables)
    for (const auto& step : sql::migration(table, {}, sql::sqlite_dialect())) wanted += step + ";\n";
  EXPECT_EQ(interop::as_sql(schema), wanted);
}

/// Times as Prisma keeps them on SQLite, and nowhere else.
TEST(GoldenTimes, AreTextsToEveryTool) {
  auto layout = layouts::lucia_v3();
  layout.times = layout.attribute_times = sql::time_form::iso8601;
  const auto schema = interop::schema_of(layout, sql::sqlite_dialect(), users, sessions);
  EXPECT_EQ(interop::as_kysely(schema), golden("kysely-sqlite-iso8601.ts"));
  EXPECT_EQ(interop::as_drizzle(schema), golden("drizzle-sqlite-iso8601.ts"));
  EXPECT_EQ(interop::as_prisma(schema), golden("prisma-sqlite-iso8601.prisma"));
  EXPECT_EQ(interop::as_cpp(schema), golden("cpp-sqlite-iso8601.hpp"));
}

INSTANTIATE_TEST_SUITE_P(
    Every, Golden,
    testing::Values(one{"lucia-v0", layouts::lucia_v0()}, one{"lucia-v1", layouts::lucia_v1()},
                    one{"lucia-v2", layouts::lucia_v2()}, one{"lucia-v3", layouts::lucia_v3()},
                    one{"cardea", layouts::cardea()}, one{"renamed", samples::renamed()}));

}  // namespace
