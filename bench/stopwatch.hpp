// SPDX-License-Identifier: MIT
#pragma once
#include "contender.hpp"

#include <ctime>

namespace bench {

/// Runs from when it is made.
class stopwatch {
 public:
  /// `processor`: the clock of what works for the contender, where processor time counts.
  explicit stopwatch(clock_kind clock, clockid_t processor = CLOCK_PROCESS_CPUTIME_ID) noexcept
      : counted_by_{clock == clock_kind::processor ? processor : CLOCK_MONOTONIC} {}

  [[nodiscard]] pace pace_of(std::size_t count) const noexcept {
    const auto took = seconds_by(counted_by_) - began_;
    return {static_cast<double>(count) / took,
            (seconds_by(CLOCK_PROCESS_CPUTIME_ID) - processor_) / (seconds_by(CLOCK_MONOTONIC) - wall_)};
  }

 private:
  static double seconds_by(clockid_t clock) noexcept {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
  }

  clockid_t counted_by_;
  double processor_ = seconds_by(CLOCK_PROCESS_CPUTIME_ID), wall_ = seconds_by(CLOCK_MONOTONIC);
  double began_ = seconds_by(counted_by_);
};

}  // namespace bench
