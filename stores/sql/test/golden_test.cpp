// SPDX-License-Identifier: MIT
#include "rendered.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

/// What golden/NAME.sql holds, which is to be read by people, and is what the code must say.
std::string golden(const std::string& name) {
  std::ifstream file{std::string{CARDEA_GOLDEN} + '/' + name + ".sql"};
  EXPECT_TRUE(file) << "there is no golden/" << name << ".sql";
  return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(SqlText, OfLuciaV0OnSqlite) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v0(), cardea::sql::sqlite_dialect()), golden("sqlite-lucia-v0"));
}
TEST(SqlText, OfLuciaV1OnSqlite) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v1(), cardea::sql::sqlite_dialect()), golden("sqlite-lucia-v1"));
}
TEST(SqlText, OfLuciaV2OnSqlite) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v2(), cardea::sql::sqlite_dialect()), golden("sqlite-lucia-v2"));
}
TEST(SqlText, OfLuciaV3OnSqlite) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v3(), cardea::sql::sqlite_dialect()), golden("sqlite-lucia-v3"));
}
TEST(SqlText, OfLuciaV3OnSqliteAsPrismaKeepsTimes) {
  auto layout = cardea::layouts::lucia_v3();
  layout.times = layout.attribute_times = cardea::sql::time_form::iso8601;
  EXPECT_EQ(rendered(layout, cardea::sql::sqlite_dialect()), golden("sqlite-lucia-v3-iso8601"));
}
TEST(SqlText, OfCardeaOnSqlite) {
  EXPECT_EQ(rendered(cardea::layouts::cardea(), cardea::sql::sqlite_dialect()), golden("sqlite-cardea"));
}

TEST(SqlText, OfLuciaV0OnPostgres) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v0(), cardea::sql::postgres_dialect()),
            golden("postgres-lucia-v0"));
}
TEST(SqlText, OfLuciaV1OnPostgres) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v1(), cardea::sql::postgres_dialect()),
            golden("postgres-lucia-v1"));
}
TEST(SqlText, OfLuciaV2OnPostgres) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v2({.user = "auth.user"}), cardea::sql::postgres_dialect()),
            golden("postgres-lucia-v2"));
}
TEST(SqlText, OfLuciaV3OnPostgres) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v3(), cardea::sql::postgres_dialect()),
            golden("postgres-lucia-v3"));
}
TEST(SqlText, OfCardeaOnPostgres) {
  EXPECT_EQ(rendered(cardea::layouts::cardea(), cardea::sql::postgres_dialect()), golden("postgres-cardea"));
}

TEST(SqlText, OfLuciaV0OnMysql) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v0(), cardea::sql::mysql_dialect()), golden("mysql-lucia-v0"));
}
TEST(SqlText, OfLuciaV1OnMysql) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v1(), cardea::sql::mysql_dialect()), golden("mysql-lucia-v1"));
}
TEST(SqlText, OfLuciaV2OnMysql) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v2(), cardea::sql::mysql_dialect()), golden("mysql-lucia-v2"));
}
TEST(SqlText, OfLuciaV3OnMysql) {
  EXPECT_EQ(rendered(cardea::layouts::lucia_v3(), cardea::sql::mysql_dialect()), golden("mysql-lucia-v3"));
}
TEST(SqlText, OfCardeaOnMysql) {
  EXPECT_EQ(rendered(cardea::layouts::cardea(), cardea::sql::mysql_dialect()), golden("mysql-cardea"));
}

TEST(SqlText, OfAServiceOnSqlite) {
  EXPECT_EQ(rendered(cardea::sql::service_tables{}, cardea::sql::sqlite_dialect()), golden("sqlite-service"));
}
TEST(SqlText, OfAServiceOnPostgres) {
  EXPECT_EQ(rendered(tables_beside(cardea::layouts::lucia_v2({.user = "auth.user"})),
                     cardea::sql::postgres_dialect()),
            golden("postgres-service"));
}
TEST(SqlText, OfAServiceOnMysql) {
  EXPECT_EQ(rendered(cardea::sql::service_tables{}, cardea::sql::mysql_dialect()), golden("mysql-service"));
}

// A database that differs in everything a dialect says, and needs no code of its own for it.
TEST(SqlText, OfADialectThatIsNothingButData) {
  using namespace cardea;
  auto other = sql::sqlite_dialect();
  other.quote = '`';
  other.numbered_parameters = true;
  other.from_nothing = " FROM dual";
  other.strict_tables = false;
  other.type_name = [](column_type type, sql::time_form, bool, bool is_key) -> std::string_view {
    return is_key ? "varchar(255)" : type == column_type::string ? "longtext" : "bigint";
  };
  other.standard_names = [](const scheme&) {
    return layouts::table_names{.user = "shop.people", .session = "shop.visits", .key = "shop.doors"};
  };
  other.sweep_over = "{} <= ?";
  other.sweep_others = "";
  auto layout = layouts::lucia_v2();
  sql::rename_column(layout, "session.user_id", "who?");
  EXPECT_EQ(rendered(layout, other), golden("other-lucia-v2"));
}

}  // namespace
