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
/// Of values, of which there is one at least.
[[nodiscard]] range range_of(std::vector<double> values);

/// One line of the result: one contender in one place, and how it stands to others, round by round in the
/// same run.
struct line {
  std::string name;
  std::string engine;
  std::string version;
  std::string scheme;
  std::string clock;
  int callers = 1;
  std::size_t connections = 1;
  std::size_t sessions = 0;
  std::optional<range> per_second{};  ///< absent: it failed
  double processors = 0;
  std::optional<range> to_bare{}, to_bare_many{}, to_lucia{};
  std::string failure{};
};

void print_head();
void print(const line& line);
/// Throws where the file cannot be written.
void write_json(const std::vector<line>& lines, const std::string& path);

}  // namespace bench
