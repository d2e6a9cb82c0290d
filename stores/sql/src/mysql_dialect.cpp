// SPDX-License-Identifier: MIT
#include <cardea/sql/dialect.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace cardea::sql {
namespace {

/// Texts in utf8mb4 whatever the default of the database. An id has 255 characters, as on Lucia's page, and a
/// collation by which those are equal that have the same bytes: its name differs between MariaDB and MySQL,
/// and each reads the comment that is meant for it.
std::string_view type_name(column_type type, time_form times, bool, bool is_key) {
  switch (type) {
    case column_type::string:
      return is_key ? "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE /*M! utf8mb4_nopad_bin *//*!80017 "
                      "utf8mb4_0900_bin */"
                    : "MEDIUMTEXT CHARACTER SET utf8mb4";
    case column_type::number:
      return "DOUBLE";
    case column_type::bytes:
      return "MEDIUMBLOB";
    case column_type::boolean:
      return "BOOLEAN";
    case column_type::time:
      return times == time_form::native ? "DATETIME(3)" : "BIGINT";
    case column_type::int32:
      return "INT";
    case column_type::integer:
      return "BIGINT";
  }
  return "MEDIUMBLOB";
}

template <std::size_t Size>
bool is_one_of(std::string_view type, const std::array<std::string_view, Size>& types) {
  return std::ranges::find(types, type) != types.end();
}

/// `declared` as information_schema spells it: "varchar(255) CHARACTER SET ...", "bigint(20) unsigned". In
/// strict mode a column that is too narrow for a value refuses it, and changes none.
bool can_hold(std::string_view declared, column_type type, time_form times) {
  static constexpr std::array<std::string_view, 8> texts{"varchar",  "char",       "text", "tinytext",
                                                         "longtext", "mediumtext", "enum", "json"};
  static constexpr std::array<std::string_view, 6> bytes{"varbinary", "binary",     "blob",
                                                         "tinyblob",  "mediumblob", "longblob"};
  static constexpr std::array<std::string_view, 5> whole{"bigint", "int", "mediumint", "smallint", "tinyint"};
  const auto bare = declared.substr(0, declared.find_first_of("( "));
  switch (type) {
    case column_type::string:
      return is_one_of(bare, texts);
    case column_type::number:
      return bare == "double";
    case column_type::bytes:
      return is_one_of(bare, bytes);
    case column_type::boolean:
    case column_type::int32:
    case column_type::integer:
      return is_one_of(bare, whole);
    case column_type::time:
      if (times == time_form::native) return bare == "datetime" || bare == "timestamp";
      return bare == "bigint" || (times == time_form::seconds && bare == "int");
  }
  return false;
}

/// Those of Lucia's page on MySQL for each generation.
layouts::table_names standard_names(const scheme& rules) {
  if (&rules == &schemes::lucia_v0) return {.user = "user", .session = "session", .key = "key"};
  if (&rules == &schemes::lucia_v2)
    return {.user = "auth_user", .session = "user_session", .key = "user_key"};
  if (&rules == &schemes::lucia_v3) return {.user = "user", .session = "user_session", .key = {}};
  return {.user = "auth_user", .session = "auth_session", .key = "auth_key"};
}

/// The table of the parameter, which is a name as a layout has it: of the connection's database unless it
/// says its own.
#define CARDEA_THE_TABLE                                                                         \
  "TABLE_SCHEMA = IF(LOCATE('.', ?), SUBSTRING_INDEX(?-, '.', 1), DATABASE()) AND TABLE_NAME = " \
  "SUBSTRING_INDEX(?-, '.', -1)"
/// Of the whole server, and no longer than 64 characters.
#define CARDEA_THE_LOCK \
  "CONCAT('cardea migrate ', SHA1(IF(LOCATE('.', ?), SUBSTRING_INDEX(?-, '.', 1), DATABASE())))"

/// A connection has a place of its own among 1024, so that writers do not wait for each other, and whoever
/// has a place keeps it until his transaction is over: the number in it goes up by one for each row that was
/// changed, in the order of commits.
#define CARDEA_TELLS                                                                                         \
  " ON {table} FOR EACH ROW INSERT INTO {changes} (place, number, what) VALUES (CONNECTION_ID() MOD 1024, "  \
  "1, IF(CHAR_LENGTH(OLD.{id}) > 255, '*', CONCAT('{letter}', OLD.{id}))) ON DUPLICATE KEY UPDATE number = " \
  "number + 1, what = VALUES(what)"
constexpr change_trigger change_triggers[] = {
    {"cardea_{table}_update", "CREATE TRIGGER {name} AFTER UPDATE" CARDEA_TELLS},
    {"cardea_{table}_delete", "CREATE TRIGGER {name} AFTER DELETE" CARDEA_TELLS}};
#undef CARDEA_TELLS

}  // namespace

