// SPDX-License-Identifier: MIT
#include <cardea/interop/survey.hpp>

#include <algorithm>
#include <charconv>

namespace cardea::interop {
namespace {

std::string upper(std::string_view text) {
  std::string made{text};
  for (auto& c : made)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return made;
}

/// The digits in the first parentheses of the type.
std::optional<std::size_t> length_of(std::string_view declared) {
  const auto open = declared.find('(');
  if (open == std::string_view::npos) return std::nullopt;
  std::size_t length{};
  const auto* from = declared.data() + open + 1;
  return std::from_chars(from, declared.data() + declared.size(), length).ec == std::errc{}
             ? std::optional{length}
             : std::nullopt;
}

/// What a column of the type is meant for; absent: nothing that an attribute can be.
std::optional<column_type> kind_of(std::string_view declared, const sql::dialect& dialect) {
  const auto type = upper(declared);
  const auto bare = std::string_view{type}.substr(0, type.find_first_of("( "));
  const auto is = [&](std::initializer_list<std::string_view> all) {
    return std::ranges::find(all, bare) != all.end();
  };
  if (is({"BOOLEAN", "BOOL"}) || type.starts_with("TINYINT(1)")) return column_type::boolean;
  if (is({"TIMESTAMP", "DATETIME"})) return column_type::time;
  if (!dialect.has_timestamps && is({"JSON", "JSONB", "DATE", "NUMERIC", "DECIMAL"})) return std::nullopt;
  const bool is_wide = !dialect.has_timestamps || is({"BIGINT"}) ||
                       (is({"INT"}) && type.find("UNSIGNED") != std::string::npos);
  for (const auto one : {column_type::bytes, column_type::string, column_type::integer, column_type::number})
    if (!type.empty() && dialect.can_hold(declared, one, {})) {
      // SQLite's BLOB holds anything, and a column that is called so is meant for bytes.
      return one == column_type::integer && !is_wide ? column_type::int32 : one;
    }
  return std::nullopt;
}

}  // namespace

found_schema from_database(const sql::inspection& seen, const sql::dialect& dialect,
                           const std::string& origin) {
  found_schema made{.dialect = &dialect, .tables = {}, .origin = origin};
  for (const auto& table : seen.tables) {
    found_table to{.name = table.name, .model = {}, .columns = {}, .indexed = table.live.indexed};
    const bool is_alone = std::ranges::count_if(table.live.columns, &sql::live_column::is_primary_key) == 1;
    for (const auto& column : table.live.columns) {
      found_column found{.name = column.name,
                         .field = {},
                         .type = kind_of(column.type, dialect),
                         .declared = column.type,
                         .nullable = !column.not_null,
                         .is_primary_key = column.is_primary_key && is_alone,
                         .has_default = column.has_default,
                         .references = {},
                         .references_column = {}};
      if (found.type == column_type::string && dialect.has_timestamps) found.length = length_of(column.type);
      if (found.type == column_type::time)
        found.times = dialect.has_timestamps ? sql::time_form::native : sql::time_form::iso8601;
      for (const auto& reference : table.references)
        if (sql::same_name(dialect, reference.column, column.name)) {
          found.references = reference.table;
          found.references_column = reference.table_column;
        }
      to.columns.push_back(std::move(found));
    }
    made.tables.push_back(std::move(to));
  }
  return made;
}

}  // namespace cardea::interop
