// SPDX-License-Identifier: MIT
#pragma once
#include <gtest/gtest.h>
#include <boost/json/value.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::cli::test {

using arguments = std::vector<std::string>;

[[nodiscard]] std::string text_of(const std::filesystem::path& file);

struct finished {
  int status;  ///< 128 and more: died of a signal
  std::string out;
  std::string err;

  /// The one JSON object on standard output; a failure of the test where it is none.
  [[nodiscard]] boost::json::object json() const;
  /// The code in {"error":{...}}; empty where the output is another.
  [[nodiscard]] std::string code() const;
  [[nodiscard]] std::string text(std::string_view pointer) const;
};

/// A directory of its own, in which the program runs.
class Cli : public ::testing::Test {
 protected:
  Cli();
  ~Cli() override;

  /// Runs the program with these arguments.
  finished run(const arguments& line, const std::string& input = {}) const;
  /// Runs a shell's line, in which $CARDEA is the program.
  finished shell(const std::string& line, const std::string& input = {}) const;
  /// Runs with --json, --db of this directory, and the layout and attributes below.
  finished cardea(const arguments& line, const std::string& input = {}) const;
  /// The same, for an answer that must be yes.
  boost::json::object ok(const arguments& line, const std::string& input = {}) const;
  /// Runs SQL on the database of this directory.
  void sql(const std::string& text) const;
  void write(const std::string& name, std::string_view text) const;

  std::filesystem::path directory;
  std::string db = "sqlite:app.db";
  std::string layout = "cardea";
  arguments more;
  /// As if "sqlite:app.db" held what it may.
  [[nodiscard]] std::string user(const arguments& more_arguments = {}) const;
};

struct layout_name {
  const char* name;
  friend void PrintTo(const layout_name& one, std::ostream* out);
};
inline constexpr layout_name every_layout[] = {
    {"cardea"}, {"lucia-v0"}, {"lucia-v1"}, {"lucia-v2"}, {"lucia-v3"}};

/// The tests of every layout.
class Layouts : public Cli, public ::testing::WithParamInterface<layout_name> {
 protected:
  Layouts() { layout = GetParam().name; }
  [[nodiscard]] bool has_keys() const { return layout != "lucia-v3"; }
  [[nodiscard]] bool has_two_periods() const { return layout < "lucia-v3" && layout != "cardea"; }
};

}  // namespace cardea::cli::test
