// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/schema.hpp>

#include <vector>

namespace cardea::interop {

/// The tables of a layout in a database, as another tool is to be told of them.
struct schema {
  const sql::dialect* dialect;
  sql::layout layout;  ///< with its names filled in and its times settled
  columns user_attributes;
  columns session_attributes;
  std::vector<sql::wanted_table> tables;  ///< users, sessions, and keys where there are any
};

/// Throws `errc::invalid_argument` where two tables, or two columns of one, bear the same name, or where a
/// name is empty or not UTF-8.
[[nodiscard]] schema schema_of(const sql::layout& layout, const sql::dialect& dialect,
                               const columns& user_attributes, const columns& session_attributes);

}  // namespace cardea::interop
