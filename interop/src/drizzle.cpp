// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/forms.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "properties.hpp"
#include "typescript.hpp"

namespace cardea::interop {
namespace {

using typescript::literal;

struct builder {
  std::string_view dialect;
  std::string_view module;
  std::string_view table;
  std::string_view schema;  ///< empty: Drizzle knows none
  std::string_view open;    ///< the schema that Drizzle does not want to hear of
};

constexpr builder builders[] = {
    {.dialect = "sqlite", .module = "sqlite-core", .table = "sqliteTable", .schema = "", .open = ""},
    {.dialect = "postgres", .module = "pg-core", .table = "pgTable", .schema = "pgSchema", .open = "public"},
    {.dialect = "mysql", .module = "mysql-core", .table = "mysqlTable", .schema = "mysqlSchema", .open = ""},
};

/// A column's function, as Drizzle calls it or as one of `own_types` does.
struct kind {
  std::string_view function;
  std::string_view option = "";
  std::string_view remark = "";
};

/// Types that Drizzle has no function for.
const std::map<std::string_view, std::string_view> own_types{
    {"bytea", R"(const bytea = customType<{ data: Buffer }>({
  dataType: () => "bytea",
});
)"},
    {"moment", R"(/** ISO 8601 in a DATETIME, which is numeric to SQLite and to drizzle-kit. */
const moment = customType<{ data: string }>({
  dataType: () => "numeric",
});
)"},
    {"mediumblob", R"(const mediumblob = customType<{ data: Buffer }>({
  dataType: () => "mediumblob",
});
)"},
    {"flag", R"(/** A BOOLEAN, which is numeric to SQLite and to drizzle-kit. */
const flag = customType<{ data: boolean; driverData: number }>({
  dataType: () => "numeric",
  fromDriver: (value) => value !== 0,
  toDriver: (value) => (value ? 1 : 0),
});
)"}};

constexpr std::string_view remark_of(sql::time_form times) {
  return times == sql::time_form::seconds ? "seconds since 1970" : "milliseconds since 1970";
}

kind sqlite_kind(const sql::wanted_column& column, bool strict) {
  switch (column.type) {
    case column_type::string:
      return {"text"};
    case column_type::number:
      return {"real"};
    case column_type::bytes:
      return {"blob", R"(mode: "buffer")"};
    case column_type::boolean:
      return strict ? kind{"integer", R"(mode: "boolean")"} : kind{"flag"};
    case column_type::time:
      if (column.times == sql::time_form::iso8601) return {strict ? "text" : "moment"};
      // Lucia's adapters want the number; an attribute is nobody's but the application's.
      if (!column.is_attribute) return {"integer", "", remark_of(column.times)};
      return {"integer",
              column.times == sql::time_form::seconds ? R"(mode: "timestamp")" : R"(mode: "timestamp_ms")"};
    case column_type::int32:
    case column_type::integer:
      return {"integer"};
  }
  return {"text"};
}

kind server_kind(const sql::wanted_column& column, bool is_mysql) {
  constexpr std::string_view big = R"(mode: "number")";
  switch (column.type) {
    case column_type::string:
      if (!is_mysql) return {"text"};
      return column.is_primary_key || !column.references.empty() ? kind{"varchar", "length: 255"}
                                                                 : kind{"mediumtext"};
    case column_type::number:
      return {is_mysql ? "double" : "doublePrecision"};
    case column_type::bytes:
      return {is_mysql ? "mediumblob" : "bytea"};
    case column_type::boolean:
      return {"boolean"};
    case column_type::time:
      if (column.times != sql::time_form::native) return {"bigint", big, remark_of(column.times)};
      return is_mysql ? kind{"datetime", "fsp: 3"} : kind{"timestamp", "withTimezone: true"};
    case column_type::int32:
      return {is_mysql ? "int" : "integer"};
    case column_type::integer:
      return {"bigint", big};
  }
  return {"text"};
}

/// One file's worth of text, and what it has to import for it.
class writer {
 public:
  writer(const schema& from, const builder& with) : from_{from}, with_{with} {}

  std::string text() {
    std::string tables;
    for (const auto& table : from_.tables) tables += "\n" + definition(table);
    std::string own;
    for (const auto& [name, type] : own_types) {
      const auto at = used_.find(name);
      if (at == used_.end()) continue;
      used_.erase(at);
      used_.emplace("customType");
      own += "\n" + std::string{type};
    }
    return "// Written by `cardea schema --as drizzle --dialect " + std::string{with_.dialect} +
           "` for layout " + std::string{from_.layout.rules->name} + ": not to be edited.\n\n" + imports() +
           own + schemas_ + tables;
  }

 private:
  const std::string& use(std::string_view name) { return *used_.emplace(name).first; }

  std::string imports() const {
    std::string flat, tall;
    for (const auto& name : used_) {
      flat += (flat.empty() ? " " : ", ") + name;
      tall += "  " + name + ",\n";
    }
    const auto behind = "} from \"drizzle-orm/" + std::string{with_.module} + "\";\n";
    const auto line = "import {" + flat + " " + behind;
    return line.size() <= 81 ? line : "import {\n" + tall + behind;
  }

