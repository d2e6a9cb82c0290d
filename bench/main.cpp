// SPDX-License-Identifier: MIT
#include "engine.hpp"
#include "measure.hpp"
#include "progress.hpp"
#include "report.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <utility>

namespace {

constexpr const char* about =
    "Validates sessions by hand with the database's driver, one at a time and many in a statement, with "
    "Cardea, "
    "and with\nlucia 3.2.2, in rounds that each go through all of them in an order drawn anew. Prints the "
    "rate of "
    "each, and its ratios\nto the others: the median, and the least and the greatest over the rounds. A * "
    "counts "
    "processor time.\nbench/README.md says what is compared with what.";

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

constexpr std::pair<const char*, bench::scheme_name> schemes[]{{"lucia_v3", bench::scheme_name::lucia_v3},
                                                               {"cardea", bench::scheme_name::cardea}};

struct wishes {
  bench::plan plan;
  std::vector<std::string> engines;
  std::string json;
  double seconds = 0.03;
};

void offer(CLI::App& app, wishes& to) {
  app.add_option("--engines", to.engines,
                 "Of sqlite, postgres and mysql; else SQLite and the servers that run")
      ->delimiter(',')
      ->check(CLI::IsMember({"sqlite", "postgres", "mysql"}));
  app.add_option("--sessions", to.plan.sessions, "How many sessions the databases hold")
      ->delimiter(',')
      ->check(CLI::Range(1, 100'000'000))
      ->capture_default_str();
  app.add_option("--callers", to.plan.callers, "How many validate at once")
      ->delimiter(',')
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option(
         "--callers-at", to.plan.callers_at,
         "The size at which all of --callers are measured, else the largest; at others only the first")
      ->capture_default_str();
  app.add_option("--schemes", to.plan.schemes, "The tables of Lucia 3, Cardea's own (at one size), or both")
      ->delimiter(',')
      ->transform(CLI::CheckedTransformer(std::vector(std::begin(schemes), std::end(schemes))))
      ->default_str("lucia_v3,cardea");
  std::vector<std::string> names;
  for (const auto& one : bench::candidates()) names.push_back(one.name);
  app.add_option("--contenders", to.plan.contenders, "Only these: " + CLI::detail::join(names))
      ->delimiter(',')
      ->check(CLI::IsMember(names).description(""));
  app.add_option("--connections", to.plan.connections, "To a database, for all the callers")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--repetitions", to.plan.repetitions, "Rounds")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  app.add_option("--seconds", to.seconds, "For each of them in each round; longer for many callers")
      ->check(CLI::Range(0.01, 60.0))
      ->capture_default_str();
  app.add_option("--json", to.json, "A file to which the rows are written too");
}

int run(int argc, char** argv) {
  CLI::App app{about};
  wishes wanted;
  offer(app, wanted);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  auto& plan = wanted.plan;
  plan.slice = std::chrono::milliseconds{static_cast<int>(wanted.seconds * 1000)};
  const auto engines = chosen(wanted.engines);
  std::chrono::seconds expected{0};
  for (const auto& engine : engines) expected += bench::expected(engine, plan);
  bench::progress progress{expected};
  bench::print_head();
  std::vector<bench::line> all;
  for (const auto& engine : engines)
    bench::measure(
        engine, plan, [&](const std::string& what) { progress.say(what); },
        [&](const std::vector<bench::line>& lines) {
          progress.clear();
          for (const auto& line : lines) bench::print(line);
          all.insert(all.end(), lines.begin(), lines.end());
          // After each step, so that what was measured outlives what goes wrong later.
          if (!wanted.json.empty()) bench::write_json(all, wanted.json);
        });
  const bool is_whole = std::ranges::all_of(all, [](const bench::line& one) { return one.failure.empty(); });
  return is_whole ? 0 : 1;
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
