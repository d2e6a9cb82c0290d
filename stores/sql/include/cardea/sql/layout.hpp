// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/scheme.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cardea::sql {

/// How a moment is written in a column. Reading is lenient: whole numbers, REAL, digits in TEXT or BLOB, and
/// ISO 8601 text are all understood, since JavaScript drivers and Drizzle leave each of them behind.
enum class time_form {
  seconds,                 ///< whole seconds since 1970, rounded down
  milliseconds,            ///< whole milliseconds since 1970
  native,                  ///< the database's own timestamp type
  native_or_seconds,       ///< in a layout: native where the database has such a type, else seconds
  native_or_milliseconds,  ///< the same, else milliseconds
  /// SQLite alone: ISO 8601 text in UTC, "2030-01-02T03:04:05.678+00:00", as Prisma writes it; where the
  /// newest row of the table holds a whole number, which is how Prisma up to 5 wrote it, whole milliseconds.
  /// For a column declared DATETIME or TEXT in a table that has a rowid.
  iso8601,
};

/// The enumerator's own name, which is the command line's word for it.
[[nodiscard]] std::string_view to_string(time_form form) noexcept;

/// Table and column names, unquoted. A dot in a table's name parts it from its schema. An empty table name
/// stands for the name on Lucia's page for the database; an empty column name says that the table has no such
/// column.
struct user_table {
  std::string name;
  std::string id = "id";
};
struct session_table {
  std::string name;
  std::string id = "id";
  std::string user_id = "user_id";
  std::string active_expires;
  std::string expires;
  std::string created_at;
  std::string last_verified;
  std::string secret_hash;
};
struct key_table {
  std::string name;
  std::string id = "id";
  std::string user_id = "user_id";
  std::string hashed_password = "hashed_password";
  std::string primary;
  std::string expires;
};

/// Where a scheme's users, keys and sessions stand in a database. Plain data: change what differs in yours.
struct layout {
  const cardea::scheme* rules = &schemes::cardea;
  user_table user;
  session_table session;
  key_table key;
  time_form times = time_form::milliseconds;
  time_form attribute_times = time_form::native_or_milliseconds;
  bool without_keys = false;  ///< the application keeps no keys: the recipe's does not
  bool strict = false;        ///< SQLite: make STRICT tables

  /// Lucia 3 has no key table; an application that keeps one names it.
  [[nodiscard]] bool has_keys() const noexcept {
    return !without_keys && (rules->has_keys || !key.name.empty());
  }
};

/// Gives a column another name, "-" for a column that the table does not have. `which` is "session.user_id",
/// "key.expires", ... Throws `errc::invalid_argument` for one that the layout does not know or cannot do
/// without.
void rename_column(layout& layout, std::string_view which, std::string_view name);

/// A column by the name that `rename_column` knows it by.
struct named_column {
  std::string_view which;
  std::string name;  ///< in the table; empty: it has none
};
/// All that `rename_column` knows in the layout; those of keys too where it has none.
[[nodiscard]] std::vector<named_column> named_columns(layout of);

}  // namespace cardea::sql

namespace cardea::layouts {

/// Names that differ from those on Lucia's page for the database.
struct table_names {
  std::string user{};
  std::string session{};
  std::string key{};
};

[[nodiscard]] sql::layout lucia_v0(table_names names = {});
[[nodiscard]] sql::layout lucia_v1(table_names names = {});
[[nodiscard]] sql::layout lucia_v2(table_names names = {});
[[nodiscard]] sql::layout lucia_v3(table_names names = {});
[[nodiscard]] sql::layout cardea(table_names names = {});
/// The one of a scheme of Cardea's; throws `errc::invalid_argument` for another's.
[[nodiscard]] sql::layout of(const scheme& rules, table_names names = {});

}  // namespace cardea::layouts
