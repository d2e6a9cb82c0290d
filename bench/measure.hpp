// SPDX-License-Identifier: MIT
#pragma once
#include "contender.hpp"
#include "report.hpp"

#include <chrono>
#include <functional>
#include <vector>

namespace bench {

struct plan {
  std::vector<int> callers{1, 4, 16, 64, 256};
  std::vector<std::size_t> sessions{1000, 100'000, 1'000'000};
  std::vector<scheme_name> schemes{scheme_name::lucia_v3, scheme_name::cardea};
  std::size_t callers_at = 100'000;  ///< of the sizes, the one at which there are more callers than the first
  std::vector<std::string> contenders{};  ///< by their names; none: all of them
  std::size_t connections = 8;
  int repetitions = 31;
  std::chrono::milliseconds slice{30};
};

/// So many callers at once, and the clock that counts.
struct setting {
  int callers;
  clock_kind clock;
};

/// A database that is filled, and what is measured on it.
struct point {
  scheme_name scheme;
  std::size_t sessions;
  std::vector<setting> settings;
};
[[nodiscard]] std::vector<point> points(const engine& on, const plan& plan);

/// For how long each is measured at a time: longer where many callers have to come under way.
[[nodiscard]] std::chrono::milliseconds slice(const plan& plan, int callers) noexcept;
/// How long this is going to take, roughly.
[[nodiscard]] std::chrono::seconds expected(const engine& on, const plan& plan);

/// Each candidate's paces, round by round, or why there are none.
struct outcome {
  std::vector<pace> rounds{};
  std::string failure{};
};

/// Lets them take turns in an order drawn anew for each round, so that what else goes on on the machine falls
/// on all alike. One that fails is left out from then on. A null one has failed already.
[[nodiscard]] std::vector<outcome> take_turns(const std::vector<contender*>& all, setting at,
                                              const plan& plan);

/// Fills databases of the engine and measures on them; `say` is given the lines of one setting after the
/// other. `begin` hears of each setting before it is measured. What fails is said in the lines, and the rest
/// goes on.
void measure(const engine& on, const plan& plan, const std::function<void(const std::string&)>& begin,
             const std::function<void(const std::vector<line>&)>& say);

}  // namespace bench
