// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <string>

namespace bench {

/// Says on standard error what is being done and how long it may take yet: on a terminal in one line that is
/// written anew, and else once for each step.
class progress {
 public:
  explicit progress(std::chrono::seconds expected);
  ~progress() { clear(); }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;
  void say(const std::string& what);
  /// Before something is printed.
  void clear() const;

 private:
  std::chrono::steady_clock::time_point end_;
  bool is_terminal_;
};

}  // namespace bench
