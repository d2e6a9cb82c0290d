// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/dialect.hpp>
#include <cardea/sql/layout.hpp>
#include <cardea/sql/schema.hpp>
#include <cardea/sql/statement.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::sql {

/// What tells a cache of sessions of every change to a layout's users and sessions, whoever makes it:
/// triggers on the two tables, and what they call or write to. Insertions are left alone, since no cache
/// holds that there is none.
class change_triggers {
 public:
  struct trigger {
    std::string name;
    std::string table;
    std::string create;  ///< the statement
  };

  /// Throws `errc::unsupported` for a dialect that has no use for them.
  change_triggers(layout layout, const dialect& dialect);

  [[nodiscard]] const sql::dialect& dialect() const noexcept { return *dialect_; }
  [[nodiscard]] const std::vector<trigger>& all() const noexcept { return all_; }
  /// The tables that they stand on.
  [[nodiscard]] const std::vector<std::string>& tables() const noexcept { return tables_; }
  /// Those that they write to. Empty: there is none.
  [[nodiscard]] std::vector<wanted_table> wanted() const;
  /// What is to be run before the first of them is made. Empty: nothing.
  [[nodiscard]] std::string_view before() const noexcept;
  /// One parameter, the table's name; rows of the names of its triggers that are switched on.
  [[nodiscard]] statement names_on_table() const;
  /// Of a table that they write to: rows of place, number and what was changed last (docs/decisions).
  [[nodiscard]] statement numbers() const;
  [[nodiscard]] static finding missing(const trigger& one);

 private:
  const sql::dialect* dialect_;
  std::string changes_;
  std::vector<std::string> tables_;
  std::vector<trigger> all_;
};

}  // namespace cardea::sql
