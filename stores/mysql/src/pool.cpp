// SPDX-License-Identifier: MIT
#include <cardea/mysql/pool.hpp>
#include <cardea/sql/pool.ipp>

#include "link.hpp"

template class cardea::sql::server_pool<cardea::mysql::connection>;

namespace cardea::mysql {

pool::pool(std::string url, pool_options options) : server_pool{(check_url(url), std::move(url)), options} {}

const sql::transaction_words& pool::words() { return sql::whole_transaction(); }

}  // namespace cardea::mysql
