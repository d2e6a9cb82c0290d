// SPDX-License-Identifier: MIT
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>

/// The URL in an environment variable; empty where there is none.
inline std::string server_in(const char* variable) {
  const auto* url = std::getenv(variable);
  return url ? url : "";
}

/// Ends the program before its first test. What CTest takes for skipped is the word in brackets, and
/// GoogleTest prints it beside a failure too.
class a_server_is_needed : public testing::Environment {
 public:
  explicit a_server_is_needed(const char* variable) : variable_{variable} {}
  void SetUp() override {
    if (!server_in(variable_).empty()) return;
    const auto* ci = std::getenv("CI");
    const bool is_wanted = ci && *ci;
    std::cout << (is_wanted ? "FAILED: " : "[  SKIPPED ] ") << variable_
              << " is not set: `./dev db up` starts a server" << std::endl;
    std::exit(is_wanted ? 1 : 0);
  }

 private:
  const char* variable_;
};
