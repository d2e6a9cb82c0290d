// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/layout.hpp>
#include <cardea/value.hpp>

#include <span>
#include <string>
#include <string_view>

namespace cardea::sql {

/// How migrations are told from each other and from those of other tools. One parameter each.
struct migration_words {
  /// The schema of the tables, or an empty text; rows of a tool and of the table that holds its history.
  std::string_view owners;
  /// The name of Cardea's history; a row that says whether its migrations are ours to make (0, 1). Empty: to
  /// begin a transaction says so.
  std::string_view lock;
  /// The same name, a row, where a lock outlives transactions; empty where it does not.
  std::string_view is_locked;
  std::string_view unlock;
};

/// A trigger that tells of changes. In its texts `{table}` is the table's name, quoted in `create`, `{name}`
/// the quoted name, `{changes}` the table that is written to, `{letter}` what is before ids of this table,
/// `{id}` the quoted column of the id, and `{id as text}` its name within a literal.
struct change_trigger {
  std::string_view name;
  std::string_view create;
};

/// How a cache of sessions is told of changes by the database. All empty: it needs nothing there.
struct change_words {
  /// One parameter, the table's name; rows of the names of its triggers that are switched on.
  std::string_view triggers_query{};
  std::span<const change_trigger> triggers{};
  bool names_are_global = false;  ///< within a schema, so that the table's name is part of a trigger's
  std::string_view before{};      ///< the function that they call; empty: none
  std::string_view
      numbers_query{};           ///< all of `{changes}`: place, number, what; empty: there is no such table
  std::string_view what_type{};  ///< of the column of that name
};

/// What differs between the databases: data, and questions that each answers about its own type names.
struct dialect {
  std::string_view name;
  char quote;                     ///< around identifiers
  bool numbered_parameters;       ///< "$1" instead of "?"
  std::string_view from_nothing;  ///< what follows a SELECT without a table: "" or " FROM dual"
  bool strict_tables;             ///< understands STRICT
  bool has_timestamps;            ///< has a type for moments: `time_form::native` can be
  bool tables_commit;             ///< to make a table commits the transaction that is open
  bool names_have_case;           ///< columns whose names differ in case alone are two
  std::string_view by_bytes;      ///< behind a text that is put in order: its bytes count, not its language
  /// The bytes of the text `{}`, where the database takes texts for equal that differ in case, accents or
  /// blanks at the end; in UTF-8 whatever the column has. Empty: it does not.
  std::string_view bytes_of;
  /// That the column `{}` holds one of a list, which is one parameter whatever its length. Empty: there are
  /// no lists, and each of few lengths has a statement of its own.
  std::string_view is_among;
  /// The list as the text that `is_among` takes; null where that is empty.
  std::string (*list_text)(std::span<const std::string_view> of);
  std::string_view table_end;  ///< behind the definition of a table
  bool references_match;       ///< a column has the very type of the one that it refers to, collation and all

  /// The type that a column of `type` is given in a new table.
  std::string_view (*type_name)(column_type type, time_form times, bool strict, bool is_key);
  /// Whether a column declared so in an existing table can hold `type` without changing it.
  bool (*can_hold)(std::string_view declared, column_type type, time_form times);
  /// Table names where the layout leaves them empty.
  layouts::table_names (*standard_names)(const scheme& rules);

  /// One parameter, the table's name; rows of name, declared type, not null (0, 1), part of the primary key
  /// (0, 1), has a default (0, 1).
  std::string_view columns_query;
  /// One parameter, the table's name; rows of the name of the first column of each index.
  std::string_view indexes_query;
  /// The version of the database.
  std::string_view version_query;
  /// Rows of a table's name, of all that there are.
  std::string_view tables_query;
  /// One parameter, the table's name; a row for each foreign key of one column: the constraint's name,
  /// column, table, its column, goes with it (0, 1).
  std::string_view references_query;
  /// One parameter, the table's name; rows of column and collation where texts are equal that differ in
  /// their bytes.
  std::string_view loose_query;
  /// Rows of a `held_form`'s number and how many moments in `{column}` of `{table}` are of it.
  std::string_view held_query;
  /// Where transactions run side by side: what follows a SELECT of the row without which another must not be
  /// written, so that it stays until that is done; and of the row that is about to go. Empty: there is one
  /// writer at a time.
  std::string_view stays;
  std::string_view goes;
  /// A sweep of `{table}`: deletes up to `?` of the rows for which `{over}` holds, by their `{id}`.
  std::string_view sweep;
  /// That the time in the column `{}` is over, `?` being the bound in the layout's form.
  std::string_view sweep_over;
  /// The same for times of other forms than the layout's, where a column may hold them; a further condition.
  /// Its parameters: the bound in milliseconds twice, then twice in the layout's form. Empty: there can be
  /// none.
  std::string_view sweep_others;
  /// What is written as `time_form::iso8601` to the column `{}` of `{table}`. Its parameters: the time in
  /// milliseconds, and as text. Empty: the database has no use for that form.
  std::string_view time_as_held;
  migration_words migrations;
  change_words changes{};
};

/// The identifier in quotes, its own quotes doubled; a dot in `name` parts schema and table if `qualified`.
[[nodiscard]] std::string quoted(const dialect& dialect, std::string_view name, bool qualified = false);

/// Whether two columns bear the same name where case does not count, as in SQLite and MySQL.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b) noexcept;
/// The same by the rules of the dialect.
[[nodiscard]] bool same_name(const dialect& dialect, std::string_view a, std::string_view b) noexcept;

[[nodiscard]] const dialect& sqlite_dialect() noexcept;
[[nodiscard]] const dialect& postgres_dialect() noexcept;
/// MySQL from 8.0 on and MariaDB.
[[nodiscard]] const dialect& mysql_dialect() noexcept;

/// The layout with the standard table names in place of empty ones, and with its forms of time settled.
/// Throws `errc::unsupported` for a form that the database does not have.
[[nodiscard]] layout with_names(layout layout, const dialect& dialect);

}  // namespace cardea::sql
