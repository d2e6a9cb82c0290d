// SPDX-License-Identifier: MIT
#pragma once
#include "fixture.hpp"
#include "server_cache.hpp"

#include <cardea/mysql/change_channel.hpp>

namespace cardea::cached {

class MysqlCache : public server_cache<Mysql, mysql::pool, mysql::store, mysql::change_channel> {};

}  // namespace cardea::cached
