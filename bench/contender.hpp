// SPDX-License-Identifier: MIT
#pragma once
#include "engine.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// By which clock a slice of the measurement is counted.
enum class clock_kind {
  processor,  ///< of the one caller: nothing is waited for, and other programs on the machine do not count
  wall,       ///< where a server does a part of the work
};

/// One way of validating sessions.
class contender {
 public:
  virtual ~contender() = default;
  /// Validations per second of the clock, by so many callers at once, who go on for so long.
  virtual double per_second(int callers, std::chrono::milliseconds time) = 0;
};

/// `validate` is called by each caller, with its number, for one token after the other; it throws where a
/// session is refused.
[[nodiscard]] std::unique_ptr<contender> in_this_process(
    const std::vector<std::string>& tokens, clock_kind clock,
    std::function<void(std::size_t caller, std::string_view token)> validate);

/// The bare prepared join. Callers of the same number modulo `connections` take turns on one connection.
[[nodiscard]] std::unique_ptr<contender> bare(const database& db, clock_kind clock, std::size_t connections);

/// Cardea, typed, with a pool of so many connections.
[[nodiscard]] std::unique_ptr<contender> ours(const database& db, clock_kind clock, std::size_t connections);

/// The published lucia 3.2.2, with a pool of so many connections of the driver that its page for the database
/// names, and with promises for callers. Null, with a line on standard error, where node or the packages of
/// test/interop are not there.
[[nodiscard]] std::unique_ptr<contender> lucia_v3(const database& db, const std::string& engine,
                                                  clock_kind clock, std::size_t connections);

}  // namespace bench
