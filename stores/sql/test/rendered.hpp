// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/schema.hpp>
#include <cardea/sql/statements.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Attributes that the tests of texts share.
inline const cardea::columns user_attributes{
    {.name = "username", .type = cardea::column_type::string, .nullable = false, .renamed = {}},
    {.name = "age", .type = cardea::column_type::int32, .nullable = true, .renamed = {}}};
inline const cardea::columns session_attributes{
    {.name = "country", .type = cardea::column_type::string, .nullable = true, .renamed = {}}};

using named_statements = std::vector<std::pair<std::string, cardea::sql::statement>>;

/// Every statement of a store that depends on its layout alone, under its name: each
/// looks for rows.
inline named_statements all_statements(const cardea::sql::statements& s) {
  std::optional<cardea::sql::statement> made;
  const cardea::record session(s.session_attributes().size(), cardea::null_value{});
  named_statements all{{"find_session", s.find_session},
                       {"find_sessions, up to 4", s.find_sessions(3).second},
                       {"list_sessions", s.list_sessions},
                       {"insert_session", s.insert_session(session, false, made)},
                       {"insert_successor", s.insert_session(session, true, made)},
                       {"session_exists", s.session_exists},
                       {"set_session_times", s.set_times},
                       {"erase_session", s.delete_session},
                       {"erase_sessions", s.delete_sessions_of_user},
                       {"erase_expired", s.delete_expired},
                       {"find_user", s.find_user},
                       {"list_users", s.list_users},
                       {"user_exists", s.user_exists},
                       {"lock_user", s.lock_user},
                       {"erase_user", s.delete_user}};
  if (s.layout().has_keys())
    all.insert(all.end(), {{"insert_key", s.insert_key},
                           {"find_key", s.find_key},
                           {"list_keys", s.list_keys},
                           {"key_exists", s.key_exists},
                           {"set_key_password", s.set_password},
                           {"replace_key_password", s.replace_password},
                           {"erase_key", s.delete_key},
                           {"the keys of a user", s.delete_keys_of_user}});
  return all;
}

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
