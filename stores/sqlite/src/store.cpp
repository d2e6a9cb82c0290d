// SPDX-License-Identifier: MIT
#include <cardea/sql/sql_store.ipp>
#include <cardea/sqlite/store.hpp>

template class cardea::sql::sql_store<cardea::sqlite::pool>;
template class cardea::sql::sql_store<cardea::sqlite::borrowed>;
