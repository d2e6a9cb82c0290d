// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string>

namespace cardea::cli {

/// All of standard input without one newline at its end. Throws `errc::invalid_argument` past 4 MiB and
/// `errc::unavailable` where it cannot be read.
[[nodiscard]] std::string read_standard_input();

/// Something secret, as an argument where the contract has one, or better from standard input. Throws
/// `errc::invalid_argument` unless it is exactly one of the two.
[[nodiscard]] std::string read_secret(const std::optional<std::string>& argument, bool from_input,
                                      const char* what);

}  // namespace cardea::cli
