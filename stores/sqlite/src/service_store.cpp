// SPDX-License-Identifier: MIT
#include <cardea/sql/sql_service_store.ipp>
#include <cardea/sqlite/service_store.hpp>

template class cardea::sql::sql_service_store<cardea::sqlite::pool>;
