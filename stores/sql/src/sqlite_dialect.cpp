// SPDX-License-Identifier: MIT
#include <cardea/sql/dialect.hpp>

#include <algorithm>
#include <cctype>
#include <string>

namespace cardea::sql {
namespace {

std::string_view type_name(column_type type, time_form times, bool strict, bool) {
  switch (type) {
    case column_type::string:
      return "TEXT";
    case column_type::number:
      return "REAL";
    case column_type::bytes:
      return "BLOB";
    case column_type::boolean:
      return strict ? "INTEGER" : "BOOLEAN";
    case column_type::time:
      // A STRICT table knows no DATETIME.
      if (times == time_form::iso8601) return strict ? "TEXT" : "DATETIME";
      return strict || times == time_form::seconds ? "INTEGER" : "BIGINT";
    case column_type::int32:
    case column_type::integer:
      return "INTEGER";
  }
  return "BLOB";
}

/// SQLite's own rules for a column's affinity (datatype3.html, 3.1).
enum class affinity { integer, text, blob, real, numeric };

affinity affinity_of(std::string_view declared) {
  std::string type{declared};
  std::ranges::transform(type, type.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto has = [&](std::string_view part) { return type.find(part) != std::string::npos; };
  if (has("INT")) return affinity::integer;
  if (has("CHAR") || has("CLOB") || has("TEXT")) return affinity::text;
  if (type.empty() || has("BLOB")) return affinity::blob;
  if (has("REAL") || has("FLOA") || has("DOUB")) return affinity::real;
  return affinity::numeric;
}

bool can_hold(std::string_view declared, column_type type, time_form times) {
  const auto is = affinity_of(declared);
  switch (type) {
    case column_type::string:
      return is == affinity::text || is == affinity::blob;
    case column_type::bytes:
      return is == affinity::blob;
    case column_type::number:
      return is != affinity::text;
    case column_type::boolean:
    case column_type::int32:
    case column_type::integer:
      return is == affinity::integer || is == affinity::numeric || is == affinity::blob;
    case column_type::time:
      if (is == affinity::numeric || is == affinity::blob) return true;
      return is == (times == time_form::iso8601 ? affinity::text : affinity::integer);
  }
  return false;
}

layouts::table_names standard_names(const scheme& rules) {
  if (&rules == &schemes::lucia_v0) return {.user = "user", .session = "session", .key = "key"};
  if (&rules == &schemes::lucia_v2) return {.user = "user", .session = "user_session", .key = "user_key"};
  if (&rules == &schemes::lucia_v3) return {.user = "user", .session = "session", .key = {}};
  return {.user = "auth_user", .session = "auth_session", .key = "auth_key"};
}

}  // namespace

const dialect& sqlite_dialect() noexcept {
  static constexpr dialect sqlite{
      .name = "sqlite",
      .quote = '"',
      .numbered_parameters = false,
      .from_nothing = "",
      .strict_tables = true,
      .has_timestamps = false,
      .tables_commit = false,
      .names_have_case = false,
      .by_bytes = "",
      .bytes_of = "",
      .is_among = "",
      .list_text = nullptr,
      .table_end = "",
      .references_match = false,
      .type_name = type_name,
      .can_hold = can_hold,
      .standard_names = standard_names,
      .columns_query =
          "SELECT name, type, \"notnull\", pk > 0, dflt_value IS NOT NULL FROM pragma_table_info(?) ORDER BY "
          "cid",
      .indexes_query =
          "SELECT i.name FROM pragma_index_list(?) AS l, pragma_index_info(l.name) AS i WHERE i.seqno = 0",
      .version_query = "SELECT sqlite_version()",
      .tables_query =
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' "
          "ORDER "
          "BY name",
      .references_query =
          "SELECT '', \"from\", \"table\", coalesce(\"to\", ''), on_delete = 'CASCADE' FROM "
          "pragma_foreign_key_list(?) WHERE id NOT IN (SELECT id FROM pragma_foreign_key_list(?-) WHERE seq "
          "> "
          "0)",
      .loose_query =
          "SELECT i.name, i.coll FROM pragma_index_list(?) AS l, pragma_index_xinfo(l.name) AS i WHERE "
          "l.origin = 'pk' AND i.key = 1 AND i.coll <> 'BINARY'",
      .held_query =
          "SELECT CASE typeof({column}) WHEN 'integer' THEN abs({column}) >= 100000000000 WHEN 'real' THEN 2 "
          "WHEN 'blob' THEN 4 ELSE CASE WHEN {column} GLOB '*-*-*' THEN 5 ELSE 3 END END, count(*) FROM "
          "{table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC",
      .stays = "",
      .goes = "",
      .sweep = "DELETE FROM {table} WHERE {id} IN (SELECT {id} FROM {table} WHERE {over} LIMIT ?)",
      // A column of texts would compare a number as one. A fraction of the unit is cut, as when it is read.
      // The planner takes a range with one end for a quarter of the table.
      .sweep_over = "({} > -9e18 AND {} < ? + 1 AND typeof({}) <> 'text')",
      // Numbers sort before texts and texts before bytes, so that each kind is a search in an index. Of a
      // text in another zone the date is two days later at the most; an offset that SQLite cannot read counts
      // as the westernmost.
      .sweep_others =
          "({} >= '' AND {} < strftime('%Y-%m-%d', ? / 1000.0, 'unixepoch', '+2 days') AND {} LIKE "
          "'____-__-_____:__:__%' AND coalesce(julianday({}), julianday(substr({}, 1, 19)) + 1) <= "
          "julianday(? / 1000.0, 'unixepoch')) OR ({} >= '' AND {} < ':' AND {} GLOB '[0-9]*' AND {} NOT "
          "GLOB "
          "'*[^0-9]*' AND CAST({} AS INTEGER) <= ?) OR ({} >= x'30' AND {} < x'3a' AND CAST({} AS TEXT) NOT "
          "GLOB "
          "'*[^0-9]*' AND CAST(CAST({} AS TEXT) AS INTEGER) <= ?)",
      // The newest of those of the last hundred rows that hold something.
      .time_as_held =
          "CASE WHEN (SELECT typeof({}) FROM {table} WHERE {table}.rowid > (SELECT max({table}.rowid) FROM "
          "{table}) - 100 AND {} IS NOT NULL ORDER BY {table}.rowid DESC LIMIT 1) IN ('integer', 'real') "
          "THEN "
          "? ELSE ? END",
      .migrations = {.owners = "SELECT CASE name WHEN '_prisma_migrations' THEN 'prisma' ELSE 'drizzle' END, "
                               "name FROM sqlite_schema WHERE type = 'table' AND ? IS NOT NULL AND name IN "
                               "('__drizzle_migrations', '_prisma_migrations') ORDER BY name",
                     .lock = "",
                     .is_locked = "",
                     .unlock = ""}};
  return sqlite;
}

}  // namespace cardea::sql
