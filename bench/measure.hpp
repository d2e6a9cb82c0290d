// SPDX-License-Identifier: MIT
#pragma once
#include "engine.hpp"
#include "report.hpp"

#include <chrono>
#include <functional>
#include <vector>

namespace bench {

struct plan {
  std::vector<int> callers{1, 64};  ///< on servers; SQLite has one
  std::vector<std::size_t> sessions{1000, 100'000};
  std::size_t connections = 8;
  int repetitions = 61;
  std::chrono::milliseconds slice{30};
};

/// Fills databases of the engine and measures on them; `say` is given a line for each layout, size and number
/// of callers.
void measure(const engine& on, const plan& plan, const std::function<void(line)>& say);

}  // namespace bench
