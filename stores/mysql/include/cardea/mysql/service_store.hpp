// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mysql/pool.hpp>
#include <cardea/sql/sql_service_store.hpp>

extern template class cardea::sql::sql_service_store<cardea::mysql::pool>;

namespace cardea::mysql {

/// Limits and one-time tokens in MySQL or MariaDB, on a copy of the pool that the store is on.
using service_store = sql::sql_service_store<pool>;

}  // namespace cardea::mysql
