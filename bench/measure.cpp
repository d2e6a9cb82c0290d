// SPDX-License-Identifier: MIT
#include "measure.hpp"

#include "contender.hpp"

#include <algorithm>
#include <iostream>
#include <numeric>
#include <random>

namespace bench {
namespace {

/// From here on a server that reads a whole table has chosen the wrong plan.
constexpr std::size_t large = 100'000;

/// Of caches, connections, and V8's compiler.
constexpr std::chrono::milliseconds warm_up{500};

/// What each did in each round. The order is drawn anew for each, so that what else goes on on the machine
/// falls on all alike.
std::vector<std::vector<double>> rounds(std::vector<contender*> all, int callers, const plan& plan) {
  static std::mt19937 random{42};
  std::vector<std::vector<double>> rates(all.size());
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), 0U);
  for (auto* one : all) one->per_second(callers, warm_up);
  for (int round = 0; round < plan.repetitions; ++round) {
    std::ranges::shuffle(order, random);
    for (const auto i : order) rates[i].push_back(all[i]->per_second(callers, plan.slice));
  }
  return rates;
}

range ratio(const std::vector<double>& ours, const std::vector<double>& theirs) {
  std::vector<double> ratios(ours.size());
  std::ranges::transform(ours, theirs, ratios.begin(), std::divides{});
  return range_of(ratios);
}

}  // namespace

void measure(const engine& on, const plan& plan, const std::function<void(line)>& say) {
  const auto clock = on.is_server ? clock_kind::wall : clock_kind::processor;
  const auto connections = on.is_server ? plan.connections : 1;
  for (const auto scheme : {scheme_name::lucia_v3, scheme_name::cardea}) {
    for (const auto sessions : plan.sessions) {
      const auto name = std::string{"validate "}.append(to_string(scheme));
      std::cerr << on.name << ", " << name << ", " << sessions << " sessions" << std::endl;
      const auto db = on.make(scheme, sessions);
      if (sessions >= large) db->check_plans();
      const auto by_hand = bare(*db, clock, connections), by_us = ours(*db, clock, connections);
      const auto by_lucia =
          scheme == scheme_name::lucia_v3 ? lucia_v3(*db, on.name, clock, connections) : nullptr;
      std::vector<contender*> all{by_hand.get(), by_us.get()};
      if (by_lucia) all.push_back(by_lucia.get());
      for (const int callers : on.is_server ? plan.callers : std::vector{1}) {
        const auto rates = rounds(all, callers, plan);
        say({.name = name,
             .engine = on.name,
             .callers = callers,
             .connections = connections,
             .sessions = sessions,
             .per_second = range_of(rates[1]),
             .ratio_to_bare = ratio(rates[1], rates[0]),
             .ratio_to_lucia = by_lucia ? std::optional{ratio(rates[1], rates[2])} : std::nullopt});
      }
    }
  }
}

}  // namespace bench
