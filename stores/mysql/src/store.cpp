// SPDX-License-Identifier: MIT
#include <cardea/mysql/store.hpp>
#include <cardea/sql/sql_store.ipp>

template class cardea::sql::sql_store<cardea::mysql::pool>;
template class cardea::sql::sql_store<cardea::mysql::borrowed>;
