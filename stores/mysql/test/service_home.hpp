// SPDX-License-Identifier: MIT
#pragma once
#include "server.hpp"

#include <cardea/mysql/service_store.hpp>

#include <memory>

/// A place of its own on the server, and a pool.
class kept_home {
  place place_;

 public:
  std::unique_ptr<cardea::service_store> make() {
    auto store = std::make_unique<cardea::mysql::service_store>(cardea::mysql::pool{place_.url()});
    store->migrate(true);
    return store;
  }
};
