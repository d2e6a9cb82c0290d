// SPDX-License-Identifier: MIT
#pragma once
#include "homes.hpp"

#include <cardea/cached/store.hpp>
#include <cardea/mysql/change_channel.hpp>

/// A cache before a pool, on a database of its own.
class cached_home {
  place place_;

 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store = std::make_unique<cardea::cached::store>(
        std::make_unique<cardea::mysql::store>(cardea::mysql::pool{place_.url()}, layout_of(rules)),
        std::make_unique<cardea::mysql::change_channel>(place_.url(), layout_of(rules)));
    store->prepare(users, sessions);
    store->migrate(true);
    return store;
  }
};
