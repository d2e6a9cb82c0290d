// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mysql/connection.hpp>
#include <cardea/sql/pool.hpp>

#include <string>

extern template class cardea::sql::server_pool<cardea::mysql::connection>;

namespace cardea::mysql {

using pool_options = sql::pool_options<connect_options>;

/// Connections to one MySQL or MariaDB database. Copies share them. Thread-safe.
class pool : public sql::server_pool<connection> {
 public:
  /// Throws `errc::invalid_argument` for a URL that is none; does not connect yet.
  explicit pool(std::string url, pool_options options = {});

  [[nodiscard]] static const sql::dialect& dialect() noexcept { return sql::mysql_dialect(); }
  [[nodiscard]] static const sql::transaction_words& words();
};

static_assert(sql::source<pool>);

}  // namespace cardea::mysql
