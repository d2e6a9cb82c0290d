// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/sql/migrate.ipp>
#include <cardea/sql/sql_store.hpp>
#include <cardea/sql/unit.ipp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace cardea::sql {

template <class Source>
sql_store<Source>::sql_store(Source source, sql::layout layout)
    : source_{std::make_unique<Source>(std::move(source))},
      layout_{with_names(std::move(layout), source_->dialect())} {}

template <class Source>
void sql_store<Source>::prepare(const columns& user_attributes, const columns& session_attributes) {
  statements_.emplace(layout_, source_->dialect(), user_attributes, session_attributes);
}

template <class Source>
const statements& sql_store<Source>::prepared() const {
  if (!statements_)
    throw error{errc::invalid_argument, "a store is prepared for its attributes before it is used"};
  return *statements_;
}

template <class Source>
const statements& sql_store<Source>::with_keys() const {
  if (!has_keys())
    throw error{errc::unsupported, "layout " + std::string{scheme().name} + " has no key table"};
  return prepared();
}

template <class Source>
std::vector<finding> sql_store<Source>::check() {
  const auto& s = prepared();
  auto connection = source_->read();
  std::vector<finding> all;
  for (const auto& table :
       wanted_tables(layout_, source_->dialect(), s.user_attributes(), s.session_attributes()))
    for (auto& one :
         differences(table, look_at(*connection, source_->dialect(), table.name), source_->dialect()))
      all.push_back(std::move(one));
  return all;
}

template <class Source>
inspection sql_store<Source>::inspect() {
  const auto& dialect = source_->dialect();
  auto connection = source_->read();
  inspection found;
  connection->query(statement{std::string{dialect.version_query}, false}, {},
                    [&](row r) { found.version = r[0].text; });
  connection->query(statement{std::string{dialect.tables_query}, false}, {}, [&](row r) {
    found.tables.push_back({.name = std::string{r[0].text}, .live = {}, .references = {}, .loose = {}});
  });
  const auto references = rendered_for(dialect, dialect.references_query);
  const auto loose = rendered_for(dialect, dialect.loose_query);
  for (auto& table : found.tables) {
    table.live = look_at(*connection, dialect, table.name);
    const cell name[] = {cell::of_text(table.name)};
    connection->query(references, name, [&](row r) {
      table.references.push_back({.name = std::string{r[0].text},
                                  .column = std::string{r[1].text},
                                  .table = std::string{r[2].text},
                                  .table_column = std::string{r[3].text},
                                  .cascades = r[4].integer != 0});
    });
    connection->query(loose, name, [&](row r) {
      table.loose.push_back({std::string{r[0].text}, std::string{r[1].text}});
    });
  }
  return found;
}

template <class Source>
std::vector<held> sql_store<Source>::held_in(const std::string& table, const std::string& column) {
  std::vector<held> all;
  source_->read()->query(statement{held_text(source_->dialect(), table, column), false}, {}, [&](row r) {
    all.push_back({.form = static_cast<held_form>(r[0].integer), .rows = r[1].integer});
  });
  return all;
}

template <class Source>
std::int64_t sql_store<Source>::rows_of(const std::string& table) {
  std::int64_t count = 0;
  source_->read()->query(statement{"SELECT count(*) FROM " + quoted(source_->dialect(), table, true), false},
                         {}, [&](row r) { count = r[0].integer; });
  return count;
}

template <class Source>
template <class Connection>
bool sql_store<Source>::exists(Connection& connection, const statement& query, std::string_view id) {
  const cell parameters[] = {cell::of_text(id)};
  bool found = false;
  connection.query(query, parameters, [&](row) { found = true; });
  return found;
}

template <class Source>
std::int64_t sql_store<Source>::write(const statement& what, std::span<const cell> parameters) {
  const auto done =
      change(*source_, [&](auto& connection, const auto&) { return connection.execute(what, parameters); });
  if (done.why != refusal::none)
    throw error{errc::conflict, "the database refused a change: another table refers to the row"};
  return done.rows;
}

