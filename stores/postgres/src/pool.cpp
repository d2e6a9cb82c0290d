// SPDX-License-Identifier: MIT
#include <cardea/postgres/pool.hpp>
#include <cardea/sql/pool.ipp>

#include "link.hpp"

template class cardea::sql::server_pool<cardea::postgres::connection>;

namespace cardea::postgres {

pool::pool(std::string url, pool_options options) : server_pool{(check_url(url), std::move(url)), options} {}

const sql::transaction_words& pool::words() {
  static const sql::transaction_words words{sql::statement{"BEGIN ISOLATION LEVEL READ COMMITTED"},
                                            sql::statement{"COMMIT"}, sql::statement{"ROLLBACK"}, false};
  return words;
}

}  // namespace cardea::postgres
