// SPDX-License-Identifier: MIT
#pragma once
#include "server_homes.hpp"

#include <cardea/mysql/store.hpp>

#include <memory>
#include <optional>

using pool_home = pooled_home<cardea::mysql::store, cardea::mysql::pool>;

/// The application's own connection, in the midst of a transaction of the application's.
template <bool in_transaction>
class borrowed_home : furnished_home {
  std::optional<handle> db_;

 public:
  ~borrowed_home() {
    if (in_transaction) db_->run("ROLLBACK");
  }
  std::unique_ptr<cardea::store> make(const cardea::scheme& rules, const cardea::columns& users,
                                      const cardea::columns& sessions) {
    auto store = furnished_store(rules, users, sessions, [&](const std::string& url) {
      return std::make_unique<cardea::mysql::borrowed_store>(cardea::mysql::borrowed{db_.emplace(url).get()},
                                                             layout_of(rules));
    });
    if (in_transaction) db_->run("BEGIN");
    return store;
  }
};
