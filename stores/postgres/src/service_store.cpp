// SPDX-License-Identifier: MIT
#include <cardea/postgres/service_store.hpp>
#include <cardea/sql/sql_service_store.ipp>

template class cardea::sql::sql_service_store<cardea::postgres::pool>;
