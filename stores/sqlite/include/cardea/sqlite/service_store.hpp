// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/sql_service_store.hpp>
#include <cardea/sqlite/pool.hpp>

extern template class cardea::sql::sql_service_store<cardea::sqlite::pool>;

namespace cardea::sqlite {

/// Limits and one-time tokens in SQLite, on a copy of the pool that the store is on.
using service_store = sql::sql_service_store<pool>;

}  // namespace cardea::sqlite
