// SPDX-License-Identifier: MIT
#pragma once
#include "homes.hpp"

#include <cardea/cached/store.hpp>
#include <cardea/sqlite/change_channel.hpp>

/// A cache before a pool on a file of its own.
class cached_home {
  folder folder_;

 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    const auto path = folder_ / "app.db";
    auto store = std::make_unique<cardea::cached::store>(
        std::make_unique<cardea::sqlite::store>(cardea::sqlite::pool{path}, layout_of(rules)),
        std::make_unique<cardea::sqlite::change_channel>(path));
    store->prepare(users, sessions);
    store->migrate(true);
    return store;
  }
};
