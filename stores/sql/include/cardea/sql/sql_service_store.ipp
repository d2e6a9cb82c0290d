// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/migrate.ipp>
#include <cardea/sql/sql_service_store.hpp>
#include <cardea/sql/statements.hpp>
#include <cardea/sql/unit.ipp>

#include <algorithm>
#include <utility>

namespace cardea::sql {

template <class Source>
sql_service_store<Source>::sql_service_store(Source source, service_tables tables)
    : source_{std::move(source)}, tables_{std::move(tables)}, statements_{tables_, source_.dialect()} {}

template <class Source>
std::vector<finding> sql_service_store<Source>::check() {
  const auto& dialect = source_.dialect();
  auto connection = source_.read();
  std::vector<finding> all;
  for (const auto& table : wanted_tables(tables_, dialect))
    for (auto& one : differences(table, look_at(*connection, dialect, table.name), dialect))
      all.push_back(std::move(one));
  return all;
}

template <class Source>
std::vector<std::string> sql_service_store<Source>::migrate(bool run, const migrate_options& options) {
  return migrated(source_, run, [&](auto& connection) {
    const auto& dialect = source_.dialect();
    const std::string names[] = {tables_.limits, tables_.one_times};
    return migrator{connection,
                    dialect,
                    source_.words(),
                    history{"service", names, dialect},
                    wanted_tables(tables_, dialect),
                    options};
  });
}

template <class Source>
std::int64_t sql_service_store<Source>::write(const statement& what, std::span<const cell> parameters) {
  const auto done =
      change(source_, [&](auto& connection, const auto&) { return connection.execute(what, parameters); });
  if (done.why != refusal::none)
    throw error{errc::conflict, "the database refused a change to limits or one-time tokens"};
  return done.rows;
}

/// The generic cell rate algorithm: one is left as long as all are back within the time that the others take.
/// The statement that takes one says so itself, so that no two callers see the same one.
template <class Source>
std::optional<duration> sql_service_store<Source>::take_attempt(std::string_view id, const rate& limit,
                                                                timestamp now) {
  constexpr int most_tries = 16;
  const auto last = now + (limit.burst - 1) * limit.every;
  const auto none_left = last + limit.every;
  const cell take[] = {cell::of_integer(now.time_since_epoch().count()),
                       cell::of_integer(limit.every.count()), cell::of_text(id),
                       cell::of_integer(last.time_since_epoch().count())};
  const cell find[] = {cell::of_text(id)};
  const cell insert[] = {cell::of_text(id), cell::of_integer((now + limit.every).time_since_epoch().count())};
  return change(source_, [&](auto& connection, const auto&) -> std::optional<duration> {
    for (int tries = 0; tries < most_tries; ++tries) {
      if (connection.execute(statements_.take, take).rows > 0) return std::nullopt;
      std::optional<timestamp> full_at;
      connection.query(statements_.find_limit, find,
                       [&](row r) { full_at = to_time(r[0], time_form::milliseconds); });
      if (full_at) {
        // One is left again: another gave it back in between.
        if (*full_at <= last) continue;
        if (*full_at > none_left) {
          const cell cut[] = {cell::of_integer(none_left.time_since_epoch().count()), cell::of_text(id),
                              cell::of_integer(full_at->time_since_epoch().count())};
          connection.execute(statements_.cut_limit, cut);
        }
        return std::min(*full_at, none_left) - last;
      }
      if (connection.execute(statements_.insert_limit, insert).why == refusal::none) return std::nullopt;
    }
    throw error{errc::busy, "a limit changed too often to be taken from"};
  });
}

template <class Source>
void sql_service_store<Source>::return_attempt(std::string_view id, const rate& limit) {
  const cell parameters[] = {cell::of_integer(limit.every.count()), cell::of_text(id)};
  write(statements_.give_back, parameters);
}

template <class Source>
std::int64_t sql_service_store<Source>::erase_full_limits(timestamp now, std::int64_t limit) {
  const cell parameters[] = {cell::of_integer(now.time_since_epoch().count()), cell::of_integer(limit)};
  return write(statements_.erase_full, parameters);
}

template <class Source>
bool sql_service_store<Source>::insert_one_time(const one_time_row& one) {
  const cell parameters[] = {
      cell::of_text(one.id),          cell::of_text(one.purpose),
      cell::of_text(one.user_id),     cell::of_text(one.address),
      cell::of_text(one.secret_hash), cell::of_integer(one.expires_at.time_since_epoch().count())};
  const auto done = change(source_, [&](auto& connection, const auto&) {
    return connection.execute(statements_.insert_one_time, parameters);
  });
  if (done.why != refusal::none && done.why != refusal::unique)
    throw error{errc::conflict, "the database refused a one-time token"};
  return done.why == refusal::none;
}

template <class Source>
std::optional<one_time_row> sql_service_store<Source>::find_one_time(std::string_view id) {
  const cell parameters[] = {cell::of_text(id)};
  std::optional<one_time_row> found;
  source_.read()->query(statements_.find_one_time, parameters,
                        [&](row r) { found = service_statements::read_one_time(r); });
  // Whatever collation a table has that was made by somebody else.
  if (found && found->id != id) found.reset();
  return found;
}

template <class Source>
bool sql_service_store<Source>::erase_one_time(std::string_view id) {
  const cell parameters[] = {cell::of_text(id)};
  return write(statements_.erase_one_time, parameters) > 0;
}

template <class Source>
std::int64_t sql_service_store<Source>::erase_one_times(std::string_view user_id, std::string_view purpose) {
  const cell parameters[] = {cell::of_text(user_id), cell::of_text(purpose)};
  if (purpose.empty()) return write(statements_.erase_of_user, std::span{parameters}.first(1));
  return write(statements_.erase_of_purpose, parameters);
}

/// Found first and then erased by their ids: a statement that did both would lock the rows of a user from
/// both ends, and two at once would wait for each other.
template <class Source>
std::int64_t sql_service_store<Source>::erase_oldest_one_times(std::string_view user_id,
                                                               std::string_view purpose, std::int64_t keep) {
  const cell parameters[] = {cell::of_text(user_id), cell::of_text(purpose), cell::of_integer(keep)};
  std::vector<std::string> ids;
  auto connection = source_.write();
  connection->query(statements_.find_oldest, parameters, [&](row r) { ids.emplace_back(r[0].text); });
  std::int64_t erased = 0;
  for (const auto& id : ids) {
    const cell which[] = {cell::of_text(id)};
    erased += connection->execute(statements_.erase_one_time, which).rows;
  }
  return erased;
}

template <class Source>
std::int64_t sql_service_store<Source>::erase_expired_one_times(timestamp now, std::int64_t limit) {
  const cell parameters[] = {cell::of_integer(now.time_since_epoch().count()), cell::of_integer(limit)};
  return write(statements_.erase_expired, parameters);
}

}  // namespace cardea::sql
