// SPDX-License-Identifier: MIT
#include "lucia.hpp"
#include "report.hpp"
#include "sqlite_database.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>

namespace {

constexpr std::size_t sizes[] = {1000, 100'000, 1'000'000};
constexpr std::size_t lucia_size = 100'000;

constexpr const char* usage =
    "usage: cardea_bench [--json FILE] [GOOGLE-BENCHMARK-OPTION...]\n\n"
    "Validates sessions on SQLite with the bare prepared join, with Cardea, and with lucia 3.2.2 on "
    "better-sqlite3, all in one run, in\n"
    "an order drawn anew for each repetition, and prints ratios of processor time: median, and the least and "
    "the greatest over "
    "the repetitions.\n";

/// Each repetition of one against the repetition of the other that ran in its round.
bench::range ratio(const std::vector<double>& slower, const std::vector<double>& faster) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(slower.size(), faster.size()); ++i)
    ratios.push_back(slower[i] / faster[i]);
  return bench::range_of(ratios);
}

std::vector<double> per_second(std::vector<double> nanoseconds) {
  for (auto& n : nanoseconds) n = 1e9 / n;
  return nanoseconds;
}

int run(int argc, char** argv) {
  std::string json;
  std::vector<char*> rest{argv[0]};
  std::string defaults[] = {"--benchmark_repetitions=7", "--benchmark_enable_random_interleaving=true",
                            "--benchmark_min_time=0.4"};
  for (auto& option : defaults) rest.push_back(option.data());
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--help") == 0) return std::cout << usage, 0;
    if (std::strcmp(argv[i], "--json") == 0 && i + 1 < argc) {
      json = argv[++i];
    } else {
      rest.push_back(argv[i]);
    }
  }
  int count = static_cast<int>(rest.size());
  benchmark::Initialize(&count, rest.data());
  if (count > 1) return std::cerr << usage, 2;

  const auto lucia = bench::lucia_v3_per_second(bench::lucia_v3_database(lucia_size), 3);
  bench::collector times;
  benchmark::RunSpecifiedBenchmarks(&times);
  const auto lucia_again =
      lucia ? bench::lucia_v3_per_second(bench::lucia_v3_database(lucia_size), 3) : std::nullopt;

  std::vector<bench::line> lines;
  for (const std::string layout : {"lucia_v3", "cardea"}) {
    for (const auto size : sizes) {
      const auto bare = times.nanoseconds["bare_" + layout + "/" + std::to_string(size)];
      const auto ours = times.nanoseconds["validate_" + layout + "/" + std::to_string(size)];
      if (bare.empty() || ours.empty()) continue;
      bench::line line{.name = "validate " + layout,
                       .engine = "sqlite",
                       .sessions = size,
                       .per_second = bench::range_of(per_second(ours)),
                       .ratio_to_bare = ratio(bare, ours),
                       .ratio_to_lucia = {}};
      if (layout == "lucia_v3" && size == lucia_size && lucia && lucia_again) {
        const auto theirs = std::max(*lucia, *lucia_again);
        line.ratio_to_lucia = bench::range{line.per_second.minimum / theirs, line.per_second.median / theirs,
                                           line.per_second.maximum / std::min(*lucia, *lucia_again)};
      }
      lines.push_back(line);
    }
  }
  if (lines.empty()) return std::cerr << "nothing was measured\n", 1;
  bench::print(lines);
  if (!json.empty()) bench::write_json(lines, json);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& e) {
    std::cerr << "cardea_bench: " << e.what() << '\n';
    return 3;
  }
}
