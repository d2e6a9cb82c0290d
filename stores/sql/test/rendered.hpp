// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/schema.hpp>
#include <cardea/sql/statements.hpp>

#include <string>
#include <utility>
#include <vector>

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
  const record session(sessions.size(), null_value{});
  const record user{std::string{}, null_value{}}, user_with_default{default_value{}, null_value{}};
  const assignment changes[] = {{1, null_value{}}, {0, std::string{}}};
  std::vector<std::pair<std::string, sql::statement>> all{
      {"find_session", s.find_session},
      {"find_sessions, up to 4", s.find_sessions(3).second},
      {"list_sessions", s.list_sessions},
      {"insert_session", s.insert_session(session, false)},
      {"insert_successor", s.insert_session(session, true)},
      {"set_session_times", s.set_times},
      {"erase_session", s.delete_session},
      {"erase_sessions", s.delete_sessions_of_user},
      {"erase_expired", s.delete_expired},
      {"find_user", s.find_user},
      {"list_users", s.list_users},
      {"insert_user", s.insert_user(user)},
      {"insert_user, one attribute not said", s.insert_user(user_with_default)},
      {"update_user", s.update_user(changes)},
      {"erase_user", s.delete_user}};
  if (layout.has_keys())
    all.insert(all.end(), {{"insert_key", s.insert_key},
                           {"find_key", s.find_key},
                           {"list_keys", s.list_keys},
                           {"set_key_password", s.set_password},
                           {"replace_key_password", s.replace_password},
                           {"erase_key", s.delete_key},
                           {"the keys of a user", s.delete_keys_of_user}});
  std::string text;
  for (const auto& [name, statement] : all) text += "-- " + name + '\n' + statement.text() + ";\n\n";
  text += "-- migrate\n";
  for (const auto& table : sql::wanted_tables(s.layout(), dialect, user_attributes, sessions))
    for (const auto& step : sql::migration(table, {}, dialect)) text += step + ";\n";
  return text;
}
