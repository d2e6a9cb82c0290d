// SPDX-License-Identifier: MIT
#pragma once
#include "homes.hpp"

#include <cardea/cached/store.hpp>
#include <cardea/postgres/change_channel.hpp>

/// A cache before a pool, on a schema of its own.
class cached_home {
  place place_;

 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store = std::make_unique<cardea::cached::store>(
        std::make_unique<cardea::postgres::store>(cardea::postgres::pool{place_.url()}, layout_of(rules)),
        std::make_unique<cardea::postgres::change_channel>(place_.url(), layout_of(rules)));
    store->prepare(users, sessions);
    store->migrate(true);
    return store;
  }
};
