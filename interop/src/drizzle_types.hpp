// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/dialect.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace cardea::interop {

/// What a column that Drizzle declares so can hold.
struct drizzle_type {
  std::optional<column_type> type{};    ///< absent: nothing that an attribute can be
  std::optional<std::size_t> length{};  ///< characters of a text, where there are only so many
};

/// `declared` is as a snapshot has it: "varchar(255)", "timestamp (3)", "timestamp(3) with time zone". That
/// of an enumeration is "enum".
[[nodiscard]] drizzle_type drizzle_type_of(const sql::dialect& dialect, std::string_view declared);

}  // namespace cardea::interop
