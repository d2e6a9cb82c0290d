// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/layout.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace bench {

/// A database file with `sessions` live sessions, ten to a user, in the named layout, and the tokens to them
/// in an order without pattern. Made once in a folder of its own and removed at the end.
struct database {
  std::string path;
  std::vector<std::string> tokens;
};

[[nodiscard]] const database& lucia_v3_database(std::size_t sessions);
[[nodiscard]] const database& cardea_database(std::size_t sessions);

/// The folder in which the files lie; removed with all in it when the program ends.
[[nodiscard]] const std::string& scratch_folder();

}  // namespace bench
