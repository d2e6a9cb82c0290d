// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/change_triggers.hpp>
#include <cardea/sql/connection.hpp>
#include <cardea/sql/migrate.ipp>

#include <algorithm>
#include <string>
#include <vector>

namespace cardea::sql {

template <connection Connection>
std::vector<change_triggers::trigger> missing_triggers(Connection& connection,
                                                       const change_triggers& triggers) {
  std::vector<change_triggers::trigger> missing;
  for (const auto& table : triggers.tables()) {
    const cell name[] = {cell::of_text(table)};
    std::vector<std::string> there;
    connection.query(triggers.names_on_table(), name, [&](row r) { there.emplace_back(r[0].text); });
    for (const auto& one : triggers.all())
      if (one.table == table && std::ranges::find(there, one.name) == there.end()) missing.push_back(one);
  }
  return missing;
}

/// `change_channel::check` on a connection.
template <connection Connection>
std::vector<finding> check_triggers(Connection& connection, const change_triggers& triggers) {
  std::vector<finding> all;
  for (const auto& table : triggers.wanted())
    for (auto& one :
         differences(table, look_at(connection, triggers.dialect(), table.name), triggers.dialect()))
      all.push_back(std::move(one));
  for (const auto& one : missing_triggers(connection, triggers)) all.push_back(triggers.missing(one));
  return all;
}

/// `change_channel::migrate` on a connection. The tables that they stand on are made before.
template <connection Connection>
std::vector<std::string> migrate_triggers(Connection& connection, const transaction_words& words,
                                          const change_triggers& triggers, bool run,
                                          const migrate_options& options) {
  const auto more = [&] {
    std::vector<std::string> steps;
    const auto missing = missing_triggers(connection, triggers);
    if (!missing.empty() && !triggers.before().empty()) steps.emplace_back(triggers.before());
    for (const auto& one : missing) steps.push_back(one.create);
    return steps;
  };
  migrator work{connection,
                triggers.dialect(),
                words,
                history{"cache", triggers.tables(), triggers.dialect()},
                triggers.wanted(),
                options,
                more};
  return run ? work.run() : work.plan();
}

}  // namespace cardea::sql
