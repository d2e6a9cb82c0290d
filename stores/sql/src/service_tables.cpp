// SPDX-License-Identifier: MIT
#include <cardea/sql/service_tables.hpp>
#include <cardea/sql/statements.hpp>

#include <span>
#include <utility>

#include "filled.hpp"

namespace cardea::sql {
namespace {

// Said on every kind of key: an id, and what rows are looked up by, is compared byte by byte.
wanted_column key_column(std::string name, const dialect& dialect) {
  return {.name = std::move(name),
          .type = column_type::string,
          .references = {},
          .references_column = {},
          .declared = std::string{dialect.type_name(column_type::string, {}, false, true)}};
}

wanted_column kept_column(std::string name, column_type type) {
  return {.name = std::move(name),
          .type = type,
          .times = time_form::milliseconds,
          .references = {},
          .references_column = {},
          .declared = {}};
}

wanted_table table(const std::string& name, std::vector<std::string> indexes, const dialect& dialect) {
  wanted_table made{
      .name = name, .columns = {}, .indexes = std::move(indexes), .made_by = "cardea migrate --service"};
  made.columns.push_back(key_column("id", dialect));
  made.columns.back().is_primary_key = true;
  return made;
}

using names = std::span<const std::string_view>;
constexpr std::string_view limit_columns[] = {"id", "full_at"};
constexpr std::string_view one_time_columns[] = {"id",      "purpose",     "user_id",
                                                 "address", "secret_hash", "expires_at"};

/// With its table's name: SQLite takes a bare quoted name that no column bears for a text.
std::string of(const dialect& d, const std::string& table, std::string_view column) {
  return quoted(d, table, true) + '.' + quoted(d, column);
}

std::string listed(const dialect& d, names columns) {
  std::string text;
  for (const auto column : columns) text += (text.empty() ? "" : ", ") + quoted(d, column);
  return text;
}

std::string qualified(const dialect& d, const std::string& table, names columns) {
  std::string text;
  for (const auto column : columns) text += (text.empty() ? "" : ", ") + of(d, table, column);
  return text;
}

std::string by_id(const dialect& d, const std::string& table) {
  return quoted(d, table, true) + " WHERE " + of(d, table, "id") + " = ?";
}

std::string inserted(const dialect& d, const std::string& table, names columns) {
  std::string values;
  for (std::size_t i = 0; i < columns.size(); ++i) values += i == 0 ? "?" : ", ?";
  return "INSERT INTO " + quoted(d, table, true) + " (" + listed(d, columns) + ") VALUES (" + values + ")";
}

std::string set_full_at(const service_tables& tables, const dialect& d, const std::string& value) {
  return "UPDATE " + quoted(d, tables.limits, true) + " SET " + quoted(d, "full_at") + " = " + value +
         " WHERE " + of(d, tables.limits, "id") + " = ?";
}

std::string take_text(const service_tables& tables, const dialect& d) {
  const auto full_at = of(d, tables.limits, "full_at");
  return set_full_at(tables, d, "CASE WHEN " + full_at + " < ? THEN ?- ELSE " + full_at + " END + ?") +
         " AND " + full_at + " <= ?";
}

std::string of_user_text(const service_tables& tables, const dialect& d) {
  return "DELETE FROM " + quoted(d, tables.one_times, true) + " WHERE " + of(d, tables.one_times, "user_id") +
         " = ?";
}

std::string oldest_text(const service_tables& tables, const dialect& d) {
  return "SELECT " + of(d, tables.one_times, "id") + " FROM " + quoted(d, tables.one_times, true) +
         " WHERE " + of(d, tables.one_times, "user_id") + " = ? AND " + of(d, tables.one_times, "purpose") +
         " = ? ORDER BY " + of(d, tables.one_times, "expires_at") + " DESC, " +
         of(d, tables.one_times, "id") + " LIMIT 100 OFFSET ?";
}

std::string swept(const dialect& d, const std::string& table, std::string_view column) {
  return filled(d.sweep, {{"{over}", filled(d.sweep_over, {{"{}", of(d, table, column)}})},
                          {"{id}", of(d, table, "id")},
                          {"{table}", quoted(d, table, true)}});
}

}  // namespace

service_tables tables_beside(const layout& layout) {
  service_tables tables;
  const auto dot = layout.user.name.find('.');
  if (dot == std::string::npos) return tables;
  const auto schema = layout.user.name.substr(0, dot + 1);
  return {.limits = schema + tables.limits, .one_times = schema + tables.one_times};
}

std::vector<wanted_table> wanted_tables(const service_tables& tables, const dialect& dialect) {
  auto limits = table(tables.limits, {"full_at"}, dialect);
  limits.columns.push_back(kept_column("full_at", column_type::time));

  auto one_times = table(tables.one_times, {"user_id", "expires_at"}, dialect);
  one_times.columns.push_back(key_column("purpose", dialect));
  one_times.columns.push_back(key_column("user_id", dialect));
  one_times.columns.push_back(kept_column("address", column_type::string));
  one_times.columns.push_back(kept_column("secret_hash", column_type::string));
  one_times.columns.push_back(kept_column("expires_at", column_type::time));
  return {std::move(limits), std::move(one_times)};
}

service_statements::service_statements(const service_tables& tables, const dialect& d)
    : take{rendered_for(d, take_text(tables, d))},
      find_limit{
          rendered_for(d, "SELECT " + of(d, tables.limits, "full_at") + " FROM " + by_id(d, tables.limits))},
      insert_limit{rendered_for(d, inserted(d, tables.limits, limit_columns))},
      cut_limit{
          rendered_for(d, set_full_at(tables, d, "?") + " AND " + of(d, tables.limits, "full_at") + " = ?")},
      give_back{rendered_for(d, set_full_at(tables, d, of(d, tables.limits, "full_at") + " - ?"))},
      erase_full{rendered_for(d, swept(d, tables.limits, "full_at"))},
      insert_one_time{rendered_for(d, inserted(d, tables.one_times, one_time_columns))},
      find_one_time{rendered_for(d, "SELECT " + qualified(d, tables.one_times, one_time_columns) + " FROM " +
                                        by_id(d, tables.one_times))},
      erase_one_time{rendered_for(d, "DELETE FROM " + by_id(d, tables.one_times))},
      erase_of_user{rendered_for(d, of_user_text(tables, d))},
      erase_of_purpose{
          rendered_for(d, of_user_text(tables, d) + " AND " + of(d, tables.one_times, "purpose") + " = ?")},
      find_oldest{rendered_for(d, oldest_text(tables, d))},
      erase_expired{rendered_for(d, swept(d, tables.one_times, "expires_at"))} {}

one_time_row service_statements::read_one_time(row from) {
  return {.id = std::string{from[0].text},
          .purpose = std::string{from[1].text},
          .user_id = std::string{from[2].text},
          .address = std::string{from[3].text},
          .secret_hash = std::string{from[4].text},
          .expires_at = to_time(from[5], time_form::milliseconds)};
}

}  // namespace cardea::sql
