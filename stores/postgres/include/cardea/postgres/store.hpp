// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/postgres/borrowed.hpp>
#include <cardea/postgres/pool.hpp>
#include <cardea/sql/sql_store.hpp>

extern template class cardea::sql::sql_store<cardea::postgres::pool>;
extern template class cardea::sql::sql_store<cardea::postgres::borrowed>;

namespace cardea::postgres {

/// Users, keys and sessions in PostgreSQL: `store{pool{"postgres://app@db/app"}, layouts::lucia_v3()}`.
using store = sql::sql_store<pool>;

/// The same on the application's connection: `borrowed_store{borrowed{handle}, layouts::lucia_v3()}`.
using borrowed_store = sql::sql_store<borrowed>;

}  // namespace cardea::postgres
