// SPDX-License-Identifier: MIT
#pragma once
#include "sqlite_database.hpp"

#include <optional>
#include <string>

namespace bench {

/// Validations per second of processor time of the published lucia 3.2.2 on better-sqlite3, one caller, over
/// the same file and tokens. Absent, with a line on standard error, where node or the packages of
/// test/interop are not there.
[[nodiscard]] std::optional<double> lucia_v3_per_second(const database& db, double seconds);

}  // namespace bench
