// SPDX-License-Identifier: MIT
#include <cardea/interop/forms.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

using namespace cardea;

/// A column of each type, as it may be and as it must not be NULL.
const columns users{{.name = "username", .type = column_type::string, .nullable = false, .renamed = {}},
                    {.name = "visits", .type = column_type::integer, .nullable = false, .renamed = {}},
                    {.name = "score", .type = column_type::number, .nullable = true, .renamed = {}},
                    {.name = "verified", .type = column_type::boolean, .nullable = false, .renamed = {}},
                    {.name = "born", .type = column_type::time, .nullable = true, .renamed = "born_at"}};
const columns sessions{{.name = "country", .type = column_type::string, .nullable = true, .renamed = {}},
                       {.name = "hops", .type = column_type::int32, .nullable = true, .renamed = {}},
                       {.name = "picture", .type = column_type::bytes, .nullable = true, .renamed = {}},
                       {.name = "bytes", .type = column_type::integer, .nullable = true, .renamed = {}}};

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

TEST_P(Golden, TheStatementsAreThoseOfTheMigration) {
  const auto schema = interop::schema_of(GetParam().layout, sql::sqlite_dialect(), users, {});
  std::string wanted;
  for (const auto& table : schema.tables)
    for (const auto& step : sql::migration(table, {}, sql::sqlite_dialect())) wanted += step + ";\n";
  EXPECT_EQ(interop::as_sql(schema), wanted);
}

sql::layout renamed() {
  auto layout = layouts::lucia_v2({.user = "auth.user", .session = "auth_user", .key = "my \"keys\""});
  sql::rename_column(layout, "session.user_id", "userId");
  sql::rename_column(layout, "key.hashed_password",
                     "the hash of the password, where there is one, as Lucia writes it");
  return layout;
}

INSTANTIATE_TEST_SUITE_P(Every, Golden,
                         testing::Values(one{"lucia-v0", layouts::lucia_v0()},
                                         one{"lucia-v1", layouts::lucia_v1()},
                                         one{"lucia-v2", layouts::lucia_v2()},
                                         one{"lucia-v3", layouts::lucia_v3()},
                                         one{"cardea", layouts::cardea()}, one{"renamed", renamed()}));

}  // namespace
