// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/schema.hpp>

#include <algorithm>
#include <utility>

namespace cardea::sql {
namespace {

wanted_column structural(const std::string& name, column_type type, time_form times = {}) {
  return {
      .name = name, .type = type, .times = times, .references = {}, .references_column = {}, .declared = {}};
}

void add_attributes(wanted_table& table, const columns& attributes, time_form times) {
  for (const auto& a : attributes)
    table.columns.push_back({.name = a.in_table(),
                             .type = a.type,
                             .times = times,
                             .nullable = a.nullable,
                             .is_attribute = true,
                             .references = {},
                             .references_column = {},
                             .declared = {}});
}

wanted_table table_of(const std::string& name, const std::string& id, const layout& layout,
                      const dialect& dialect) {
  wanted_table table{
      .name = name, .columns = {}, .indexes = {}, .strict = layout.strict && dialect.strict_tables};
  table.columns.push_back(structural(id, column_type::string));
  table.columns.back().is_primary_key = true;
  return table;
}

void add_user_id(wanted_table& table, const std::string& name, const layout& layout) {
  table.columns.push_back(structural(name, column_type::string));
  table.columns.back().references = layout.user.name;
  table.columns.back().references_column = layout.user.id;
  table.indexes.push_back(name);
}

wanted_table session_table_of(const layout& layout, const dialect& dialect, const columns& attributes) {
  const auto& s = layout.session;
  auto table = table_of(s.name, s.id, layout, dialect);
  add_user_id(table, s.user_id, layout);
  for (const auto* name : {&s.active_expires, &s.expires, &s.created_at, &s.last_verified})
    if (!name->empty()) table.columns.push_back(structural(*name, column_type::time, layout.times));
  if (!s.secret_hash.empty()) table.columns.push_back(structural(s.secret_hash, column_type::bytes));
  for (const auto* name : {&s.expires, &s.created_at, &s.last_verified})
    if (!name->empty()) table.indexes.push_back(*name);
  add_attributes(table, attributes, layout.attribute_times);
  return table;
}

wanted_table key_table_of(const layout& layout, const dialect& dialect) {
  const auto& k = layout.key;
  auto table = table_of(k.name, k.id, layout, dialect);
  add_user_id(table, k.user_id, layout);
  table.columns.push_back(structural(k.hashed_password, column_type::string));
  table.columns.back().nullable = true;
  if (!k.primary.empty()) table.columns.push_back(structural(k.primary, column_type::boolean));
  if (!k.expires.empty()) {
    table.columns.push_back(structural(k.expires, column_type::time, layout.times));
    table.columns.back().nullable = true;
  }
  return table;
}

std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

bool is_indexed(const live_table& live, const std::string& name, const dialect& dialect) {
  return std::ranges::any_of(live.indexed, [&](const auto& one) { return same_name(dialect, one, name); });
}

const live_column* find(const live_table& live, const std::string& name, const dialect& dialect) {
  const auto at =
      std::ranges::find_if(live.columns, [&](const auto& c) { return same_name(dialect, c.name, name); });
  return at == live.columns.end() ? nullptr : &*at;
}

std::string column_text(const wanted_column& column, const wanted_table& table, const dialect& dialect) {
  const auto type = dialect.type_name(column.type, column.times, table.strict,
                                      column.is_primary_key || !column.references.empty());
  return quoted(dialect, column.name) + ' ' +
         (column.declared.empty() ? std::string{type} : column.declared) +
         (column.nullable ? "" : " NOT NULL") + (column.is_primary_key ? " PRIMARY KEY" : "");
}

std::string create_table(const wanted_table& wanted, const dialect& dialect) {
  std::string text = "CREATE TABLE " + quoted(dialect, wanted.name, true) + " (\n";
  for (const auto& column : wanted.columns) text += "  " + column_text(column, wanted, dialect) + ",\n";
  for (const auto& column : wanted.columns) {
    if (column.references.empty()) continue;
    text += "  FOREIGN KEY (" + quoted(dialect, column.name) + ") REFERENCES " +
            quoted(dialect, column.references, true) + " (" + quoted(dialect, column.references_column) +
            ") ON DELETE CASCADE,\n";
  }
  text.resize(text.size() - 2);
  return text + "\n)" + std::string{dialect.table_end} + (wanted.strict ? " STRICT" : "");
}

std::string create_index(const wanted_table& wanted, const std::string& column, const dialect& dialect) {
  return "CREATE INDEX " + quoted(dialect, index_name(wanted, column)) + " ON " +
         quoted(dialect, wanted.name, true) + " (" + quoted(dialect, column) + ")";
}

}  // namespace

std::vector<wanted_table> wanted_tables(const layout& layout, const dialect& dialect,
                                        const columns& user_attributes, const columns& session_attributes) {
  std::vector<wanted_table> tables;
  tables.push_back(table_of(layout.user.name, layout.user.id, layout, dialect));
  add_attributes(tables.back(), user_attributes, layout.attribute_times);
  tables.push_back(session_table_of(layout, dialect, session_attributes));
  if (layout.has_keys()) tables.push_back(key_table_of(layout, dialect));
  return tables;
}

std::string index_name(const wanted_table& table, const std::string& column) {
  return table.name.substr(table.name.find('.') + 1) + "_" + column + "_idx";
}

std::vector<finding> differences(const wanted_table& wanted, const live_table& live, const dialect& dialect) {
  std::vector<finding> found;
  const auto say = [&](severity s, const std::string& column, std::string message) {
    found.push_back({s, wanted.name, column, std::move(message)});
  };
  if (live.columns.empty()) {
    say(severity::error, {},
        "table \"" + wanted.name + "\" is missing; `" + std::string{wanted.made_by} +
            "` makes it: " + one_line(create_table(wanted, dialect)));
    return found;
  }
  for (const auto& column : wanted.columns) {
    const auto where = "column \"" + column.name + "\" of table \"" + wanted.name + "\"";
    const auto* there = find(live, column.name, dialect);
    if (!there) {
      say(severity::error, column.name, where + " is missing");
      continue;
    }
    if (!dialect.can_hold(there->type, column.type, column.times)) {
      say(severity::error, column.name,
          where + " is declared " + (there->type.empty() ? "without a type" : there->type) +
              " and cannot hold " + std::string{to_string(column.type)});
      continue;
    }
    if (column.is_attribute && !column.nullable && !there->not_null)
      say(severity::warning, column.name, where + " may be NULL and is declared as if it never were");
    if (column.is_attribute && column.nullable && there->not_null)
      say(severity::warning, column.name, where + " is NOT NULL: writing no value will be refused");
  }
  for (const auto& there : live.columns) {
    const bool known = std::ranges::any_of(
        wanted.columns, [&](const auto& c) { return same_name(dialect, c.name, there.name); });
    if (!known && there.not_null && !there.has_default && !there.is_primary_key)
      say(severity::warning, there.name,
          "column \"" + there.name + "\" of table \"" + wanted.name +
              "\" wants a value and is not among the attributes: new rows will be refused");
  }
  for (const auto& column : wanted.indexes)
    if (find(live, column, dialect) && !is_indexed(live, column, dialect))
      say(severity::note, column,
          "no index on column \"" + column + "\" of table \"" + wanted.name +
              "\": looking it up reads the whole table");
  return found;
}

void follow(wanted_table& wanted, const live_table& users, const dialect& dialect) {
  if (!dialect.references_match) return;
  for (auto& column : wanted.columns)
    if (const auto* id = find(users, column.references_column, dialect); id && !column.references.empty())
      column.declared = id->type;
}

std::vector<std::string> migration(const wanted_table& wanted, const live_table& live,
                                   const dialect& dialect) {
  std::vector<std::string> steps;
  if (live.columns.empty()) {
    steps.push_back(create_table(wanted, dialect));
  } else {
    for (const auto& column : wanted.columns) {
      const auto where = "column \"" + column.name + "\" of table \"" + wanted.name + "\"";
      if (const auto* there = find(live, column.name, dialect)) {
        if (!dialect.can_hold(there->type, column.type, column.times))
          throw error{errc::schema_mismatch, where + " is declared " + there->type + " and cannot hold " +
                                                 std::string{to_string(column.type)} +
                                                 ": nothing was changed"};
        continue;
      }
      if (!column.nullable)
        throw error{errc::schema_mismatch,
                    where +
                        " is missing, and cannot be added to a table that exists unless it "
                        "may be null: nothing was changed"};
      steps.push_back("ALTER TABLE " + quoted(dialect, wanted.name, true) + " ADD COLUMN " +
                      column_text(column, wanted, dialect));
    }
  }
  for (const auto& column : wanted.indexes)
    if (!is_indexed(live, column, dialect)) steps.push_back(create_index(wanted, column, dialect));
  return steps;
}

}  // namespace cardea::sql
