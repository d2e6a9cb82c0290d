// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/statements.hpp>

#include <algorithm>

namespace cardea::sql {
namespace {

void add_attributes(parameters& to, const record& attributes, const columns& columns, time_form times) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!std::holds_alternative<default_value>(attributes[i])) to.add(attributes[i], columns[i], times);
}

void read_attributes(row from, const columns& columns, time_form times, record& into) {
  into.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) read_value(from[i], columns[i], times, into[i]);
}

}  // namespace

parameters statements::of_user(const user_row& user) const {
  parameters result;
  result.add(user.id);
  add_attributes(result, user.attributes, user_attributes_, layout_.attribute_times);
  return result;
}

parameters statements::of_changes(const columns& attributes, std::span<const assignment> changes,
                                  std::string_view id) const {
  parameters result;
  for (const auto& change : changes)
    result.add(change.value, attributes.at(change.position), layout_.attribute_times);
  result.add(id);
  return result;
}

parameters statements::of_key(const key_row& key) const {
  parameters result;
  result.add(key.id);
  result.add(key.user_id);
  result.add(key.hashed_password ? cell::of_text(*key.hashed_password) : cell{});
  if (!layout_.key.primary.empty()) result.add(cell::of_boolean(key.primary));
  if (!layout_.key.expires.empty()) result.add(key.expires, layout_.times);
  result.add(key.user_id);
  return result;
}

parameters statements::of_session(const session_row& session, std::string_view must_exist) const {
  const auto& s = layout_.session;
  parameters result;
  result.add(session.id);
  result.add(session.user_id);
  if (!s.active_expires.empty()) result.add(session.times.active_expires, layout_.times);
  if (!s.expires.empty()) result.add(session.times.expires, layout_.times);
  if (!s.created_at.empty()) result.add(session.times.created_at, layout_.times);
  if (!s.last_verified.empty()) result.add(session.times.last_verified, layout_.times);
  if (!s.secret_hash.empty()) result.add(cell::of_bytes(std::span<const std::byte>{session.secret_hash}));
  add_attributes(result, session.attributes, session_attributes_, layout_.attribute_times);
  result.add(must_exist);
  return result;
}

parameters statements::of_times(const session_times& times, std::string_view id) const {
  const auto& s = layout_.session;
  parameters result;
  if (!s.active_expires.empty()) result.add(times.active_expires, layout_.times);
  if (!s.expires.empty()) result.add(times.expires, layout_.times);
  if (!s.last_verified.empty()) result.add(times.last_verified, layout_.times);
  result.add(id);
  return result;
}

parameters statements::of_ids(std::span<const std::string_view> ids) const {
  parameters result;
  if (!dialect_->is_among.empty()) {
    result.keep(dialect_->list_text(ids));
    return result;
  }
  for (const auto id : ids) result.add(id);
  result.pad(find_sessions(ids.size()).most);
  return result;
}

parameters statements::of_bounds(const expiry_bounds& bounds, std::int64_t limit) const {
  const auto& s = layout_.session;
  parameters result;
  const auto add = [&](const std::string& column, timestamp bound) {
    if (column.empty()) return;
    const auto as_written = to_cell(bound, layout_.times);
    result.add(as_written);
    if (dialect_->sweep_others.empty()) return;
    for (int twice = 0; twice < 2; ++twice) result.add(to_cell(bound, time_form::milliseconds));
    for (int twice = 0; twice < 2; ++twice) result.add(as_written);
  };
  add(s.expires, bounds.expires);
  add(s.created_at, bounds.created_at);
  add(s.last_verified, bounds.last_verified);
  result.add(cell::of_integer(limit));
  return result;
}

void statements::read_user(row from, user_row& into) const {
  into.id.assign(from[0].text);
  read_attributes(from.subspan(1), user_attributes_, layout_.attribute_times, into.attributes);
}

user_row statements::read_user(row from) const {
  user_row user;
  read_user(from, user);
  return user;
}

key_row statements::read_key(row from) const {
  key_row key{.id = std::string{from[0].text},
              .user_id = std::string{from[1].text},
              .hashed_password = {},
              .expires = {}};
  if (!from[2].is_null()) key.hashed_password = std::string{from[2].text};
  std::size_t next = 3;
  if (!layout_.key.primary.empty()) key.primary = from[next++].integer != 0;
  if (!layout_.key.expires.empty() && !from[next].is_null()) key.expires = to_time(from[next], layout_.times);
  return key;
}

void statements::read_session(row from, session_row& into) const {
  const auto& s = layout_.session;
  into.id.assign(from[0].text);
  into.user_id.assign(from[1].text);
  into.times = {};
  std::size_t next = 2;
  if (!s.active_expires.empty()) into.times.active_expires = to_time(from[next++], layout_.times);
  if (!s.expires.empty()) into.times.expires = to_time(from[next++], layout_.times);
  if (!s.created_at.empty()) into.times.created_at = to_time(from[next++], layout_.times);
  if (!s.last_verified.empty()) into.times.last_verified = to_time(from[next++], layout_.times);
  into.secret_hash = {};
  if (!s.secret_hash.empty()) {
    const auto bytes = std::as_bytes(std::span{from[next++].text});
    if (bytes.size() != into.secret_hash.size())
      throw error{errc::corrupt, "column \"" + s.secret_hash + "\" does not hold 32 bytes"};
    std::ranges::copy(bytes, into.secret_hash.begin());
  }
  read_attributes(from.subspan(next), session_attributes_, layout_.attribute_times, into.attributes);
}

session_row statements::read_session(row from) const {
  session_row session;
  read_session(from, session);
  return session;
}

void statements::read_session_with_user(row from, session_with_user& into) const {
  read_session(from, into.session);
  const auto users = from.last(1 + user_attributes_.size());
  // A collation that ignores case may have found another.
  if (users[0].is_null() || users[0].text != from[1].text) {
    into.user.reset();
    return;
  }
  if (!into.user) into.user.emplace();
  read_user(users, *into.user);
}

}  // namespace cardea::sql
