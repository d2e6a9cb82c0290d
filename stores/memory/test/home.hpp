// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/memory/store.hpp>

#include <memory>

struct memory_home {
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store = std::make_unique<cardea::memory::store>(rules);
    store->prepare(users, sessions);
    return store;
  }
};
