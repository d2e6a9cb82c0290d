// SPDX-License-Identifier: MIT
#include <cardea/sql/dialect.hpp>

#include <algorithm>
#include <string>

namespace cardea::sql {
namespace {

std::string_view type_name(column_type type, time_form times, bool, bool is_key) {
  switch (type) {
    case column_type::string:
      // Whatever the language of the database: an index of such a column holds the order of bytes.
      return is_key ? R"(TEXT COLLATE "C")" : "TEXT";
    case column_type::number:
      return "DOUBLE PRECISION";
    case column_type::bytes:
      return "BYTEA";
    case column_type::boolean:
      return "BOOLEAN";
    case column_type::time:
      return times == time_form::native ? "TIMESTAMPTZ" : "BIGINT";
    case column_type::int32:
      return "INTEGER";
    case column_type::integer:
      return "BIGINT";
  }
  return "BYTEA";
}

/// "character varying(255)" without what is in parentheses.
std::string without_length(std::string_view declared) {
  std::string result;
  bool inside = false;
  for (const char c : declared) {
    if (c == '(') inside = true;
    if (!inside) result += c;
    if (c == ')') inside = false;
  }
  return result;
}

bool is_whole(std::string_view type) { return type == "integer" || type == "bigint" || type == "smallint"; }

/// `declared` as format_type() spells it. A column that is too narrow for a value refuses it, and changes
/// none.
bool can_hold(std::string_view declared, column_type type, time_form times) {
  const auto bare = without_length(declared);
  switch (type) {
    case column_type::string:
      return bare == "text" || bare == "character varying" || bare == "citext" || bare == "enum";
    case column_type::number:
      return bare == "double precision";
    case column_type::bytes:
      return bare == "bytea";
    case column_type::boolean:
      return bare == "boolean" || is_whole(bare);
    case column_type::int32:
    case column_type::integer:
      return is_whole(bare);
    case column_type::time:
      if (times != time_form::native) return bare == "bigint";
      // Without a zone it holds the time in UTC, as Prisma writes it. Digits of a second that there is no
      // room for would be rounded away.
      return (bare == "timestamp with time zone" || bare == "timestamp without time zone") &&
             declared.find("(0)") == std::string_view::npos &&
             declared.find("(1)") == std::string_view::npos && declared.find("(2)") == std::string_view::npos;
  }
  return false;
}

/// Those of Lucia's page on PostgreSQL for each generation, where `user` is a word of the language.
layouts::table_names standard_names(const scheme& rules) {
  if (&rules == &schemes::lucia_v0) return {.user = "user", .session = "session", .key = "key"};
  if (&rules == &schemes::lucia_v2)
    return {.user = "auth_user", .session = "user_session", .key = "user_key"};
  if (&rules == &schemes::lucia_v3) return {.user = "auth_user", .session = "user_session", .key = {}};
  return {.user = "auth_user", .session = "auth_session", .key = "auth_key"};
}

/// As PostgreSQL's manual has it in 8.15.6: in quotes nothing is special but the quote and the backslash.
std::string array_text(std::span<const std::string_view> of) {
  std::size_t size = 2;
  for (const auto one : of) size += one.size() + 3;
  std::string result;
  result.reserve(size);
  const auto is_special = [](char c) { return c == '"' || c == '\\'; };
  for (const auto one : of) {
    result += result.empty() ? R"({")" : R"(,")";
    auto from = one.begin();
    for (auto at = from; (at = std::find_if(from, one.end(), is_special)) != one.end(); from = at + 1)
      (result.append(from, at) += '\\') += *at;
    result.append(from, one.end()) += '"';
  }
  return result.empty() ? "{}" : result += '}';
}

/// The name of a table as a layout has it.
#define CARDEA_NAME_OF(table)                                                                    \
  "CASE WHEN pg_catalog.pg_table_is_visible(" table ".oid) THEN " table                          \
  ".relname::text ELSE (SELECT s.nspname FROM pg_catalog.pg_namespace AS s WHERE s.oid = " table \
  ".relnamespace) || '.' || " table ".relname END"

/// The table of the parameter, which is a name as a layout has it: found by the search path unless it says
/// its schema.
#define CARDEA_THE_TABLE R"(to_regclass('"' || replace(replace($1::text, '"', '""'), '.', '"."') || '"'))"

/// One word for each row that was changed, or one for all where they are many. It says what is past: `gone`
/// is the name by which a statement's trigger sees the rows as they were.
constexpr std::string_view change_function =
    "CREATE OR REPLACE FUNCTION cardea_changed() RETURNS trigger LANGUAGE plpgsql AS $$\n"
    "DECLARE\n"
    "  changed bigint;\n"
    "BEGIN\n"
    "  IF TG_OP = 'TRUNCATE' THEN\n"
    "    PERFORM pg_catalog.pg_notify('cardea_changes', '*');\n"
    "    RETURN NULL;\n"
    "  END IF;\n"
    "  SELECT count(*) INTO changed FROM gone;\n"
    "  IF changed > 64 THEN\n"
    "    PERFORM pg_catalog.pg_notify('cardea_changes', '*');\n"
    "  ELSIF changed > 0 THEN\n"
    "    EXECUTE format('SELECT pg_catalog.pg_notify(''cardea_changes'', CASE WHEN octet_length(%1$I::text) "
    "> "
    "4000 THEN ''*'' ELSE $1 || %1$I::text END) FROM gone', TG_ARGV[1]) USING TG_ARGV[0];\n"
    "  END IF;\n"
    "  RETURN NULL;\n"
    "END\n"
    "$$";

#define CARDEA_CALLS_IT "FOR EACH STATEMENT EXECUTE FUNCTION cardea_changed('{letter}', '{id as text}')"
constexpr change_trigger change_triggers[] = {
    {"cardea_update",
     "CREATE TRIGGER {name} AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone " CARDEA_CALLS_IT},
    {"cardea_delete",
     "CREATE TRIGGER {name} AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone " CARDEA_CALLS_IT},
    {"cardea_truncate", "CREATE TRIGGER {name} AFTER TRUNCATE ON {table} " CARDEA_CALLS_IT}};
#undef CARDEA_CALLS_IT

}  // namespace

const dialect& postgres_dialect() noexcept {
  static constexpr dialect postgres{
      .name = "postgres",
      .quote = '"',
      .numbered_parameters = true,
      .from_nothing = "",
      .strict_tables = false,
      .has_timestamps = true,
      .tables_commit = false,
      .names_have_case = true,
      .by_bytes = R"( COLLATE "C")",
      .bytes_of = "",
      // The server gives the array the type of the column's operator: text[], uuid[], ...
      .is_among = "{} = ANY (?)",
      .list_text = array_text,
      .table_end = "",
      .references_match = false,
      .type_name = type_name,
      .can_hold = can_hold,
      .standard_names = standard_names,
      // A domain counts as what it is made of, an enumeration as a text of few values.
      .columns_query =
          "SELECT a.attname, CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN format_type(t.typbasetype, "
          "t.typtypmod) ELSE format_type(a.atttypid, a.atttypmod) END, a.attnotnull, EXISTS (SELECT 1 FROM "
          "pg_catalog.pg_index AS i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY "
          "(i.indkey)), a.atthasdef OR a.attidentity <> '' FROM pg_catalog.pg_attribute AS a JOIN "
          "pg_catalog.pg_type AS t ON t.oid = a.atttypid WHERE a.attrelid = " CARDEA_THE_TABLE
          " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
      .indexes_query =
          "SELECT a.attname FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_attribute AS a ON a.attrelid = "
          "i.indrelid AND a.attnum = i.indkey[0] WHERE i.indisvalid AND i.indpred IS NULL AND i.indrelid "
          "= " CARDEA_THE_TABLE,
      .version_query = "SELECT current_setting('server_version')",
      .tables_query = "SELECT " CARDEA_NAME_OF("c") " FROM pg_catalog.pg_class AS c WHERE c.relkind IN ('r', 'p') "
                      "AND NOT c.relispartition AND c.relnamespace NOT IN (SELECT oid FROM pg_catalog.pg_namespace "
                      "WHERE nspname LIKE 'pg^_%' ESCAPE '^' OR nspname = 'information_schema') ORDER BY 1",
      .references_query =
          "SELECT k.conname, a.attname, " CARDEA_NAME_OF("c") ", b.attname, k.confdeltype = 'c' FROM "
          "pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.confrelid JOIN "
          "pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] JOIN "
          "pg_catalog.pg_attribute AS b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] WHERE k.contype = "
          "'f' AND array_length(k.conkey, 1) = 1 AND k.conrelid = " CARDEA_THE_TABLE,
      .loose_query =
          "SELECT a.attname, c.collname FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_collation AS c ON c.oid "
          "= a.attcollation WHERE NOT c.collisdeterministic AND a.attnum > 0 AND NOT a.attisdropped AND a.attrelid "
          "= " CARDEA_THE_TABLE,
      .held_query =
          "SELECT CASE WHEN abs({column}) >= 100000000000 THEN 1 ELSE 0 END, count(*) FROM {table} WHERE {column} IS "
          "NOT NULL GROUP BY 1 ORDER BY 2 DESC",
      .stays = " FOR KEY SHARE",
      .goes = " FOR UPDATE",
      // The array is made once, before anything is deleted; sweeps at the same time take other rows.
      .sweep =
          "DELETE FROM {table} WHERE {id} = ANY (ARRAY(SELECT {id} FROM {table} WHERE {over} LIMIT ? FOR "
          "UPDATE SKIP LOCKED))",
      .sweep_over = "{} <= ?",
      .sweep_others = "",
      .time_as_held = "",
      // Those of the catalogue that may be seen, whatever rights there are on them. Drizzle's has a schema.
      .migrations = {
          .owners =
              "SELECT CASE c.relname WHEN '_prisma_migrations' THEN 'prisma' ELSE 'drizzle' END, n.nspname "
              "|| "
              "'.' || c.relname FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = "
              "c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relname IN ('__drizzle_migrations', "
              "'_prisma_migrations') AND (n.nspname = $1::text OR n.nspname = ANY "
              "(pg_catalog.current_schemas(false)) OR n.nspname = 'drizzle' AND c.relname <> "
              "'_prisma_migrations') ORDER BY 2",
          // For as long as the transaction, as a pooler in transaction mode wants it.
          .lock = "SELECT pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('cardea migrate ' "
                  "|| CASE WHEN position('.' IN $1::text) > 0 THEN split_part($1, '.', 1) ELSE "
                  "coalesce(current_schema(), '') END, 0))",
          .is_locked = "",
          .unlock = ""},
      .changes = {
          .triggers_query = "SELECT tgname FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND tgenabled IN "
                            "('O', 'A') AND tgrelid = " CARDEA_THE_TABLE,
          .triggers = change_triggers,
          .before = change_function}};
  return postgres;
}

#undef CARDEA_NAME_OF
#undef CARDEA_THE_TABLE

}  // namespace cardea::sql