/// A deletion does not see the row that took the place of one for which it had to wait: it looks again.
template <class Source>
template <class Erase>
std::int64_t sql_store<Source>::erase_all(Erase erase) {
  std::int64_t all = 0;
  for (std::int64_t some; (some = erase()) > 0;) {
    all += some;
    if (source_->dialect().stays.empty()) break;
  }
  return all;
}

template <class Source>
insertion sql_store<Source>::written(executed done, insertion absent) {
  if (done.why != refusal::none) return insertion::conflict;
  return done.rows == 0 ? absent : insertion::done;
}

template <class Source>
insertion sql_store<Source>::update(const statement& what, const parameters& values, insertion absent) {
  return written(change(*source_, [&](auto& connection,
                                      const auto&) { return connection.execute(what, values.cells()); }),
                 absent);
}

template <class Source>
insertion sql_store<Source>::insert_user(const user_row& user, const key_row* key) {
  const auto& s = key ? with_keys() : prepared();
  std::optional<statement> made;
  const auto& insert = s.insert_user(user.attributes, made);
  const auto of_user = s.of_user(user);
  return change(*source_, [&](auto& connection, const transaction_words& words) {
    const auto inserted = [&] { return connection.execute(insert, of_user.cells()).why == refusal::none; };
    const auto both = [&] {
      transaction work{connection, words};
      if (!inserted() || connection.execute(s.insert_key, s.of_key(*key).cells()).rows != 1) return false;
      work.commit();
      return true;
    };
    if (key ? in_spite_of_others(both) : inserted()) return insertion::done;
    if (exists(connection, s.user_exists, user.id)) return insertion::duplicate;
    if (key && exists(connection, s.key_exists, key->id)) return insertion::duplicate_key;
    return insertion::conflict;
  });
}

template <class Source>
std::optional<user_row> sql_store<Source>::find_user(std::string_view id) {
  const auto& s = prepared();
  const cell parameters[] = {cell::of_text(id)};
  std::optional<user_row> found;
  source_->read()->query(s.find_user, parameters, [&](row r) { found = s.read_user(r); });
  return found;
}

template <class Source>
std::vector<user_row> sql_store<Source>::list_users(std::string_view after, std::size_t limit) {
  const auto& s = prepared();
  constexpr std::size_t most = std::numeric_limits<std::int64_t>::max();
  const cell parameters[] = {cell::of_text(after),
                             cell::of_integer(static_cast<std::int64_t>(std::min(limit, most)))};
  std::vector<user_row> found;
  source_->read()->query(s.list_users, parameters, [&](row r) { found.push_back(s.read_user(r)); });
  return found;
}

template <class Source>
insertion sql_store<Source>::update_user(std::string_view id, std::span<const assignment> changes) {
  const auto& s = prepared();
  return update(s.update_user(changes), s.of_changes(s.user_attributes(), changes, id), insertion::no_user);
}

template <class Source>
bool sql_store<Source>::erase_user(std::string_view id) {
  const auto& s = prepared();
  const cell parameters[] = {cell::of_text(id)};
  return change(*source_, [&](auto& connection, const transaction_words& words) {
    return in_spite_of_others([&] {
      transaction work{connection, words};
      // Before its sessions, so that none is added behind the back of their deletion.
      if (!source_->dialect().goes.empty()) exists(connection, s.lock_user, id);
      erase_all([&] { return connection.execute(s.delete_sessions_of_user, parameters).rows; });
      if (has_keys()) connection.execute(s.delete_keys_of_user, parameters);
      const auto done = connection.execute(s.delete_user, parameters);
      if (done.why != refusal::none)
        throw error{errc::conflict, "the user cannot be deleted: a row of another table refers to it"};
      work.commit();
      return done.rows > 0;
    });
  });
}

