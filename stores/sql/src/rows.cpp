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

user_row statements::read_user(row from) const {
  user_row user{.id = std::string{from[0].text}, .attributes = {}};
  user.attributes.reserve(user_attributes_.size());
  for (std::size_t i = 0; i < user_attributes_.size(); ++i)
    user.attributes.push_back(to_value(from[i + 1], user_attributes_[i], layout_.attribute_times));
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

session_row statements::read_session(row from) const {
  const auto& s = layout_.session;
  session_row session{
      .id = std::string{from[0].text}, .user_id = std::string{from[1].text}, .times = {}, .attributes = {}};
  std::size_t next = 2;
  if (!s.active_expires.empty()) session.times.active_expires = to_time(from[next++], layout_.times);
  if (!s.expires.empty()) session.times.expires = to_time(from[next++], layout_.times);
  if (!s.created_at.empty()) session.times.created_at = to_time(from[next++], layout_.times);
  if (!s.last_verified.empty()) session.times.last_verified = to_time(from[next++], layout_.times);
  if (!s.secret_hash.empty()) {
    const auto bytes = std::as_bytes(std::span{from[next++].text});
    if (bytes.size() != session.secret_hash.size())
      throw error{errc::corrupt, "column \"" + s.secret_hash + "\" does not hold 32 bytes"};
    std::ranges::copy(bytes, session.secret_hash.begin());
  }
  session.attributes.reserve(session_attributes_.size());
  for (const auto& c : session_attributes_)
    session.attributes.push_back(to_value(from[next++], c, layout_.attribute_times));
  return session;
}

session_with_user statements::read_session_with_user(row from) const {
  const auto users = from.last(1 + user_attributes_.size());
  session_with_user result{.session = read_session(from), .user = {}};
  // A collation that ignores case may have found another.
  if (!users[0].is_null() && users[0].text == from[1].text) result.user = read_user(users);
  return result;
}

}  // namespace cardea::sql
