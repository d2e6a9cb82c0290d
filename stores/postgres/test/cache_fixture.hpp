// SPDX-License-Identifier: MIT
#pragma once
#include "fixture.hpp"
#include "server_cache.hpp"

#include <cardea/postgres/change_channel.hpp>

namespace cardea::cached {

/// In a database of its own, since a cache hears of every schema's.
class PostgresCache
    : public server_cache<Postgres, postgres::pool, postgres::store, postgres::change_channel> {
 protected:
  PostgresCache() {
    url_ = database_.url();
    db_ = handle{url_};
  }
  ~PostgresCache() override { cache_.reset(); }

 private:
  own_database database_{place_.name()};
};

}  // namespace cardea::cached
