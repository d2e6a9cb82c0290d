// SPDX-License-Identifier: MIT
#include "measure.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <numeric>
#include <random>

namespace bench {
namespace {

/// From here on a server that reads a whole table has chosen the wrong plan.
constexpr std::size_t large = 100'000;

/// Of caches, connections, and V8's compiler.
std::chrono::milliseconds warm_up(const plan& plan) noexcept {
  return std::min(plan.slice * 10, std::chrono::milliseconds{300});
}

/// What a server takes to make a row with its indexes.
constexpr double seconds_per_row = 15e-6;

constexpr int own_layout_callers[]{1, 64};

std::vector<int> callers_of(const engine& on, const plan& plan, bool all) {
  if (!all) return {plan.callers.front()};
  auto counts = plan.callers;
  // What a second processor is worth shows where no server needs it.
  if (!on.is_server && counts.size() > 1) counts.push_back(2);
  std::ranges::sort(counts);
  const auto [first, last] = std::ranges::unique(counts);
  counts.erase(first, last);
  return counts;
}

/// To the one of that name, within each round. Absent: one of the two was not measured.
std::optional<range> ratios(const outcome& mine, const std::vector<line>& lines,
                            const std::vector<outcome>& outcomes, const char* to) {
  const auto at = std::ranges::find(lines, to, &line::name);
  if (at == lines.end()) return std::nullopt;
  const auto& theirs = outcomes[static_cast<std::size_t>(at - lines.begin())].rounds;
  if (theirs.empty() || mine.rounds.empty()) return std::nullopt;
  std::vector<double> all(theirs.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = mine.rounds[i].per_second / theirs[i].per_second;
  return range_of(std::move(all));
}

void complete(std::vector<line>& lines, const std::vector<outcome>& outcomes) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto& one = lines[i];
    one.failure = outcomes[i].failure;
    if (outcomes[i].rounds.empty()) continue;
    std::vector<double> rates, processors;
    for (const auto& round : outcomes[i].rounds) {
      rates.push_back(round.per_second);
      processors.push_back(round.processors);
    }
    one.per_second = range_of(std::move(rates));
    one.processors = range_of(std::move(processors)).median;
    one.to_bare = ratios(outcomes[i], lines, outcomes, "bare");
    one.to_bare_many = ratios(outcomes[i], lines, outcomes, "bare many");
    one.to_lucia = ratios(outcomes[i], lines, outcomes, "lucia");
  }
}

std::vector<const candidate*> chosen(const plan& plan, scheme_name scheme) {
  std::vector<const candidate*> all;
  for (const auto& one : candidates()) {
    const bool is_wanted =
        plan.contenders.empty() || std::ranges::find(plan.contenders, one.name) != plan.contenders.end();
    if (is_wanted && one.is_for(scheme)) all.push_back(&one);
  }
  return all;
}

class field {
 public:
  field(const engine& on, const point& at, const plan& plan)
      : on_{on}, at_{at}, plan_{plan}, chosen_{chosen(plan, at.scheme)} {
    all_.resize(chosen_.size());
    failures_.resize(chosen_.size());
    try {
      db_ = on.make(at.scheme, at.sessions);
      if (at.sessions >= large) db_->check_plans();
    } catch (const std::exception& e) {
      failures_.assign(chosen_.size(), e.what());
      return;
    }
    for (std::size_t i = 0; i < chosen_.size(); ++i) try {
        all_[i] = chosen_[i]->make(*db_, on.name, plan.connections);
      } catch (const std::exception& e) {
        failures_[i] = e.what();
      }
  }

  std::vector<line> measure(setting at) {
    std::vector<line> lines;
    for (const auto* one : chosen_)
      lines.push_back({.name = one->name,
                       .engine = on_.name,
                       .version = db_ ? db_->version() : on_.name,
                       .scheme = std::string{to_string(at_.scheme)},
                       .clock = at.clock == clock_kind::processor ? "processor" : "wall",
                       .callers = at.callers,
                       .connections = plan_.connections,
                       .sessions = at_.sessions});
    std::vector<contender*> turns;
    for (const auto& one : all_) turns.push_back(one.get());
    auto outcomes = take_turns(turns, at, plan_);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      if (!failures_[i].empty()) outcomes[i].failure = failures_[i];
      // What failed once is not asked again: its threads or its process are in a state that nobody knows.
      if (!outcomes[i].failure.empty()) {
        failures_[i] = outcomes[i].failure;
        all_[i].reset();
      }
    }
    complete(lines, outcomes);
    return lines;
  }

