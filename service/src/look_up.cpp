// SPDX-License-Identifier: MIT
#include "look_up.hpp"

#include <utility>

namespace cardea::service {
namespace {

finding_of_who look_up_one(http::basic_guard& guard, const http::request& incoming) try {
  return {.who = guard.identify(incoming), .failure = std::nullopt};
} catch (const error& broken) {
  return {.who = std::nullopt, .failure = broken};
}

std::vector<finding_of_who> look_up_each(http::basic_guard& guard,
                                         std::span<const http::request* const> incoming) {
  std::vector<finding_of_who> all;
  int failed = 0;
  for (const auto* one : incoming) {
    if (failed == 2) {
      all.push_back({.who = std::nullopt, .failure = error{*all.back().failure}});
      continue;
    }
    all.push_back(look_up_one(guard, *one));
    failed = all.back().failure ? failed + 1 : 0;
  }
  return all;
}

}  // namespace

std::vector<finding_of_who> look_up(http::basic_guard& guard,
                                    std::span<const http::request* const> incoming) {
  std::vector<finding_of_who> all;
  try {
    auto found = guard.identify(incoming);
    all.resize(found.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i].who = std::move(found[i]);
  } catch (const error&) {
    all = look_up_each(guard, incoming);
  }
  return all;
}

}  // namespace cardea::service
