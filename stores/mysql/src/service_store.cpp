// SPDX-License-Identifier: MIT
#include <cardea/mysql/service_store.hpp>
#include <cardea/sql/sql_service_store.ipp>

template class cardea::sql::sql_service_store<cardea::mysql::pool>;