 private:
  const engine& on_;
  const point& at_;
  const plan& plan_;
  std::vector<const candidate*> chosen_;
  std::unique_ptr<database> db_;
  std::vector<std::unique_ptr<contender>> all_;
  std::vector<std::string> failures_;
};

}  // namespace

std::vector<point> points(const engine& on, const plan& plan) {
  const bool is_there = std::ranges::find(plan.sessions, plan.callers_at) != plan.sessions.end();
  const auto callers_at = is_there ? plan.callers_at : *std::ranges::max_element(plan.sessions);
  std::vector<point> all;
  for (const auto scheme : plan.schemes)
    for (const auto sessions : plan.sessions) {
      const bool is_own = scheme == scheme_name::cardea && plan.schemes.size() > 1;
      if (is_own && sessions != callers_at) continue;
      const auto counts = callers_of(on, plan, sessions == callers_at);
      point next{.scheme = scheme, .sessions = sessions, .settings = {}};
      for (const int callers : counts) {
        if (is_own && callers != plan.callers.front() &&
            std::ranges::find(own_layout_callers, callers) == std::end(own_layout_callers))
          continue;
        // Where nothing is waited for, the processor's time says more than the clock on the wall.
        if (!on.is_server && callers == 1) next.settings.push_back({callers, clock_kind::processor});
        next.settings.push_back({callers, clock_kind::wall});
      }
      all.push_back(std::move(next));
    }
  return all;
}

std::chrono::milliseconds slice(const plan& plan, int callers) noexcept {
  constexpr int under_way_at_once = 64;
  return plan.slice + plan.slice * callers / under_way_at_once;
}

std::chrono::seconds expected(const engine& on, const plan& plan) {
  using seconds = std::chrono::duration<double>;
  seconds total{0};
  for (const auto& point : points(on, plan)) {
    total += seconds{static_cast<double>(point.sessions) * seconds_per_row};
    const auto count = static_cast<double>(chosen(plan, point.scheme).size());
    for (const auto at : point.settings)
      total += count * (seconds{warm_up(plan)} + plan.repetitions * seconds{slice(plan, at.callers)});
  }
  return std::chrono::ceil<std::chrono::seconds>(total);
}

std::vector<outcome> take_turns(const std::vector<contender*>& all, setting at, const plan& plan) {
  static std::mt19937 random{42};
  std::vector<outcome> outcomes(all.size());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i]) order.push_back(i);
  const auto run = [&](std::size_t i, std::chrono::milliseconds time) -> std::optional<pace> {
    if (!outcomes[i].failure.empty()) return std::nullopt;
    try {
      return all[i]->run(at.callers, time, at.clock);
    } catch (const std::exception& e) {
      outcomes[i] = {.rounds = {}, .failure = e.what()};
      return std::nullopt;
    }
  };
  for (const auto i : order) run(i, warm_up(plan));
  for (int round = 0; round < plan.repetitions; ++round) {
    std::ranges::shuffle(order, random);
    for (const auto i : order)
      if (const auto got = run(i, slice(plan, at.callers))) outcomes[i].rounds.push_back(*got);
  }
  return outcomes;
}

void measure(const engine& on, const plan& plan, const std::function<void(const std::string&)>& begin,
             const std::function<void(const std::vector<line>&)>& say) {
  for (const auto& point : points(on, plan)) {
    const auto where = on.name + ", " + std::string{to_string(point.scheme)} + ", " +
                       std::to_string(point.sessions) + " sessions";
    begin(where + ": filling the database");
    field all{on, point, plan};
    for (const auto at : point.settings) {
      begin(where + ", " + std::to_string(at.callers) + (at.callers == 1 ? " caller" : " callers"));
      say(all.measure(at));
    }
  }
}

}  // namespace bench
