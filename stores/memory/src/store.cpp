// SPDX-License-Identifier: MIT
#include <cardea/memory/store.hpp>

#include <algorithm>

namespace cardea::memory {
namespace {

/// No column here has a default but NULL.
value kept(const value& given) {
  return std::holds_alternative<default_value>(given) ? value{null_value{}} : given;
}

template <class Row>
Row kept(Row row) {
  for (auto& v : row.attributes) v = kept(v);
  return row;
}

template <class Table>
auto find_in(const Table& table, std::string_view id) {
  const auto at = table.find(id);
  return at == table.end() ? std::optional<typename Table::mapped_type>{} : at->second;
}

template <class Table>
auto of_user(const Table& table, std::string_view user_id) {
  std::vector<typename Table::mapped_type> found;
  for (const auto& [id, row] : table)
    if (row.user_id == user_id) found.push_back(row);
  return found;
}

template <class Table>
insertion update_in(Table& table, std::string_view id, std::span<const assignment> changes,
                    insertion absent) {
  const auto at = table.find(id);
  if (at == table.end()) return absent;
  auto changed = at->second.attributes;  // A copy, so that a position that does not exist changes nothing.
  for (const auto& change : changes) changed.at(change.position) = kept(change.value);
  at->second.attributes = std::move(changed);
  return insertion::done;
}

template <class Table>
bool erase_in(Table& table, std::string_view id) {
  const auto at = table.find(id);
  if (at == table.end()) return false;
  table.erase(at);
  return true;
}

bool is_over(const session_times& times, const expiry_bounds& bounds, expiry_rule rule) {
  if (rule != expiry_rule::last_verified) return times.expires <= bounds.expires;
  return times.created_at <= bounds.created_at || times.last_verified <= bounds.last_verified;
}

}  // namespace

void store::require_keys() const {
  if (!has_keys())
    throw error{errc::unsupported, "layout " + std::string{rules_.name} + " has no place for keys"};
}

insertion store::insert_user(const user_row& user, const key_row* key) {
  if (key) require_keys();
  const std::lock_guard lock{mutex_};
  if (users_.contains(user.id)) return insertion::duplicate;
  if (key && keys_.contains(key->id)) return insertion::duplicate_key;
  users_.emplace(user.id, kept(user));
  if (key) keys_.emplace(key->id, *key);
  return insertion::done;
}

std::optional<user_row> store::find_user(std::string_view id) {
  const std::lock_guard lock{mutex_};
  return find_in(users_, id);
}

std::vector<user_row> store::list_users(std::string_view after, std::size_t limit) {
  const std::lock_guard lock{mutex_};
  std::vector<user_row> found;
  for (auto at = users_.upper_bound(after); at != users_.end() && found.size() < limit; ++at)
    found.push_back(at->second);
  return found;
}

insertion store::update_user(std::string_view id, std::span<const assignment> changes) {
  const std::lock_guard lock{mutex_};
  return update_in(users_, id, changes, insertion::no_user);
}

bool store::erase_user(std::string_view id) {
  const std::lock_guard lock{mutex_};
  const auto is_his = [&](const auto& entry) { return entry.second.user_id == id; };
  std::erase_if(sessions_, is_his);
  std::erase_if(keys_, is_his);
  return erase_in(users_, id);
}

insertion store::insert_key(const key_row& key) {
  require_keys();
  const std::lock_guard lock{mutex_};
  if (keys_.contains(key.id)) return insertion::duplicate;
  if (!users_.contains(key.user_id)) return insertion::no_user;
  keys_.emplace(key.id, key);
  return insertion::done;
}

std::optional<key_row> store::find_key(std::string_view id) {
  require_keys();
  const std::lock_guard lock{mutex_};
  return find_in(keys_, id);
}

std::vector<key_row> store::list_keys(std::string_view user_id) {
  require_keys();
  const std::lock_guard lock{mutex_};
  return of_user(keys_, user_id);
}

bool store::set_key_password(std::string_view id, const std::optional<std::string>& hash) {
  require_keys();
  const std::lock_guard lock{mutex_};
  const auto at = keys_.find(id);
  if (at == keys_.end()) return false;
  at->second.hashed_password = hash;
  return true;
}

bool store::replace_key_password(std::string_view id, std::string_view expected, std::string_view hash) {
  require_keys();
  const std::lock_guard lock{mutex_};
  const auto at = keys_.find(id);
  if (at == keys_.end() || at->second.hashed_password != expected) return false;
  at->second.hashed_password = hash;
  return true;
}

bool store::erase_key(std::string_view id) {
  require_keys();
  const std::lock_guard lock{mutex_};
  return erase_in(keys_, id);
}

insertion store::insert_session(const session_row& session) {
  const std::lock_guard lock{mutex_};
  if (!users_.contains(session.user_id)) return insertion::no_user;
  return sessions_.emplace(session.id, kept(session)).second ? insertion::done : insertion::duplicate;
}

insertion store::insert_successor(const session_row& session, std::string_view predecessor) {
  const std::lock_guard lock{mutex_};
  if (!sessions_.contains(predecessor)) return insertion::no_session;
  return sessions_.emplace(session.id, kept(session)).second ? insertion::done : insertion::duplicate;
}

std::optional<session_with_user> store::with_user(std::string_view session_id) const {
  auto session = find_in(sessions_, session_id);
  if (!session) return std::nullopt;
  auto user = find_in(users_, session->user_id);
  return session_with_user{*std::move(session), std::move(user)};
}

std::optional<session_with_user> store::find_session(std::string_view id) {
  const std::lock_guard lock{mutex_};
  return with_user(id);
}

std::vector<std::optional<session_with_user>> store::find_sessions(std::span<const std::string_view> ids) {
  const std::lock_guard lock{mutex_};
  std::vector<std::optional<session_with_user>> found;
  for (const auto id : ids) found.push_back(with_user(id));
  return found;
}

std::vector<session_row> store::list_sessions(std::string_view user_id) {
  const std::lock_guard lock{mutex_};
  return of_user(sessions_, user_id);
}

bool store::set_session_times(std::string_view id, const session_times& times) {
  const std::lock_guard lock{mutex_};
  const auto at = sessions_.find(id);
  if (at == sessions_.end()) return false;
  const auto created_at = at->second.times.created_at;
  at->second.times = times;
  at->second.times.created_at = created_at;
  return true;
}

insertion store::update_session(std::string_view id, std::span<const assignment> changes) {
  const std::lock_guard lock{mutex_};
  return update_in(sessions_, id, changes, insertion::no_session);
}

bool store::erase_session(std::string_view id) {
  const std::lock_guard lock{mutex_};
  return erase_in(sessions_, id);
}

std::int64_t store::erase_sessions(std::string_view user_id) {
  const std::lock_guard lock{mutex_};
  const auto erased =
      std::erase_if(sessions_, [&](const auto& entry) { return entry.second.user_id == user_id; });
  return static_cast<std::int64_t>(erased);
}

std::int64_t store::erase_expired(const expiry_bounds& bounds, std::int64_t limit) {
  const std::lock_guard lock{mutex_};
  std::int64_t erased = 0;
  for (auto at = sessions_.begin(); at != sessions_.end() && erased < limit;) {
    if (is_over(at->second.times, bounds, rules_.expiry)) {
      at = sessions_.erase(at);
      ++erased;
    } else {
      ++at;
    }
  }
  return erased;
}

}  // namespace cardea::memory
