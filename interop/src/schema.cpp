// SPDX-License-Identifier: MIT
#include <cardea/interop/schema.hpp>
#include <cardea/sql/statements.hpp>
#include <cardea/unicode.hpp>

namespace cardea::interop {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw error{errc::invalid_argument, message}; }

template <class Named>
void check_names(const std::vector<Named>& all, const sql::dialect& dialect, const std::string& what) {
  for (const auto& one : all) {
    if (one.name.empty()) refuse(what + " has no name");
    if (!is_utf8(one.name)) refuse("the name of " + what + " is not UTF-8");
    for (const auto* earlier = all.data(); earlier != &one; ++earlier)
      if (sql::same_name(dialect, earlier->name, one.name))
        refuse(what + " bears the name of another, \"" + one.name + '"');
  }
}

}  // namespace

schema schema_of(const sql::layout& layout, const sql::dialect& dialect, const columns& user_attributes,
                 const columns& session_attributes) {
  // They refuse attributes that cannot be.
  const sql::statements s{layout, dialect, user_attributes, session_attributes};
  schema made{.dialect = &dialect,
              .layout = s.layout(),
              .user_attributes = user_attributes,
              .session_attributes = session_attributes,
              .tables = sql::wanted_tables(s.layout(), dialect, user_attributes, session_attributes)};
  check_names(made.tables, dialect, "a table");
  for (const auto& table : made.tables)
    check_names(table.columns, dialect, "a column of table \"" + table.name + '"');
  return made;
}

}  // namespace cardea::interop
