// SPDX-License-Identifier: MIT
#pragma once
#include <cstdlib>
#include <ctime>
#include <string>

/// TZ, until the end of the block.
class in_zone {
 public:
  explicit in_zone(const char* name) {
    if (const auto* before = std::getenv("TZ")) before_ = before;
    setenv("TZ", name, 1);
    tzset();
  }
  ~in_zone() {
    if (before_.empty()) {
      unsetenv("TZ");
    } else {
      setenv("TZ", before_.c_str(), 1);
    }
    tzset();
  }
  in_zone(const in_zone&) = delete;
  in_zone& operator=(const in_zone&) = delete;

 private:
  std::string before_{};
};
