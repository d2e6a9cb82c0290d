// SPDX-License-Identifier: MIT
#include <cardea/mysql/pool.hpp>
#include <cardea/sql/pool.ipp>

#include "link.hpp"

template class cardea::sql::server_pool<cardea::mysql::connection>;

namespace cardea::mysql {

pool::pool(std::string url, pool_options options) : server_pool{(check_url(url), std::move(url)), options} {}

const sql::transaction_words& pool::words() {
  static const sql::transaction_words words{sql::statement{"BEGIN", false}, sql::statement{"COMMIT", false},
                                            sql::statement{"ROLLBACK", false}, false};
  return words;
}

}  // namespace cardea::mysql
