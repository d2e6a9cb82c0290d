// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/sql_store.hpp>
#include <cardea/sqlite/borrowed.hpp>
#include <cardea/sqlite/pool.hpp>

extern template class cardea::sql::sql_store<cardea::sqlite::pool>;
extern template class cardea::sql::sql_store<cardea::sqlite::borrowed>;

namespace cardea::sqlite {

/// Users, keys and sessions in a SQLite file: `store{pool{"app.db"}, layouts::lucia_v3()}`.
using store = sql::sql_store<pool>;

/// The same on the application's connection: `borrowed_store{borrowed{handle}, layouts::lucia_v3()}`.
using borrowed_store = sql::sql_store<borrowed>;

}  // namespace cardea::sqlite
