// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>

#include <memory>
#include <utility>

namespace cardea {

/// Passes every call on to the store that it is made of: what a decorator derives from, to override only what
/// it changes. Thread-safe as far as that store is. The forms of `set_session_times` that wait or take many
/// come down to that one here, so that who overrides it sees every change of times.
class forwarding_store : public store {
 public:
  /// Throws `errc::invalid_argument` for no store.
  explicit forwarding_store(std::unique_ptr<store> inner) : inner_{std::move(inner)} {
    if (!inner_) throw error{errc::invalid_argument, "there is no store to pass calls on to"};
  }

  [[nodiscard]] const cardea::scheme& scheme() const noexcept override { return inner_->scheme(); }
  void prepare(const columns& user_attributes, const columns& session_attributes) override {
    inner_->prepare(user_attributes, session_attributes);
  }
  std::vector<finding> check() override { return inner_->check(); }
  std::vector<std::string> migrate(bool run, const migrate_options& options = {}) override {
    return inner_->migrate(run, options);
  }
  [[nodiscard]] bool has_keys() const noexcept override { return inner_->has_keys(); }
  [[nodiscard]] bool has_key_expiry() const noexcept override { return inner_->has_key_expiry(); }

  insertion insert_user(const user_row& user, const key_row* key) override {
    return inner_->insert_user(user, key);
  }
  std::optional<user_row> find_user(std::string_view id) override { return inner_->find_user(id); }
  std::vector<user_row> list_users(std::string_view after, std::size_t limit) override {
    return inner_->list_users(after, limit);
  }
  insertion update_user(std::string_view id, std::span<const assignment> changes) override {
    return inner_->update_user(id, changes);
  }
  bool erase_user(std::string_view id) override { return inner_->erase_user(id); }

  insertion insert_key(const key_row& key) override { return inner_->insert_key(key); }
  std::optional<key_row> find_key(std::string_view id) override { return inner_->find_key(id); }
  std::vector<key_row> list_keys(std::string_view user_id) override { return inner_->list_keys(user_id); }
  bool set_key_password(std::string_view id, const std::optional<std::string>& hash) override {
    return inner_->set_key_password(id, hash);
  }
  bool replace_key_password(std::string_view id, std::string_view expected, std::string_view hash) override {
    return inner_->replace_key_password(id, expected, hash);
  }
  bool erase_key(std::string_view id) override { return inner_->erase_key(id); }

  insertion insert_session(const session_row& session) override { return inner_->insert_session(session); }
  insertion insert_successor(const session_row& session, std::string_view predecessor) override {
    return inner_->insert_successor(session, predecessor);
  }
  std::vector<std::optional<session_with_user>> find_sessions(
      std::span<const std::string_view> ids) override {
    return inner_->find_sessions(ids);
  }
  std::optional<session_with_user> find_session(std::string_view id) override {
    return inner_->find_session(id);
  }
  std::vector<session_row> list_sessions(std::string_view user_id) override {
    return inner_->list_sessions(user_id);
  }
  bool set_session_times(std::string_view id, const session_times& times) override {
    return inner_->set_session_times(id, times);
  }
  insertion update_session(std::string_view id, std::span<const assignment> changes) override {
    return inner_->update_session(id, changes);
  }
  bool erase_session(std::string_view id) override { return inner_->erase_session(id); }
  std::int64_t erase_sessions(std::string_view user_id) override { return inner_->erase_sessions(user_id); }
  std::int64_t erase_expired(const expiry_bounds& bounds, std::int64_t limit) override {
    return inner_->erase_expired(bounds, limit);
  }

 protected:
  [[nodiscard]] store& inner() noexcept { return *inner_; }
  [[nodiscard]] const store& inner() const noexcept { return *inner_; }

 private:
  std::unique_ptr<store> inner_;
};

}  // namespace cardea