template <class Source>
insertion sql_store<Source>::insert(const statement& what, const parameters& values, const statement& taken,
                                    std::string_view id, insertion absent) {
  return change(*source_, [&](auto& connection, const auto&) {
    const auto done = connection.execute(what, values.cells());
    if (done.why == refusal::unique && exists(connection, taken, id)) return insertion::duplicate;
    return done.why == refusal::foreign_key ? insertion::no_user : written(done, absent);
  });
}

template <class Source>
insertion sql_store<Source>::insert_key(const key_row& key) {
  const auto& s = with_keys();
  return insert(s.insert_key, s.of_key(key), s.key_exists, key.id, insertion::no_user);
}

template <class Source>
std::optional<key_row> sql_store<Source>::find_key(std::string_view id) {
  const auto& s = with_keys();
  const cell parameters[] = {cell::of_text(id)};
  std::optional<key_row> found;
  source_->read()->query(s.find_key, parameters, [&](row r) { found = s.read_key(r); });
  return found;
}

template <class Source>
std::vector<key_row> sql_store<Source>::list_keys(std::string_view user_id) {
  const auto& s = with_keys();
  const cell parameters[] = {cell::of_text(user_id)};
  std::vector<key_row> found;
  source_->read()->query(s.list_keys, parameters, [&](row r) { found.push_back(s.read_key(r)); });
  return found;
}

template <class Source>
bool sql_store<Source>::set_key_password(std::string_view id, const std::optional<std::string>& hash) {
  const cell parameters[] = {hash ? cell::of_text(*hash) : cell{}, cell::of_text(id)};
  return write(with_keys().set_password, parameters) > 0;
}

template <class Source>
bool sql_store<Source>::replace_key_password(std::string_view id, std::string_view expected,
                                             std::string_view hash) {
  const cell parameters[] = {cell::of_text(hash), cell::of_text(id), cell::of_text(expected)};
  return write(with_keys().replace_password, parameters) > 0;
}

template <class Source>
bool sql_store<Source>::erase_key(std::string_view id) {
  const cell parameters[] = {cell::of_text(id)};
  return write(with_keys().delete_key, parameters) > 0;
}

template <class Source>
insertion sql_store<Source>::insert_session_as(const session_row& session, std::string_view must_exist,
                                               bool as_successor) {
  const auto& s = prepared();
  const auto absent = as_successor ? insertion::no_session : insertion::no_user;
  std::optional<statement> made;
  return insert(s.insert_session(session.attributes, as_successor, made), s.of_session(session, must_exist),
                s.session_exists, session.id, absent);
}

template <class Source>
insertion sql_store<Source>::insert_session(const session_row& session) {
  return insert_session_as(session, session.user_id, false);
}

template <class Source>
insertion sql_store<Source>::insert_successor(const session_row& session, std::string_view predecessor) {
  return insert_session_as(session, predecessor, true);
}

template <class Source>
std::optional<session_with_user> sql_store<Source>::find_session(std::string_view id) {
  std::optional<session_with_user> found{std::in_place};
  if (!find_session_into(id, *found)) found.reset();
  return found;
}

template <class Source>
bool sql_store<Source>::find_session_into(std::string_view id, session_with_user& into) {
  const auto& s = prepared();
  const cell parameters[] = {cell::of_text(id)};
  bool is_found = false;
  source_->read()->query(s.find_session, parameters, [&](row r) {
    if (r[0].text != id) return true;  // A collation that ignores case may have found another.
    s.read_session_with_user(r, into);
    is_found = true;
    return !into.user;
  });
  return is_found;
}

