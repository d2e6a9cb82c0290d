// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/schema.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cardea::interop {

/// What the columns of a table are called in an object, in camel case and each unlike the others. Those of
/// the layout have the names that Lucia's adapters ask for, whatever the columns are called: "userId". An
/// attribute has the application's name for it.
[[nodiscard]] std::vector<std::string> property_names(const schema& from, const sql::wanted_table& table);

/// "user", "session" or "key": which of the three `table` is.
[[nodiscard]] std::string_view role_of(const schema& from, const sql::wanted_table& table);

/// The schema of a table's name and what it is called there; without a dot the first is empty.
struct qualified_name {
  std::string schema;
  std::string name;
};
[[nodiscard]] qualified_name parted(const std::string& name);

/// What the database calls the foreign key of a column in a table that `migrate` made: it gives it no name.
[[nodiscard]] std::string foreign_key_name(const sql::dialect& dialect, const std::string& table,
                                           const std::string& column);
/// What the database calls an index or a key that was to be called `name`.
[[nodiscard]] std::string stored_name(const sql::dialect& dialect, std::string name);

}  // namespace cardea::interop
