// SPDX-License-Identifier: MIT
#pragma once
#include "folder.hpp"
#include "handle.hpp"
#include "layout_of.hpp"

#include <cardea/sqlite/store.hpp>

#include <memory>

/// A file of its own, and a pool.
class pool_home {
  folder folder_;

 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store =
        std::make_unique<cardea::sqlite::store>(cardea::sqlite::pool{folder_ / "app.db"}, layout_of(rules));
    store->prepare(users, sessions);
    store->migrate(true);
    return store;
  }
};

/// A database in memory: one connection that all threads share.
class memory_pool_home {
 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store = std::make_unique<cardea::sqlite::store>(cardea::sqlite::pool{":memory:"}, layout_of(rules));
    store->prepare(users, sessions);
    store->migrate(true);
    return store;
  }
};

/// The application's own connection.
class borrowed_home {
  handle db_{":memory:"};

 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    db_.run("PRAGMA foreign_keys = ON");
    auto store = std::make_unique<cardea::sqlite::borrowed_store>(cardea::sqlite::borrowed{db_.get()},
                                                                  layout_of(rules));
    store->prepare(users, sessions);
    store->migrate(true);
    return store;
  }
};
