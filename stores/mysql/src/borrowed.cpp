// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/mysql/borrowed.hpp>

#include "errors.hpp"

namespace cardea::mysql {

borrowed::borrowed(st_mysql* handle, datetime_zone zone) : handle_{handle} {
  if (!handle || mysql_get_socket(handle) == MARIADB_INVALID_SOCKET)
    throw error{errc::invalid_argument, "there is no open connection to borrow"};
  if (std::string_view{mysql_character_set_name(handle)} != "utf8mb4")
    throw error{errc::invalid_argument, "a connection is borrowed with the character set utf8mb4 only"};
  connection_ = std::make_unique<connection>(handle, zone, false);
  const sql::statement modes{mariadb_connection(handle)
                                 ? "SELECT @@SESSION.sql_mode LIKE '%STRICT_%', @@SESSION.sql_mode NOT LIKE "
                                   "'%TIME_ROUND_FRACTIONAL%'"
                                 : "SELECT @@SESSION.sql_mode LIKE '%STRICT_%', @@SESSION.sql_mode LIKE "
                                   "'%TIME_TRUNCATE_FRACTIONAL%'",
                             false};
  bool is_strict = false, cuts_fractions = false;
  connection_->query(modes, {}, [&](sql::row r) {
    is_strict = r[0].integer != 0;
    cuts_fractions = r[1].integer != 0;
  });
  if (cuts_fractions) connection_ = std::make_unique<connection>(handle, zone, true);
  if (!is_strict)
    throw error{
        errc::invalid_argument,
        "a connection is borrowed in strict mode only, for else the server cuts off what is too long: "
        "SET SESSION sql_mode = CONCAT_WS(',', @@sql_mode, 'STRICT_ALL_TABLES')"};
}

const sql::transaction_words& borrowed::words() const {
  return is_in_transaction(handle_) ? sql::savepoint() : sql::whole_transaction();
}

}  // namespace cardea::mysql