  /// The function that makes a table of that name.
  std::string maker(const qualified_name& name) {
    if (name.schema.empty() || name.schema == with_.open) return use(with_.table);
    if (with_.schema.empty())
      throw error{errc::unsupported, "drizzle: a table of SQLite cannot be in a schema: \"" + name.schema +
                                         '.' + name.name + '"'};
    auto& variable = schema_variables_[name.schema];
    if (variable.empty()) {
      const auto name_only = typescript::camel_case(name.schema, "table") + "Schema";
      variable = name_only;
      for (int number = 2; variable == with_.schema || !given_.insert(variable).second; ++number)
        variable = name_only + std::to_string(number);
      const auto value = literal(name.schema);
      const auto line = "export const " + variable + " = " + use(with_.schema) + "(";
      const bool fits = line.size() + value.size() + 2 <= 80;
      schemas_ += "\n" + line + (fits ? value : "\n  " + value + ",\n") + ");\n";
    }
    return variable + ".table";
  }

  std::string definition(const sql::wanted_table& table) {
    const auto name = parted(table.name);
    const auto head = "export const " + variable_of(table) + " = " + maker(name) + "(";
    const auto value = literal(name.name);
    const auto properties = property_names(from_, table);
    const bool is_flat = table.indexes.empty() && head.size() + value.size() + 3 <= 80;
    const std::string indent(is_flat ? 2 : 4, ' ');
    std::string columns;
    for (std::size_t i = 0; i < properties.size(); ++i)
      columns += column(table, table.columns[i], properties[i], indent);
    if (is_flat) return head + value + ", {\n" + columns + "});\n";
    return head + "\n  " + value + ",\n  {\n" + columns + "  },\n" + extras(table, name, properties) + ");\n";
  }

  std::string column(const sql::wanted_table& table, const sql::wanted_column& column,
                     const std::string& property, const std::string& indent) {
    const bool is_sqlite = with_.dialect == "sqlite";
    const auto type =
        is_sqlite ? sqlite_kind(column, table.strict) : server_kind(column, with_.dialect == "mysql");
    const auto value = literal(column.name);
    const auto call = use(type.function) + "(";
    const bool refers = is_sqlite && !column.references.empty();
    const std::string end = refers                  ? ")"
                            : column.is_primary_key ? ").primaryKey(),"
                            : column.nullable       ? "),"
                                                    : ").notNull(),";
    const auto option = type.option.empty() ? "" : ", { " + std::string{type.option} + " }";
    const auto in = "\n" + indent;
    auto line = indent + property + ": " + call + value + option + end;
    if (line.size() > 80) {
      const auto hugged = indent + property + ": " + call + value + ", {";
      if (option.empty() && value.size() <= 20)
        line = indent + property + ":" + in + "  " + call + value + end;
      else if (!option.empty() && hugged.size() <= 80)
        line = hugged + in + "  " + std::string{type.option} + "," + in + "}" + end;
      else
        line = indent + property + ": " + call + in + "  " + value + "," +
               (option.empty() ? "" : in + "  " + option.substr(2) + ",") + in + end;
    }
    if (refers)
      line += in + "  .notNull()" + in + "  .references(() => " + variable_of(from_.tables[0]) +
              ".id, { onDelete: \"cascade\" }),";
    return line + (type.remark.empty() ? "" : " // " + std::string{type.remark}) + "\n";
  }

  /// Keys with a name, and indexes.
  std::string extras(const sql::wanted_table& table, const qualified_name& name,
                     const std::vector<std::string>& properties) {
    const auto property = [&](const std::string& column) {
      const auto at = std::ranges::find(table.columns, column, &sql::wanted_column::name);
      return "table." + properties[static_cast<std::size_t>(at - table.columns.begin())];
    };
    std::string all;
    if (with_.dialect != "sqlite")
      for (const auto& column : table.columns) {
        if (column.references.empty()) continue;
        all += "    " + use("foreignKey") +
               "({\n      name: " + literal(foreign_key_name(*from_.dialect, name.name, column.name)) +
               ",\n      columns: [" + property(column.name) + "],\n      foreignColumns: [" +
               variable_of(from_.tables[0]) + ".id],\n    }).onDelete(\"cascade\"),\n";
      }
    for (const auto& column : table.indexes) {
      const auto value = literal(stored_name(*from_.dialect, sql::index_name(table, column)));
      const auto head = use("index") + "(", tail = ").on(" + property(column) + ")";
      if (all.empty() && table.indexes.size() == 1) {
        const auto line = "  (table) => [" + head + value + tail + "],\n";
        if (line.size() <= 81) return line;
      }
      const auto start = "    " + head + value + ").on(";
      if (const auto line = "    " + head + value + tail + ",\n"; line.size() <= 81)
        all += line;
      else if (start.size() <= 80)
        all += start + "\n      " + property(column) + ",\n    ),\n";
      else
        all += "    " + head + "\n      " + value + ",\n    " + tail + ",\n";
    }
    return all.empty() ? all : "  (table) => [\n" + all + "  ],\n";
  }

  std::string variable_of(const sql::wanted_table& table) const {
    return std::string{role_of(from_, table)} + "Table";
  }

  const schema& from_;
  const builder& with_;
  std::set<std::string, std::less<>> used_;
  std::map<std::string, std::string> schema_variables_;
  std::set<std::string> given_;  ///< to schemas
  std::string schemas_;
};

}  // namespace

std::string as_drizzle(const schema& from) {
  const auto* with = std::ranges::find(builders, from.dialect->name, &builder::dialect);
  if (with == std::end(builders))
    throw error{errc::unsupported, "drizzle: the dialect is none of sqlite, postgres and mysql"};
  return writer{from, *with}.text();
}

}  // namespace cardea::interop
