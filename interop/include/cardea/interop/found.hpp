// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/schema.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cardea::interop {

/// A column as a reader found it, in a tool's schema or in a database.
struct found_column {
  std::string name;                   ///< in the table
  std::string field;                  ///< what the application calls it; empty: as the table does
  std::optional<column_type> type{};  ///< absent: one that no attribute can have
  std::string declared;               ///< its type in the words of where it was found, for people
  bool nullable = false;
  bool is_primary_key = false;            ///< alone
  bool has_default = false;               ///< a row can be made without it
  std::optional<sql::time_form> times{};  ///< how moments stand in it, where that is known
  std::string references;                 ///< the table whose id it holds; empty: none
  std::string references_column;          ///< that id's name
  std::optional<std::size_t> length{};    ///< characters, where there are only so many
};

/// A table as a reader found it.
struct found_table {
  std::string name;   ///< with its schema where it is not the usual one: "auth.user"
  std::string model;  ///< what the application calls it; empty: as the database does
  std::vector<found_column> columns;
  std::vector<std::string> indexed;  ///< the first column of each index, beside the primary key
  std::string unusable{};            ///< why it can be none of Cardea's: "has ..."; empty: it can
};

/// All that a reader found. The model that the readers share.
struct found_schema {
  const sql::dialect* dialect;
  std::vector<found_table> tables;
  std::string origin;                         ///< where it was found, for messages: a file, a database
  std::string choice = "--tables ROLE=NAME";  ///< how people say which table is meant, for messages
};

/// Which tables are meant, by their names or their models'. Empty: to be found out; "-" for `key`: none.
struct chosen_tables {
  std::string user{};
  std::string session{};
  std::string key{};
};

/// What Cardea needs to know to work on tables that are there.
struct recognised {
  sql::layout layout;  ///< every name filled in, its times settled
  columns user_attributes;
  columns session_attributes;
  std::vector<std::string> remarks;  ///< what was left out and why, a sentence each
};

/// Finds the users, the sessions and the keys among the tables, and the generation that they are of. Throws
/// `errc::schema_mismatch`, naming the tables and what they lack, where there are none or more than one may
/// be meant.
[[nodiscard]] recognised recognise(const found_schema& in, const chosen_tables& chosen = {});

}  // namespace cardea::interop
