// SPDX-License-Identifier: MIT
#pragma once
#include "all_statements.hpp"

#include <cardea/sql/schema.hpp>

#include <optional>
#include <string>

/// Attributes that the tests of texts share.
inline const cardea::columns user_attributes{
    {.name = "username", .type = cardea::column_type::string, .nullable = false, .renamed = {}},
    {.name = "age", .type = cardea::column_type::int32, .nullable = true, .renamed = {}}};
inline const cardea::columns session_attributes{
    {.name = "country", .type = cardea::column_type::string, .nullable = true, .renamed = {}}};

/// Everything that a layout says to a database: the statements, each under its name, then the tables.
inline std::string rendered(const cardea::sql::layout& layout, const cardea::sql::dialect& dialect) {
  using namespace cardea;
  const auto sessions = layout.rules->has_session_attributes ? session_attributes : columns{};
  const sql::statements s{layout, dialect, user_attributes, sessions};
  std::optional<sql::statement> made;
  const assignment changes[] = {{1, null_value{}}, {0, std::string{}}};
  auto all = all_statements(s);
  all.insert(all.end(),
             {{"insert_user", s.insert_user({std::string{}, null_value{}}, made)},
              {"insert_user, one attribute not said", s.insert_user({default_value{}, null_value{}}, made)},
              {"update_user", s.update_user(changes)}});
  std::string text;
  for (const auto& [name, statement] : all) text += "-- " + name + '\n' + statement.text() + ";\n\n";
  text += "-- migrate\n";
  for (const auto& table : sql::wanted_tables(s.layout(), dialect, user_attributes, sessions))
    for (const auto& step : sql::migration(table, {}, dialect)) text += step + ";\n";
  return text;
}

/// The same for what a service keeps.
inline std::string rendered(const cardea::sql::service_tables& tables, const cardea::sql::dialect& dialect) {
  using namespace cardea;
  const sql::service_statements s{tables, dialect};
  auto all = all_statements(s);
  all.insert(all.end(), {{"insert_limit", s.insert_limit}, {"insert_one_time", s.insert_one_time}});
  std::string text;
  for (const auto& [name, statement] : all) text += "-- " + name + '\n' + statement.text() + ";\n\n";
  text += "-- migrate --service\n";
  for (const auto& table : sql::wanted_tables(tables, dialect))
    for (const auto& step : sql::migration(table, {}, dialect)) text += step + ";\n";
  return text;
}
