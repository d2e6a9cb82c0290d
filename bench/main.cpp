// SPDX-License-Identifier: MIT
#include "engine.hpp"
#include "measure.hpp"
#include "report.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <iostream>
#include <stdexcept>

namespace {

constexpr const char* about =
    "Validates sessions with the bare prepared join on the database's driver, with Cardea, and with lucia "
    "3.2.2, in rounds\nthat each go through all three in an order drawn anew. Prints Cardea's rate and its "
    "ratios to the others: the median,\nand the least and the greatest over the rounds. bench/README.md says "
    "what is compared with what.";

/// Those that are wanted; throws for one that there is none of.
std::vector<bench::engine> chosen(const std::vector<std::string>& names) {
  auto all = bench::engines();
  if (names.empty()) return all;
  std::vector<bench::engine> wanted;
  for (const auto& name : names) {
    const auto found = std::ranges::find(all, name, &bench::engine::name);
    if (found == all.end())
      throw std::runtime_error{"no server for " + name +
                               ": CARDEA_TEST_POSTGRES and CARDEA_TEST_MYSQL name them, and `./dev bench` "
                               "starts them"};
    wanted.push_back(*found);
  }
  return wanted;
}

int run(int argc, char** argv) {
  CLI::App app{about};
  bench::plan plan;
  std::string json;
  std::vector<std::string> names;
  double seconds = 0.03;
  app.add_option("--engines", names, "Of sqlite, postgres and mysql; else SQLite and the servers that run")
      ->delimiter(',')
      ->check(CLI::IsMember({"sqlite", "postgres", "mysql"}));
  app.add_option("--sessions", plan.sessions, "How many sessions the databases hold")
      ->delimiter(',')
      ->check(CLI::Range(1, 100'000'000))
      ->capture_default_str();
  app.add_option("--callers", plan.callers, "How many validate at once, on servers")
      ->delimiter(',')
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--connections", plan.connections, "To a server, for all the callers")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--repetitions", plan.repetitions, "Rounds")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app.add_option("--seconds", seconds, "For each of them in each round")
      ->check(CLI::Range(0.01, 60.0))
      ->capture_default_str();
  app.add_option("--json", json, "A file to which the rows are written too");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  plan.slice = std::chrono::milliseconds{static_cast<int>(seconds * 1000)};
  std::vector<bench::line> lines;
  const auto engines = chosen(names);
  bench::print_head();
  for (const auto& engine : engines)
    bench::measure(engine, plan, [&](bench::line line) {
      bench::print(line);
      lines.push_back(std::move(line));
    });
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