template <class Source>
std::vector<std::optional<session_with_user>> sql_store<Source>::find_sessions(
    std::span<const std::string_view> ids) {
  const auto& s = prepared();
  std::vector<std::optional<session_with_user>> found(ids.size());
  // By their ids, so that a row finds its places quickly.
  std::vector<std::size_t> places(ids.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  const auto id_at = [&](std::size_t place) { return ids[place]; };
  std::ranges::sort(places, {}, id_at);
  for (auto rest = ids; !rest.empty();) {
    const auto& [most, query] = s.find_sessions(rest.size());
    const auto some = rest.first(std::min(most, rest.size()));
    source_->read()->query(query, s.of_ids(some).cells(), [&](row r) {
      const auto at = std::ranges::lower_bound(places, r[0].text, {}, id_at);
      if (at == places.end() || ids[*at] != r[0].text) return;
      auto& one = found[*at];
      if (one && one->user) return;
      if (!one) one.emplace();
      s.read_session_with_user(r, *one);
    });
    rest = rest.subspan(some.size());
  }
  for (std::size_t i = 1; i < places.size(); ++i)
    if (ids[places[i]] == ids[places[i - 1]]) found[places[i]] = found[places[i - 1]];
  return found;
}

template <class Source>
std::vector<session_row> sql_store<Source>::list_sessions(std::string_view user_id) {
  const auto& s = prepared();
  const cell parameters[] = {cell::of_text(user_id)};
  std::vector<session_row> found;
  source_->read()->query(s.list_sessions, parameters, [&](row r) { found.push_back(s.read_session(r)); });
  return found;
}

template <class Source>
bool sql_store<Source>::set_session_times(std::string_view id, const session_times& times) {
  const auto& s = prepared();
  return write(s.set_times, s.of_times(times, id).cells()) > 0;
}

template <class Source>
void sql_store<Source>::set_many_session_times(std::span<const session_renewal> all) {
  constexpr std::size_t most = 256;  // Those who revoke wait for the rows of a transaction.
  const auto& s = prepared();
  for (; !all.empty(); all = all.subspan(std::min(most, all.size()))) {
    const auto some = all.first(std::min(most, all.size()));
    change(*source_, [&](auto& connection, const transaction_words& words) {
      return in_spite_of_others([&] {
        transaction work{connection, words};
        for (const auto& one : some)
          if (connection.execute(s.set_times, s.of_times(one.times, one.id).cells()).why != refusal::none)
            throw error{errc::conflict, "the database refused the times of a session"};
        work.commit();
        return true;
      });
    });
  }
}

template <class Source>
insertion sql_store<Source>::update_session(std::string_view id, std::span<const assignment> changes) {
  const auto& s = prepared();
  return update(s.update_session(changes), s.of_changes(s.session_attributes(), changes, id),
                insertion::no_session);
}

template <class Source>
bool sql_store<Source>::erase_session(std::string_view id) {
  const cell parameters[] = {cell::of_text(id)};
  return write(prepared().delete_session, parameters) > 0;
}

template <class Source>
std::int64_t sql_store<Source>::erase_sessions(std::string_view user_id) {
  const auto& s = prepared();
  const cell parameters[] = {cell::of_text(user_id)};
  return erase_all([&] { return write(s.delete_sessions_of_user, parameters); });
}

template <class Source>
std::int64_t sql_store<Source>::erase_expired(const expiry_bounds& bounds, std::int64_t limit) {
  const auto& s = prepared();
  return write(s.delete_expired, s.of_bounds(bounds, limit).cells());
}

/// What a migration makes, beside the names by which its history knows it.
template <class Source>
template <class Connection>
auto sql_store<Source>::migrator_on(Connection& connection, const migrate_options& options) {
  const auto& s = prepared();
  const auto& dialect = source_->dialect();
  auto wanted = wanted_tables(layout_, dialect, s.user_attributes(), s.session_attributes());
  return migrator{connection,        dialect, source_->words(), history{layout_, dialect},
                  std::move(wanted), options};
}

template <class Source>
std::vector<std::string> sql_store<Source>::migrate(bool run, const migrate_options& options) {
  static_cast<void>(prepared());
  return migrated(*source_, run, [&](auto& connection) { return migrator_on(connection, options); });
}

template <class Source>
std::optional<history_owner> sql_store<Source>::owner() {
  auto connection = source_->read();
  return migrator_on(*connection, {}).owner();
}

}  // namespace cardea::sql
