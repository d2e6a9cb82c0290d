// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/cached/sole_writer.hpp>
#include <cardea/cached/store.hpp>
#include <cardea/memory/store.hpp>

#include <memory>

/// Before the memory store.
struct cached_home {
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store = std::make_unique<cardea::cached::store>(std::make_unique<cardea::memory::store>(rules),
                                                         std::make_unique<cardea::cached::sole_writer>());
    store->prepare(users, sessions);
    return store;
  }
};
