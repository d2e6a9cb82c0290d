// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace bench {

struct range {
  double minimum, median, maximum;
};
[[nodiscard]] range range_of(std::vector<double> values);

/// One line of the result: what was measured, and how it stands to what it is measured against, round by
/// round in the same run.
struct line {
  std::string name;
  std::string engine;
  int callers = 1;
  std::size_t connections = 1;
  std::size_t sessions = 0;
  range per_second{};
  range ratio_to_bare{};
  std::optional<range> ratio_to_lucia{};
};

void print_head();
void print(const line& line);
void write_json(const std::vector<line>& lines, const std::string& path);

}  // namespace bench
