// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/schema.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace cardea::sql {

/// A foreign key of one column.
struct live_reference {
  std::string name;  ///< of the constraint; empty where the database does not tell
  std::string column;
  std::string table;         ///< with its schema where it is not the usual one
  std::string table_column;  ///< empty: the primary key
  bool cascades = false;     ///< rows go with the row that they refer to
};

/// A column that takes texts for equal that differ in their bytes.
struct loose_column {
  std::string name;
  std::string collation;
};

struct inspected_table {
  std::string name;  ///< as a layout names it
  live_table live;
  std::vector<live_reference> references;
  std::vector<loose_column> loose;
};

/// All tables that the connection sees.
struct inspection {
  std::string version;  ///< of the database, in its own words
  std::vector<inspected_table> tables;
};

/// What a moment is found to be, where the column's type does not say it.
enum class held_form { seconds, milliseconds, real, digits, blob_digits, iso8601 };

/// In the words of messages: "whole seconds", ...
[[nodiscard]] std::string_view to_string(held_form form) noexcept;

/// The query that tells.
[[nodiscard]] std::string held_text(const dialect& dialect, const std::string& table,
                                    const std::string& column);

struct held {
  held_form form;
  std::int64_t rows;
};

/// Looks at a database as it is, whatever the layout. Reads only. Errors as a store's.
class inspectable {
 public:
  virtual ~inspectable() = default;
  [[nodiscard]] virtual inspection inspect() = 0;
  /// How moments stand in a column of numbers or of no fixed type, the most frequent form first; those that
  /// are NULL are not counted. Reads the whole table.
  [[nodiscard]] virtual std::vector<held> held_in(const std::string& table, const std::string& column) = 0;
  [[nodiscard]] virtual std::int64_t rows_of(const std::string& table) = 0;
};

}  // namespace cardea::sql
