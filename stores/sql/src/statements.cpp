// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/statements.hpp>

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <utility>

#include "filled.hpp"

namespace cardea::sql {
namespace {

/// The sizes for which a look-up of many is prepared where there are no lists: few, so that plans stay
/// cached; padded by repeating the last id.
constexpr std::size_t lookup_sizes[] = {4, 8, 16, 32, 64};

void require_distinct(const columns& attributes, std::initializer_list<std::string_view> taken,
                      std::string_view table) {
  for (auto one = attributes.begin(); one != attributes.end(); ++one) {
    const auto& name = one->in_table();
    const auto same = [&](std::string_view other) { return same_name(other, name); };
    if (name.empty() || std::ranges::any_of(taken, same) ||
        std::any_of(attributes.begin(), one, [&](const column& other) { return same(other.in_table()); }))
      throw error{errc::invalid_argument, "\"" + name + "\" cannot be an attribute of " + std::string{table} +
                                              ": the table has a column of that name already"};
  }
}

std::string list(std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += i == 0 ? "?" : ", ?";
  return result;
}

bool is_written(const record* attributes, std::size_t position) {
  return !attributes || !std::holds_alternative<default_value>((*attributes)[position]);
}

bool all_written(const record& attributes) {
  return std::ranges::none_of(attributes,
                              [](const value& v) { return std::holds_alternative<default_value>(v); });
}

}  // namespace

statement statements::make(std::string text, bool cached) const {
  return rendered_for(*dialect_, text, cached);
}

/// `other` is a column too, or a parameter.
std::string statements::equal(const std::string& column, const std::string& other) const {
  const auto plain = column + " = " + other;
  if (dialect_->bytes_of.empty()) return plain;
  const auto bytes = [&](const std::string& of) { return filled(dialect_->bytes_of, {{"{}", of}}); };
  return plain + " AND " + bytes(column) + " = " + (other == "?" ? "?-" : bytes(other));
}

statements::statements(sql::layout layout, const dialect& dialect, columns user_attributes,
                       columns session_attributes)
    : layout_{with_names(std::move(layout), dialect)},
      dialect_{&dialect},
      user_attributes_{std::move(user_attributes)},
      session_attributes_{std::move(session_attributes)},
      find_user{make(select_users() + " WHERE " + equal(of_user_table(layout_.user.id), "?"))},
      list_users{make(select_users() + " WHERE " + in_order(of_user_table(layout_.user.id)) +
                      " > ? ORDER BY " + in_order(of_user_table(layout_.user.id)) + " LIMIT ?")},
      lock_user{make(select_one(layout_.user.name, layout_.user.id) + std::string{dialect.goes})},
      delete_user{make(delete_where(layout_.user.name, layout_.user.id))},
      insert_key{make(insert_key_text())},
      find_key{make(select_keys() + " WHERE " + equal(of_key_table(layout_.key.id), "?"))},
      list_keys{make(select_keys() + " WHERE " + equal(of_key_table(layout_.key.user_id), "?") +
                     " ORDER BY " + in_order(of_key_table(layout_.key.id)))},
      set_password{make(set_password_text())},
      replace_password{
          make(set_password_text() + " AND " + equal(of_key_table(layout_.key.hashed_password), "?"))},
      delete_key{make(delete_where(layout_.key.name, layout_.key.id))},
      delete_keys_of_user{make(delete_where(layout_.key.name, layout_.key.user_id))},
      find_session{make(join_text() + "s." + q(layout_.session.id) + " = ?")},
      session_exists{make(select_taken(layout_.session.name, layout_.session.id))},
      user_exists{make(select_taken(layout_.user.name, layout_.user.id))},
      key_exists{make(select_taken(layout_.key.name, layout_.key.id))},
      list_sessions{make("SELECT " + session_columns(table(layout_.session.name) + ".") + " FROM " +
                         table(layout_.session.name) + " WHERE " +
                         equal(of_session_table(layout_.session.user_id), "?") + " ORDER BY " +
                         in_order(of_session_table(layout_.session.id)))},
      set_times{make(set_times_text())},
      delete_session{make(delete_where(layout_.session.name, layout_.session.id))},
      delete_sessions_of_user{make(delete_where(layout_.session.name, layout_.session.user_id))},
      delete_expired{make(delete_expired_text())},
      insert_user_{make(insert_user_text(nullptr))},
      insert_session_{make(insert_session_text(nullptr, false))},
      insert_successor_{make(insert_session_text(nullptr, true))} {
  require_distinct(user_attributes_, {layout_.user.id}, layout_.user.name);
  const auto& s = layout_.session;
  require_distinct(
      session_attributes_,
      {s.id, s.user_id, s.active_expires, s.expires, s.created_at, s.last_verified, s.secret_hash}, s.name);
  const auto id = "s." + q(s.id);
  if (!dialect.is_among.empty()) {
    find_sessions_.push_back({std::numeric_limits<std::size_t>::max(),
                              make(join_text() + filled(dialect.is_among, {{"{}", id}}))});
    return;
  }
  for (const auto size : lookup_sizes)
    find_sessions_.push_back({size, make(join_text() + id + " IN (" + list(size) + ")")});
}

std::string statements::place(std::string_view in, std::string_view column, time_form times) const {
  if (times != time_form::iso8601) return "?";
  return filled(dialect_->time_as_held, {{"{}", of(in, column)}, {"{table}", table(in)}});
}

std::string statements::place(std::string_view in, const column& attribute) const {
  return attribute.type == column_type::time ? place(in, attribute.in_table(), layout_.attribute_times) : "?";
}

std::string statements::user_columns(std::string_view prefix) const {
  std::string result = std::string{prefix} + q(layout_.user.id);
  for (const auto& c : user_attributes_) result.append(", ").append(prefix).append(q(c.in_table()));
  return result;
}

std::string statements::session_columns(std::string_view prefix) const {
  const auto& s = layout_.session;
  std::string result = std::string{prefix} + q(s.id);
  for (const auto* name :
       {&s.user_id, &s.active_expires, &s.expires, &s.created_at, &s.last_verified, &s.secret_hash})
    if (!name->empty()) result.append(", ").append(prefix).append(q(*name));
  for (const auto& c : session_attributes_) result.append(", ").append(prefix).append(q(c.in_table()));
  return result;
}

std::string statements::key_columns(std::string_view prefix) const {
  const auto& k = layout_.key;
  std::string result = std::string{prefix} + q(k.id);
  for (const auto* name : {&k.user_id, &k.hashed_password, &k.primary, &k.expires})
    if (!name->empty()) result.append(", ").append(prefix).append(q(*name));
  return result;
}

std::string statements::select_users() const {
  return "SELECT " + user_columns(table(layout_.user.name) + ".") + " FROM " + table(layout_.user.name);
}

std::string statements::select_keys() const {
  return "SELECT " + key_columns(table(layout_.key.name) + ".") + " FROM " + table(layout_.key.name);
}

std::string statements::select_one(std::string_view in, std::string_view id) const {
  return "SELECT 1 FROM " + table(in) + " WHERE " + equal(of(in, id), "?");
}

/// Asked where the table has refused a row: as its own index compares, to which two ids may be one that
/// differ in their bytes.
std::string statements::select_taken(std::string_view in, std::string_view id) const {
  return "SELECT 1 FROM " + table(in) + " WHERE " + of(in, id) + " = ?";
}

std::string statements::delete_where(std::string_view in, std::string_view column) const {
  return "DELETE FROM " + table(in) + " WHERE " + equal(of(in, column), "?");
}

std::string statements::set_password_text() const {
  return "UPDATE " + table(layout_.key.name) + " SET " + q(layout_.key.hashed_password) + " = ? WHERE " +
         equal(of_key_table(layout_.key.id), "?");
}

/// One search by the session's primary key, and one by the user's. LEFT, so that an orphan is seen as such.
/// What it is to be searched for comes behind it. Who reads the rows compares the ids by their bytes, which
/// costs less there than in MariaDB.
std::string statements::join_text() const {
  return "SELECT " + session_columns("s.") + ", " + user_columns("u.") + " FROM " +
         table(layout_.session.name) + " AS s LEFT JOIN " + table(layout_.user.name) + " AS u ON u." +
         q(layout_.user.id) + " = s." + q(layout_.session.user_id) + " WHERE ";
}

std::string statements::insert_user_text(const record* attributes) const {
  std::string names = q(layout_.user.id), values = "?";
  for (std::size_t i = 0; i < user_attributes_.size(); ++i) {
    if (!is_written(attributes, i)) continue;
    names += ", " + q(user_attributes_[i].in_table());
    values += ", " + place(layout_.user.name, user_attributes_[i]);
  }
  return "INSERT INTO " + table(layout_.user.name) + " (" + names + ") VALUES (" + values + ")";
}

/// Inserted only while the user exists, whether or not the table has a foreign key.
std::string statements::insert_key_text() const {
  const auto& k = layout_.key;
  const auto values = list(k.primary.empty() ? 3 : 4) +
                      (k.expires.empty() ? "" : ", " + place(k.name, k.expires, layout_.times));
  return "INSERT INTO " + table(k.name) + " (" + key_columns("") + ") SELECT " + values +
         std::string{dialect_->from_nothing} + " WHERE EXISTS (" +
         select_one(layout_.user.name, layout_.user.id) + std::string{dialect_->stays} + ")";
}

/// Inserted only while its user, or its predecessor, exists: a revocation in between is not undone.
std::string statements::insert_session_text(const record* attributes, bool as_successor) const {
  const auto& s = layout_.session;
  std::string names = q(s.id), values = "?";
  const auto add = [&](const std::string& name, const std::string& value) {
    names += ", " + q(name);
    values += ", " + value;
  };
  add(s.user_id, "?");
  for (const auto* name : {&s.active_expires, &s.expires, &s.created_at, &s.last_verified})
    if (!name->empty()) add(*name, place(s.name, *name, layout_.times));
  if (!s.secret_hash.empty()) add(s.secret_hash, "?");
  for (std::size_t i = 0; i < session_attributes_.size(); ++i)
    if (is_written(attributes, i))
      add(session_attributes_[i].in_table(), place(s.name, session_attributes_[i]));
  return "INSERT INTO " + table(s.name) + " (" + names + ") SELECT " + values +
         std::string{dialect_->from_nothing} + " WHERE EXISTS (" +
         (as_successor ? select_one(s.name, s.id) : select_one(layout_.user.name, layout_.user.id)) +
         std::string{dialect_->stays} + ")";
}

std::string statements::set_times_text() const {
  const auto& s = layout_.session;
  std::string changes;
  for (const auto* name : {&s.active_expires, &s.expires, &s.last_verified})
    if (!name->empty())
      changes += (changes.empty() ? "" : ", ") + q(*name) + " = " + place(s.name, *name, layout_.times);
  return "UPDATE " + table(s.name) + " SET " + changes + " WHERE " + equal(of_session_table(s.id), "?");
}

std::string statements::delete_expired_text() const {
  const auto& s = layout_.session;
  std::string where;
  const auto add = [&](const std::string& condition) { where += (where.empty() ? "" : " OR ") + condition; };
  for (const auto* name : {&s.expires, &s.created_at, &s.last_verified}) {
    if (name->empty()) continue;
    for (const auto condition : {dialect_->sweep_over, dialect_->sweep_others})
      if (!condition.empty()) add(filled(condition, {{"{}", of_session_table(*name)}}));
  }
  return filled(dialect_->sweep,
                {{"{over}", where}, {"{id}", of_session_table(s.id)}, {"{table}", table(s.name)}});
}

const statement& statements::insert_user(const record& attributes, std::optional<statement>& made) const {
  return all_written(attributes) ? insert_user_ : made.emplace(make(insert_user_text(&attributes), false));
}

const statement& statements::insert_session(const record& attributes, bool as_successor,
                                            std::optional<statement>& made) const {
  if (all_written(attributes)) return as_successor ? insert_successor_ : insert_session_;
  return made.emplace(make(insert_session_text(&attributes, as_successor), false));
}

statement statements::update_text(std::string_view in, std::string_view id, const columns& attributes,
                                  std::span<const assignment> changes) const {
  std::string text;
  for (const auto& change : changes)
    text += (text.empty() ? "" : ", ") + q(attributes.at(change.position).in_table()) + " = " +
            place(in, attributes.at(change.position));
  return make("UPDATE " + table(in) + " SET " + text + " WHERE " + equal(of(in, id), "?"), false);
}

statement statements::update_user(std::span<const assignment> changes) const {
  return update_text(layout_.user.name, layout_.user.id, user_attributes_, changes);
}

statement statements::update_session(std::span<const assignment> changes) const {
  return update_text(layout_.session.name, layout_.session.id, session_attributes_, changes);
}

const statements::sized& statements::find_sessions(std::size_t count) const noexcept {
  for (const auto& one : find_sessions_)
    if (one.most >= count) return one;
  return find_sessions_.back();
}

}  // namespace cardea::sql
