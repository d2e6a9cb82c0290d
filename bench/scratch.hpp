// SPDX-License-Identifier: MIT
#pragma once
#include <string>

namespace bench {

/// A folder for files, removed with all in it when the program ends.
[[nodiscard]] const std::string& scratch_folder();

/// A name that no other run uses at the same time, for a database or a file: "cardea_bench_4711_1".
[[nodiscard]] std::string new_name();

}  // namespace bench
