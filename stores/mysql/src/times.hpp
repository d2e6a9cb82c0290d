// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mysql/datetime_zone.hpp>
#include <cardea/sql/cell.hpp>
#include <cardea/time.hpp>

#include <mysql.h>

namespace cardea::mysql {

/// What a clock of the zone shows. Without `with_fraction` in whole seconds, rounded down, for a server that
/// would round up what the column has no room for. Throws `errc::invalid_argument` outside of the years 0 to
/// 9999.
[[nodiscard]] MYSQL_TIME to_mysql(timestamp moment, datetime_zone zone, bool with_fraction);

/// The moment at which a clock of the zone shows it. What no clock shows, such as the date of zeros that a
/// server which is not strict keeps, becomes a text, which is no time.
[[nodiscard]] sql::cell to_cell(const MYSQL_TIME& shown, datetime_zone zone);

}  // namespace cardea::mysql