const dialect& mysql_dialect() noexcept {
  static constexpr dialect mysql{
      .name = "mysql",
      .quote = '`',
      .numbered_parameters = false,
      .from_nothing = " FROM DUAL",
      .strict_tables = false,
      .has_timestamps = true,
      .tables_commit = true,
      .names_have_case = false,
      // By the column's own order: another could not be read from its index.
      .by_bytes = "",
      .bytes_of = "CAST(CONVERT({} USING utf8mb4) AS BINARY)",
      .is_among = "",
      .list_text = nullptr,
      .table_end = " ENGINE = InnoDB",
      .references_match = true,
      .type_name = type_name,
      .can_hold = can_hold,
      .standard_names = standard_names,
      .columns_query =
          "SELECT COLUMN_NAME, CONCAT(COLUMN_TYPE, IF(COLLATION_NAME IS NULL, '', CONCAT(' CHARACTER SET ', "
          "CHARACTER_SET_NAME, ' COLLATE ', COLLATION_NAME))), IS_NULLABLE = 'NO', COLUMN_KEY = 'PRI', "
          "COLUMN_DEFAULT IS NOT NULL OR EXTRA <> '' FROM information_schema.COLUMNS WHERE " CARDEA_THE_TABLE
          " ORDER BY ORDINAL_POSITION",
      .indexes_query =
          "SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE SEQ_IN_INDEX = 1 "
          "AND " CARDEA_THE_TABLE,
      .version_query = "SELECT VERSION()",
      .tables_query =
          "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE "
          "= 'BASE TABLE' ORDER BY TABLE_NAME",
      .references_query =
          "SELECT k.CONSTRAINT_NAME, k.COLUMN_NAME, IF(k.REFERENCED_TABLE_SCHEMA = DATABASE(), "
          "k.REFERENCED_TABLE_NAME, CONCAT(k.REFERENCED_TABLE_SCHEMA, '.', k.REFERENCED_TABLE_NAME)), "
          "k.REFERENCED_COLUMN_NAME, r.DELETE_RULE = 'CASCADE' FROM (SELECT * FROM "
          "information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_NAME IS NOT NULL AND " CARDEA_THE_TABLE
          ") AS k JOIN information_schema.REFERENTIAL_CONSTRAINTS AS r ON r.CONSTRAINT_SCHEMA = "
          "k.CONSTRAINT_SCHEMA AND r.TABLE_NAME = k.TABLE_NAME AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME "
          "WHERE NOT "
          "EXISTS (SELECT 1 FROM information_schema.KEY_COLUMN_USAGE AS o WHERE o.CONSTRAINT_SCHEMA = "
          "k.CONSTRAINT_SCHEMA AND o.TABLE_NAME = k.TABLE_NAME AND o.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND "
          "o.ORDINAL_POSITION > 1)",
      .loose_query =
          "SELECT COLUMN_NAME, COLLATION_NAME FROM information_schema.COLUMNS WHERE COLLATION_NAME NOT LIKE "
          "'%^_bin' ESCAPE '^' AND " CARDEA_THE_TABLE,
      .held_query =
          "SELECT ABS({column}) >= 100000000000, COUNT(*) FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 "
          "ORDER BY 2 DESC",
      .stays = " LOCK IN SHARE MODE",
      .goes = " FOR UPDATE",
      .sweep = "DELETE FROM {table} WHERE {over} LIMIT ?",
      .sweep_over = "{} <= ?",
      .sweep_others = "",
      .time_as_held = "",
      .migrations = {.owners =
                         "SELECT IF(TABLE_NAME = '_prisma_migrations', 'prisma', 'drizzle'), TABLE_NAME "
                         "FROM information_schema.TABLES WHERE TABLE_SCHEMA = IF(? = '', DATABASE(), "
                         "?-) AND TABLE_NAME IN ('__drizzle_migrations', '_prisma_migrations') ORDER "
                         "BY TABLE_NAME",
                     .lock = "SELECT COALESCE(GET_LOCK(" CARDEA_THE_LOCK ", 0), 0)",
                     .is_locked = "SELECT COALESCE(IS_USED_LOCK(" CARDEA_THE_LOCK ") = CONNECTION_ID(), 0)",
                     .unlock = "SELECT RELEASE_LOCK(" CARDEA_THE_LOCK ")"},
      .changes = {.triggers_query =
                      "SELECT TRIGGER_NAME FROM (SELECT TRIGGER_NAME, EVENT_OBJECT_SCHEMA AS TABLE_SCHEMA, "
                      "EVENT_OBJECT_TABLE AS TABLE_NAME FROM information_schema.TRIGGERS) AS t "
                      "WHERE " CARDEA_THE_TABLE,
                  .triggers = change_triggers,
                  .names_are_global = true,
                  .numbers_query = "SELECT place, number, what FROM {changes}",
                  .what_type = "VARCHAR(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"}};
  return mysql;
}

#undef CARDEA_THE_LOCK
#undef CARDEA_THE_TABLE

}  // namespace cardea::sql
