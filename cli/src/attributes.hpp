// SPDX-License-Identifier: MIT
#pragma once
#include "options.hpp"

#include <cardea/store.hpp>
#include <cardea/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cardea::cli {

/// The columns of `name:type,...`. Throws `errc::invalid_argument` for a type that is none.
[[nodiscard]] columns read_attributes(std::string_view option, const pairs& declared);

/// Null: there is none of that name.
[[nodiscard]] column* find_column(columns& all, std::string_view name) noexcept;

/// What --attr and --null say of columns: one assignment for each. An empty value is the empty string of a
/// string column and NULL of any other that may be null. Throws `errc::invalid_argument` for an unknown
/// attribute, one that is given twice, or a value that is not of the column's type; the value itself is not
/// told.
[[nodiscard]] std::vector<assignment> read_values(const columns& declared,
                                                  const std::vector<std::string>& attr,
                                                  const std::vector<std::string>& null);

/// The same for a new row: what is not said keeps the column's default.
[[nodiscard]] record read_record(const columns& declared, const std::vector<std::string>& attr);

}  // namespace cardea::cli
