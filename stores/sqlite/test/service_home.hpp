// SPDX-License-Identifier: MIT
#pragma once
#include "folder.hpp"

#include <cardea/sqlite/service_store.hpp>

#include <memory>

/// A file of its own, and a pool.
class kept_home {
  folder folder_;

 public:
  std::unique_ptr<cardea::service_store> make() {
    auto store = std::make_unique<cardea::sqlite::service_store>(cardea::sqlite::pool{folder_ / "app.db"});
    store->migrate(true);
    return store;
  }
};
