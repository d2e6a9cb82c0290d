// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/found.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cardea::interop {

/// An enum of a Prisma schema.
struct prisma_enum {
  struct value {
    std::string name;
    std::string in_table;  ///< what the database holds: that of @map, or the name
  };
  std::string name;
  std::vector<value> values;
};

/// What a column's field is besides: of an enum, and what a row has that does not say.
struct prisma_field {
  std::string enumeration{};    ///< its enum's name; empty: of none
  std::string default_value{};  ///< with `has_value`: a value's name, "true", digits or a text
  bool has_literal_default = false;
};

/// A Prisma schema, as Prisma tells it to a generator.
struct prisma_schema {
  found_schema found;    ///< a table for each model
  std::string provider;  ///< as the datasource spells it: "postgresql"
  std::vector<prisma_enum> enums;
  std::map<std::pair<std::string, std::string>, prisma_field> fields;  ///< by model and field; most have none
  std::vector<std::string> relations;                                  ///< their names, each once
  std::map<std::string, std::string, std::less<>> settings;            ///< of the generator's block
  std::string output;                ///< where the generator is to write: a path; empty: not said
  std::vector<std::string> remarks;  ///< what was left out and why, a sentence each
};

/// Reads the parameters of the call `generate` as Prisma 5, 6 and 7 make it, which are JSON. What Prisma says
/// of nothing that matters here may be absent. Throws `errc::invalid_argument`, naming the place, for what no
/// Prisma says, and `errc::unsupported` for a database that Cardea does not know.
[[nodiscard]] prisma_schema from_prisma(std::string_view parameters);

/// A header for the schema, and what was left out of it.
struct prisma_header {
  std::string text;
  std::vector<std::string> remarks;  ///< a sentence each; they stand in the header too
};

/// The header by the settings of the generator's block: `user`, `session`, `key`, `models`, `namespace`.
/// Throws `errc::invalid_argument` for others, and what `recognise` throws.
[[nodiscard]] prisma_header as_cpp(const prisma_schema& from);

}  // namespace cardea::interop
