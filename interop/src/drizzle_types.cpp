// SPDX-License-Identifier: MIT
#include "drizzle_types.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <string>

namespace cardea::interop {
namespace {

/// A type in Drizzle's words, what it is taken for, and what the database calls it.
struct kind {
  std::string_view declared;
  column_type type;
  std::string_view live;
};

/// Those that the dialect would not hold an attribute in (a number of 4 bytes, say, or JSON that the server
/// writes anew) are here as well: the dialect is asked, and there is one truth.
constexpr kind postgres[] = {
    {"text", column_type::string, "text"},
    {"varchar", column_type::string, "character varying"},
    {"char", column_type::string, "character"},
    {"citext", column_type::string, "citext"},
    {"enum", column_type::string, "enum"},
    {"uuid", column_type::string, "uuid"},
    {"json", column_type::string, "json"},
    {"jsonb", column_type::string, "jsonb"},
    {"smallint", column_type::int32, "smallint"},
    {"integer", column_type::int32, "integer"},
    {"bigint", column_type::integer, "bigint"},
    {"real", column_type::number, "real"},
    {"double precision", column_type::number, "double precision"},
    {"numeric", column_type::number, "numeric"},
    {"boolean", column_type::boolean, "boolean"},
    {"timestamp", column_type::time, "timestamp without time zone"},
    {"timestamp with time zone", column_type::time, "timestamp with time zone"},
    {"bytea", column_type::bytes, "bytea"},
};
constexpr kind mysql[] = {
    {"text", column_type::string, "text"},
    {"tinytext", column_type::string, "tinytext"},
    {"mediumtext", column_type::string, "mediumtext"},
    {"longtext", column_type::string, "longtext"},
    {"varchar", column_type::string, "varchar"},
    {"char", column_type::string, "char"},
    {"enum", column_type::string, "enum"},
    {"json", column_type::string, "json"},
    {"tinyint", column_type::int32, "tinyint"},
    {"tinyint unsigned", column_type::int32, "tinyint"},
    {"smallint", column_type::int32, "smallint"},
    {"smallint unsigned", column_type::int32, "smallint"},
    {"mediumint", column_type::int32, "mediumint"},
    {"mediumint unsigned", column_type::int32, "mediumint"},
    {"int", column_type::int32, "int"},
    {"int unsigned", column_type::integer, "int"},
    {"bigint", column_type::integer, "bigint"},
    {"bigint unsigned", column_type::integer, "bigint"},
    {"float", column_type::number, "float"},
    {"real", column_type::number, "double"},
    {"double", column_type::number, "double"},
    {"decimal", column_type::number, "decimal"},
    {"boolean", column_type::boolean, "tinyint"},
    {"datetime", column_type::time, "datetime"},
    {"timestamp", column_type::time, "timestamp"},
    {"binary", column_type::bytes, "binary"},
    {"varbinary", column_type::bytes, "varbinary"},
    {"tinyblob", column_type::bytes, "tinyblob"},
    {"blob", column_type::bytes, "blob"},
    {"mediumblob", column_type::bytes, "mediumblob"},
    {"longblob", column_type::bytes, "longblob"},
};
/// Drizzle has the first five; a custom type may be any of the others.
constexpr kind sqlite[] = {
    {"text", column_type::string, "text"},       {"integer", column_type::integer, "integer"},
    {"real", column_type::number, "real"},       {"numeric", column_type::number, "numeric"},
    {"blob", column_type::bytes, "blob"},        {"boolean", column_type::boolean, "boolean"},
    {"int", column_type::integer, "int"},        {"bigint", column_type::integer, "bigint"},
    {"varchar", column_type::string, "varchar"}, {"double", column_type::number, "double"},
};

std::span<const kind> kinds_of(const sql::dialect& dialect) {
  if (&dialect == &sql::postgres_dialect()) return postgres;
  if (&dialect == &sql::mysql_dialect()) return mysql;
  return sqlite;
}

/// "timestamp (3) with time zone" as "timestamp with time zone", and the 3.
struct parts {
  std::string words;
  std::string_view within;

  explicit parts(std::string_view declared) {
    const auto open = declared.find('('), close = declared.rfind(')');
    std::string_view rest;
    if (open != std::string_view::npos && close != std::string_view::npos && open < close) {
      within = declared.substr(open + 1, close - open - 1);
      rest = declared.substr(close + 1);
      declared = declared.substr(0, open);
    }
    for (const auto part : {declared, rest})
      for (const char c : part) {
        if (c == ' ' && (words.empty() || words.back() == ' ')) continue;
        words += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
    while (words.ends_with(' ')) words.pop_back();
  }
};

}  // namespace

drizzle_type drizzle_type_of(const sql::dialect& dialect, std::string_view declared) {
  const parts said{declared};
  const auto all = kinds_of(dialect);
  const auto is = std::ranges::find(all, said.words, &kind::declared);
  if (is == all.end()) return {};
  std::string live{is->live};
  if (is->type == column_type::time && !said.within.empty())
    live.insert(std::min(live.find(' '), live.size()), "(" + std::string{said.within} + ")");
  if (!dialect.can_hold(live, is->type, sql::time_form::native)) return {};
  drizzle_type made{.type = is->type};
  std::size_t length = 0;
  const auto* end = said.within.data() + said.within.size();
  if (is->type == column_type::string && said.words != "enum" && !said.within.empty() &&
      std::from_chars(said.within.data(), end, length).ptr == end)
    made.length = length;
  return made;
}

}  // namespace cardea::interop
