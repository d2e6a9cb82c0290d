// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace bench {
namespace {

std::string in_words(std::chrono::seconds time) {
  constexpr std::chrono::seconds short_time{90};
  if (time < short_time) return std::to_string(std::max<long long>(time.count(), 1)) + " s";
  return std::to_string(std::chrono::round<std::chrono::minutes>(time).count()) + " min";
}

}  // namespace

progress::progress(std::chrono::seconds expected)
    : end_{std::chrono::steady_clock::now() + expected}, is_terminal_{isatty(STDERR_FILENO) == 1} {
  std::cerr << "this takes about " << in_words(expected) << std::endl;
}

void progress::say(const std::string& what) {
  clear();
  if (!is_terminal_) {
    std::cerr << what << std::endl;
    return;
  }
  const auto left = std::chrono::ceil<std::chrono::seconds>(end_ - std::chrono::steady_clock::now());
  std::cerr << what << " (" << (left.count() > 0 ? in_words(left) + " to go" : "nearly done") << ")"
            << std::flush;
}

void progress::clear() const {
  if (is_terminal_) std::cerr << "\r\33[K" << std::flush;
}

}  // namespace bench
