// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/forms.hpp>

#include <algorithm>
#include <string_view>

#include "typescript.hpp"

namespace cardea::interop {
namespace {

/// What the Node.js driver of a database makes of a value where nothing was set.
struct driver {
  std::string_view dialect;
  std::string_view integer;  ///< of 64 bits
  std::string_view boolean;
};

constexpr driver drivers[] = {
    {.dialect = "sqlite", .integer = "number", .boolean = "number"},
    {.dialect = "postgres", .integer = "Int8", .boolean = "boolean"},
    {.dialect = "mysql", .integer = "number", .boolean = "number"},
};

constexpr std::string_view int8 = R"(import type { ColumnType } from "kysely";

/** A BIGINT. The driver reads digits: a number would round what is beyond 2^53. */
export type Int8 = ColumnType<
  string,
  string | number | bigint,
  string | number | bigint
>;
)";

std::string_view type_of(const sql::wanted_column& column, const driver& through) {
  switch (column.type) {
    case column_type::string:
      return "string";
    case column_type::int32:
    case column_type::number:
      return "number";
    case column_type::integer:
      return through.integer;
    case column_type::boolean:
      return through.boolean;
    case column_type::time:
      if (column.times == sql::time_form::iso8601) return "string";
      return column.times == sql::time_form::native ? "Date" : through.integer;
    case column_type::bytes:
      return "Buffer";
  }
  return "unknown";
}

/// What its type does not tell.
std::string_view remark(const sql::wanted_column& column, std::string_view type) {
  if (column.type == column_type::boolean && type == "number") return " // 0 or 1";
  if (column.type != column_type::time || type == "Date") return "";
  if (column.times == sql::time_form::iso8601) return " // ISO 8601 in UTC";
  return column.times == sql::time_form::seconds ? " // seconds since 1970" : " // milliseconds since 1970";
}

/// Prettier breaks a line that is too long only before a union, and only before one of words of the language.
std::string property(const sql::wanted_column& column, const driver& through) {
  const auto key = typescript::key(column.name);
  const auto type = type_of(column, through);
  const auto whole = std::string{type} + (column.nullable ? " | null" : "");
  const bool breaks = column.nullable && type[0] >= 'a' && key.size() + whole.size() + 5 > 80;
  return "  " + key + (breaks ? ":\n    " : ": ") + whole + ";" + std::string{remark(column, type)} + "\n";
}

}  // namespace

std::string as_kysely(const schema& from) {
  const auto* through = std::ranges::find(drivers, from.dialect->name, &driver::dialect);
  if (through == std::end(drivers))
    throw error{errc::unsupported, "kysely: the dialect is none of sqlite, postgres and mysql"};
  std::string database, tables;
  bool has_int8 = false;
  typescript::type_names names;
  for (const auto& table : from.tables) {
    const auto name = names.make(table.name, "Table");
    database += "  " + typescript::key(table.name) + ": " + name + ";\n";
    tables += "\nexport interface " + name + " {\n";
    for (const auto& column : table.columns) {
      tables += property(column, *through);
      has_int8 = has_int8 || type_of(column, *through) == "Int8";
    }
    tables += "}\n";
  }
  std::string text = "// Written by `cardea schema --as kysely --dialect " + std::string{from.dialect->name} +
                     "` for layout " + std::string{from.layout.rules->name} + ": not to be edited.\n\n";
  if (has_int8) text.append(int8).append("\n");
  return text + "export interface Database {\n" + database + "}\n" + tables;
}

}  // namespace cardea::interop
