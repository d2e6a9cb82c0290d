// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mysql/borrowed.hpp>
#include <cardea/mysql/pool.hpp>
#include <cardea/sql/sql_store.hpp>

extern template class cardea::sql::sql_store<cardea::mysql::pool>;
extern template class cardea::sql::sql_store<cardea::mysql::borrowed>;

namespace cardea::mysql {

/// Users, keys and sessions in MySQL or MariaDB: `store{pool{"mysql://app@db/app"}, layouts::lucia_v3()}`.
using store = sql::sql_store<pool>;

/// The same on the application's connection: `borrowed_store{borrowed{handle}, layouts::lucia_v3()}`.
using borrowed_store = sql::sql_store<borrowed>;

}  // namespace cardea::mysql
