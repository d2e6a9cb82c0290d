// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/service_store.hpp>
#include <cardea/sql/cell.hpp>
#include <cardea/sql/layout.hpp>
#include <cardea/sql/schema.hpp>
#include <cardea/sql/statement.hpp>

#include <string>
#include <vector>

namespace cardea::sql {

/// Where limits and one-time tokens stand: Cardea's own tables, which no Lucia has, so that their columns
/// have no other names. Times are whole milliseconds. A dot in a name parts it from its schema.
struct service_tables {
  std::string limits = "cardea_limits";
  std::string one_times = "cardea_tokens";
};

/// In the schema of the layout's users, whose names are filled in or not.
[[nodiscard]] service_tables tables_beside(const layout& layout);

[[nodiscard]] std::vector<wanted_table> wanted_tables(const service_tables& tables, const dialect& dialect);

/// Every statement on these tables, rendered once for a dialect. Immutable once made. The order of parameters
/// is said behind each.
struct service_statements {
  service_statements(const service_tables& tables, const dialect& dialect);

  statement take;          ///< now, every, id, the latest moment at which one is left
  statement find_limit;    ///< id
  statement insert_limit;  ///< id, moment
  statement cut_limit;     ///< moment, id, the moment that was seen
  statement give_back;     ///< every, id
  statement erase_full;    ///< now, limit

  statement insert_one_time;   ///< the fields of a row in their order
  statement find_one_time;     ///< id
  statement erase_one_time;    ///< id
  statement erase_of_user;     ///< user_id
  statement erase_of_purpose;  ///< user_id, purpose
  statement find_oldest;       ///< user_id, purpose, how many to leave out
  statement erase_expired;     ///< now, limit

  [[nodiscard]] static one_time_row read_one_time(row from);
};

}  // namespace cardea::sql
