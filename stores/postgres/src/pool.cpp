// SPDX-License-Identifier: MIT
#include <cardea/postgres/pool.hpp>
#include <cardea/sql/pool.ipp>

#include "link.hpp"

template class cardea::sql::server_pool<cardea::postgres::connection>;

namespace cardea::postgres {

/// In braces the URL comes first, and with it what it says of the options.
pool::pool(std::string url, pool_options options)
    : server_pool{understand_url(std::move(url), options.connect), options} {}

const sql::transaction_words& pool::words() {
  static const sql::transaction_words words{sql::statement{"BEGIN ISOLATION LEVEL READ COMMITTED"},
                                            sql::statement{"COMMIT"}, sql::statement{"ROLLBACK"}, false};
  return words;
}

}  // namespace cardea::postgres
