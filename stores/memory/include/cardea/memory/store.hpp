// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>

#include <functional>
#include <map>
#include <mutex>

namespace cardea::memory {

/// Users, keys and sessions in this process's memory, by the rules of any scheme: `store{schemes::cardea}`.
/// For tests, and to be read first by whoever writes a store. All is gone when it is destroyed. One lock
/// makes every function atomic and safe to call from several threads at once.
class store final : public cardea::store {
 public:
  explicit store(const cardea::scheme& rules) : rules_{rules} {}

  [[nodiscard]] const cardea::scheme& scheme() const noexcept override { return rules_; }
  /// Rows here have no columns with names, so that no attribute is refused.
  void prepare(const columns&, const columns&) override {}

  insertion insert_user(const user_row& user, const key_row* key) override;
  std::optional<user_row> find_user(std::string_view id) override;
  std::vector<user_row> list_users(std::string_view after, std::size_t limit) override;
  insertion update_user(std::string_view id, std::span<const assignment> changes) override;
  bool erase_user(std::string_view id) override;

  insertion insert_key(const key_row& key) override;
  std::optional<key_row> find_key(std::string_view id) override;
  std::vector<key_row> list_keys(std::string_view user_id) override;
  bool set_key_password(std::string_view id, const std::optional<std::string>& hash) override;
  bool replace_key_password(std::string_view id, std::string_view expected, std::string_view hash) override;
  bool erase_key(std::string_view id) override;

  insertion insert_session(const session_row& session) override;
  insertion insert_successor(const session_row& session, std::string_view predecessor) override;
  std::vector<std::optional<session_with_user>> find_sessions(std::span<const std::string_view> ids) override;
  std::optional<session_with_user> find_session(std::string_view id) override;
  std::vector<session_row> list_sessions(std::string_view user_id) override;
  bool set_session_times(std::string_view id, const session_times& times) override;
  insertion update_session(std::string_view id, std::span<const assignment> changes) override;
  bool erase_session(std::string_view id) override;
  std::int64_t erase_sessions(std::string_view user_id) override;
  std::int64_t erase_expired(const expiry_bounds& bounds, std::int64_t limit) override;

 private:
  // In the order of bytes, in which lists are promised.
  template <class Row>
  using table = std::map<std::string, Row, std::less<>>;

  void require_keys() const;
  [[nodiscard]] std::optional<session_with_user> with_user(std::string_view session_id) const;

  cardea::scheme rules_;
  std::mutex mutex_;
  table<user_row> users_;
  table<key_row> keys_;
  table<session_row> sessions_;
};

}  // namespace cardea::memory
