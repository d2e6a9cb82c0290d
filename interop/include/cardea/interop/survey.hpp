// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/found.hpp>
#include <cardea/sql/inspection.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cardea::interop {

/// How moments stand in a column of the live tables.
struct found_times {
  std::string table;
  std::string column;
  std::string declared;         ///< the column's type
  std::string remark;           ///< what the type leaves open, and how it is taken; empty: nothing
  std::vector<sql::held> held;  ///< where the type does not say it; the most frequent first
};

/// A table that was recognised.
struct found_part {
  std::string role;  ///< "users", "sessions", "keys"
  const sql::inspected_table* table;
  std::int64_t rows;
};

/// What a live database turns out to be.
struct survey {
  std::string origin;
  std::unique_ptr<const sql::inspection> seen;
  std::optional<recognised> what;  ///< absent: nothing that Cardea knows
  std::string why_not;             ///< then, why
  std::vector<found_part> parts;   ///< users, sessions, and keys where there are any
  std::string made_by;             ///< the tool whose marks the tables bear, and the mark; empty: none
  std::vector<found_times> times;  ///< of the sessions, the keys and the attributes
  std::vector<finding> findings;   ///< what may go wrong on these tables, whatever is said to Cardea
};

/// The tables of a live database for `recognise`. How moments stand in a column is said as far as its type
/// does: SQLite's DATETIME is taken for what Prisma writes to it.
[[nodiscard]] found_schema from_database(const sql::inspection& seen, const sql::dialect& dialect,
                                         const std::string& origin);

/// Looks at the tables, and reads those of users, sessions and keys where only their rows tell. Throws as
/// the database does; tables that it cannot make sense of are no error.
[[nodiscard]] survey survey_of(sql::inspectable& database, const sql::dialect& dialect,
                               const std::string& origin, const chosen_tables& chosen = {});

}  // namespace cardea::interop
