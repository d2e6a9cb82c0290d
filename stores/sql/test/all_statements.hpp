// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/service_tables.hpp>
#include <cardea/sql/statements.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

using named_statements = std::vector<std::pair<std::string, cardea::sql::statement>>;

/// Every statement of a store that depends on its layout alone, under its name: each
/// looks for rows.
inline named_statements all_statements(const cardea::sql::statements& s) {
  std::optional<cardea::sql::statement> made;
  const cardea::record session(s.session_attributes().size(), cardea::null_value{});
  named_statements all{{"find_session", s.find_session},
                       {"find_sessions, of 3", s.find_sessions(3).text},
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

/// The same for what a service keeps.
inline named_statements all_statements(const cardea::sql::service_statements& s) {
  return {{"take", s.take},
          {"find_limit", s.find_limit},
          {"cut_limit", s.cut_limit},
          {"give_back", s.give_back},
          {"erase_full", s.erase_full},
          {"find_one_time", s.find_one_time},
          {"erase_one_time", s.erase_one_time},
          {"erase_of_user", s.erase_of_user},
          {"erase_of_purpose", s.erase_of_purpose},
          {"find_oldest", s.find_oldest},
          {"erase_expired", s.erase_expired}};
}
