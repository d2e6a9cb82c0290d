// SPDX-License-Identifier: MIT
#pragma once
#include "homes.hpp"
#include "trials.hpp"

#include <cardea/cached/store.hpp>
#include <cardea/sqlite/change_channel.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace cardea::cached {

/// A cache before a pool on a file, and what another process would have: a connection of its own.
class SqliteCache : public testing::Test {
 protected:
  SqliteCache() {
    auto inner = std::make_unique<sqlite::store>(sqlite::pool{path_}, layouts::lucia_v3());
    inner->prepare({}, {});
    inner->migrate(true);
    other_ = std::make_unique<handle>(path_);
    // Nothing here is about power cuts.
    other_->run("PRAGMA synchronous = OFF; PRAGMA busy_timeout = 5000; INSERT INTO user VALUES ('u1')");
    cache_ = std::make_unique<store>(std::move(inner), std::make_unique<sqlite::change_channel>(path_));
    wait_until_on(*cache_);
  }
  void have(std::string_view id) {
    other_->run("INSERT INTO session (id, user_id, expires_at) VALUES ('" + std::string{id} +
                "', 'u1', 4102444800)");
  }
  bool is_known(std::string_view id) { return cached::is_known(*cache_, id); }

  folder folder_{};
  std::string path_ = folder_ / "app.db";
  std::unique_ptr<handle> other_{};
  std::unique_ptr<store> cache_{};
};

}  // namespace cardea::cached
