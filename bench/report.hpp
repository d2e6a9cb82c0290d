// SPDX-License-Identifier: MIT
#pragma once
#include <benchmark/benchmark.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bench {

/// Keeps the processor time of every repetition, by the benchmark's name: what is measured here never waits,
/// and other programs on the machine do not count.
class collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override;

  std::map<std::string, std::vector<double>> nanoseconds;
};

struct range {
  double minimum, median, maximum;
};
[[nodiscard]] range range_of(std::vector<double> values);

/// One line of the result: what was measured, and how it stands to what it is measured against, in the same
/// run.
struct line {
  std::string name;
  std::string engine;
  int callers = 1;
  std::size_t sessions = 0;
  range per_second{};
  std::optional<range> ratio_to_bare;
  std::optional<range> ratio_to_lucia;
};

void print(const std::vector<line>& lines);
void write_json(const std::vector<line>& lines, const std::string& path);

}  // namespace bench
