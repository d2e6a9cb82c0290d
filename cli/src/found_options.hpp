// SPDX-License-Identifier: MIT
#pragma once
#include "options.hpp"

#include <cardea/interop/found.hpp>

#include <string>
#include <utility>
#include <vector>

namespace cardea::cli {

/// Options in the order in which people read them; a list is always pairs.
using found_options = std::vector<std::pair<std::string, option_value>>;

/// What has to be said for Cardea to work on the tables: the layout, their names, and what differs from the
/// layout's in that database.
[[nodiscard]] found_options options_of(const interop::recognised& what, const sql::dialect& dialect);

/// As they are typed in a shell: "--layout lucia-v3 --tables user=user,session=session". Empty where a name
/// holds what only a file can say.
[[nodiscard]] std::string as_arguments(const found_options& options);
/// As they stand in cardea.toml, with a line break at the end.
[[nodiscard]] std::string as_toml(const found_options& options);

}  // namespace cardea::cli
