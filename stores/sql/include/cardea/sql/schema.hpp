// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/dialect.hpp>
#include <cardea/sql/layout.hpp>
#include <cardea/store.hpp>

#include <string>
#include <vector>

namespace cardea::sql {

/// A column that a layout wants, and why it wants it.
struct wanted_column {
  std::string name;
  column_type type{};
  time_form times{};
  bool nullable = false;
  bool is_primary_key = false;
  bool is_attribute = false;
  std::string references;         ///< the table whose id it holds; empty: none
  std::string references_column;  ///< that id's name
  std::string declared;           ///< its type in a new table; empty: what the dialect has for `type`
};

/// A table as a layout wants it. The model that migration and check share.
struct wanted_table {
  std::string name;
  std::vector<wanted_column> columns;
  std::vector<std::string> indexes;  ///< columns by which rows are looked up, beside the primary key
  bool strict = false;
  std::string_view made_by = "cardea migrate";  ///< the command; a literal
};

/// The tables of a layout with its standard names filled in: users, sessions, and keys where it has them.
[[nodiscard]] std::vector<wanted_table> wanted_tables(const layout& layout, const dialect& dialect,
                                                      const columns& user_attributes,
                                                      const columns& session_attributes);

struct live_column {
  std::string name;
  std::string type;  ///< as declared
  bool not_null = false;
  bool is_primary_key = false;
  bool has_default = false;
};

/// A table as the database has it. No columns: there is no such table.
struct live_table {
  std::vector<live_column> columns;
  std::vector<std::string> indexed;  ///< the first column of each index
};

/// What `migration` calls the index of one of `table.indexes`.
[[nodiscard]] std::string index_name(const wanted_table& table, const std::string& column);

/// What is different. An error keeps Cardea from working on the table; a warning or a note does not.
[[nodiscard]] std::vector<finding> differences(const wanted_table& wanted, const live_table& live,
                                               const dialect& dialect);

/// Gives columns that refer to users the type that the live table has for their ids, where the dialect asks
/// for the very same.
void follow(wanted_table& wanted, const live_table& users, const dialect& dialect);

/// The statements that bring the live table to what is wanted, by adding only: the table, nullable columns,
/// indexes. Throws `errc::schema_mismatch` where that is not enough.
[[nodiscard]] std::vector<std::string> migration(const wanted_table& wanted, const live_table& live,
                                                 const dialect& dialect);

}  // namespace cardea::sql
