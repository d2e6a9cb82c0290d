// SPDX-License-Identifier: MIT
#include <cardea/postgres/store.hpp>
#include <cardea/sql/sql_store.ipp>

template class cardea::sql::sql_store<cardea::postgres::pool>;
template class cardea::sql::sql_store<cardea::postgres::borrowed>;
