// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/found.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace cardea::interop {

/// Names in small letters and without underscores: "userid" stands for userId, user_id and USER_ID.
using names = std::initializer_list<std::string_view>;

[[nodiscard]] std::string plain(std::string_view name);

/// The column of one of these names, as the application or as the table calls it. Null: there is none.
[[nodiscard]] const found_column* find(const found_table& in, names wanted);
/// The primary key, where it is of one column.
[[nodiscard]] const found_column* id_of(const found_table& in);
/// The column that refers to the users.
[[nodiscard]] const found_column* user_id_of(const found_table& in);
/// Whether the application or the database calls the table so.
[[nodiscard]] bool is_called(const found_table& one, names usual);
/// The schema in a table's name; empty: it says none.
[[nodiscard]] std::string place_of(const std::string& name);

/// As messages speak of them.
[[nodiscard]] std::string said(const found_table& table);
[[nodiscard]] std::string said(const found_table& table, const found_column& column);
[[nodiscard]] std::string declared(const found_column& column);

}  // namespace cardea::interop
