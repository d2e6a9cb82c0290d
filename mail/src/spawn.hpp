// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::mail::detail {

/// Where a program is that is named with a path, or to be found by PATH; empty: nowhere.
[[nodiscard]] std::string find_program(const std::string& name);

/// Runs a program with that on its standard input, and returns its exit status, or minus the number of the
/// signal that it died of. Throws `errc::unavailable` where it cannot be started or takes too long; then it
/// is killed, with all of its process group.
[[nodiscard]] int run(const std::vector<std::string>& command, std::string_view input,
                      std::chrono::milliseconds time_limit);

}  // namespace cardea::mail::detail
