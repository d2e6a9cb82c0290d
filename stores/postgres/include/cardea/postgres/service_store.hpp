// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/postgres/pool.hpp>
#include <cardea/sql/sql_service_store.hpp>

extern template class cardea::sql::sql_service_store<cardea::postgres::pool>;

namespace cardea::postgres {

/// Limits and one-time tokens in PostgreSQL, on a copy of the pool that the store is on.
using service_store = sql::sql_service_store<pool>;

}  // namespace cardea::postgres
