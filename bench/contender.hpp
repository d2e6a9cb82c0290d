// SPDX-License-Identifier: MIT
#pragma once
#include "engine.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace bench {

/// By which clock a slice of the measurement is counted.
enum class clock_kind {
  processor,  ///< of the one caller: nothing is waited for, and other programs on the machine do not count
  wall,       ///< where a server does a part of the work, or callers wait for each other
};

/// What came of one slice.
struct pace {
  double per_second;  ///< of the clock
  double processors;  ///< how many of them were busy with the contender, without the server's part
};

/// One way of validating sessions.
class contender {
 public:
  virtual ~contender() = default;
  /// Lets so many callers validate at once for so long. Throws where a session is refused.
  virtual pace run(int callers, std::chrono::milliseconds time, clock_kind clock) = 0;
};

/// How many threads stand for so many callers, and how many tokens each takes at once.
struct crew {
  std::size_t threads, batch;
};
[[nodiscard]] crew one_thread_each(int callers) noexcept;
/// As many tokens under way as there are callers, up to `many` in one statement.
[[nodiscard]] crew all_in_statements_for_many(int callers) noexcept;

/// `validate` is called by each thread, with its number, for one batch of the tokens after the other, which
/// outlive the contender; it throws where one is refused.
[[nodiscard]] std::unique_ptr<contender> in_this_process(
    std::span<const std::string> tokens, crew (*crew_for)(int callers),
    std::function<void(std::size_t thread, std::span<const std::string> batch)> validate);

/// What is measured, by its name, in the order of the report.
struct candidate {
  std::string name;
  /// On a database that outlives it, with so many connections. Throws where it cannot be set up.
  std::unique_ptr<contender> (*make)(const database& db, const std::string& engine, std::size_t connections);
  bool (*is_for)(scheme_name scheme);
};
[[nodiscard]] const std::vector<candidate>& candidates();

/// A coroutine for each caller on one event loop, which asks for many at once over a pool of so many
/// connections.
[[nodiscard]] std::unique_ptr<contender> in_coroutines(const database& db, const std::string& engine,
                                                       std::size_t connections);

/// The published lucia 3.2.2, with a pool of so many connections of the driver that its page for the database
/// names, and with promises for callers. Throws where node or the packages of test/interop are not there.
[[nodiscard]] std::unique_ptr<contender> lucia_v3(const database& db, const std::string& engine,
                                                  std::size_t connections);

}  // namespace bench
