// SPDX-License-Identifier: MIT
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "prisma_types.hpp"

namespace cardea::interop::prisma {

/// What a line of the schema says of a field, and the JSON beside it may not.
struct line {
  native type;              ///< its @db attribute; no name: it has none
  std::string unsupported;  ///< `Unsupported("point")`, which the JSON passes over; empty: it is none
  bool is_optional = false;
  bool has_default = false;
};

using lines = std::map<std::pair<std::string, std::string>, line>;  ///< by model and field

/// The lines of a schema's models that say such things. `datasource` is its name, with which such attributes
/// begin. What is no schema gives none, or wrong ones, and is no error: Prisma has read the text before.
[[nodiscard]] lines read_lines(std::string_view schema, std::string_view datasource);

}  // namespace cardea::interop::prisma
