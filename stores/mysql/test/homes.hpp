// SPDX-License-Identifier: MIT
#pragma once
#include "layout_of.hpp"
#include "server.hpp"

#include <cardea/mysql/store.hpp>

#include <memory>

/// A database of its own, and a pool.
class pool_home {
  place place_;

 public:
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store = std::make_unique<cardea::mysql::store>(cardea::mysql::pool{place_.url()}, layout_of(rules));
    store->prepare(users, sessions);
    store->migrate(true);
    return store;
  }
};

/// The application's own connection, in the midst of a transaction of the application's.
template <bool in_transaction>
class borrowed_home {
  place place_;
  handle db_{place_.url()};

 public:
  ~borrowed_home() {
    if (in_transaction) db_.run("ROLLBACK");
  }
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store =
        std::make_unique<cardea::mysql::borrowed_store>(cardea::mysql::borrowed{db_.get()}, layout_of(rules));
    store->prepare(users, sessions);
    store->migrate(true);  // To make a table would end the transaction.
    if (in_transaction) db_.run("BEGIN");
    return store;
  }
};
