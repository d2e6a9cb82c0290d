// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/forwarding_store.hpp>

#include <atomic>
#include <memory>
#include <utility>

namespace cardea {

/// A real store whose n-th call fails as a database does, before or after it has had its effect: what a
/// caller cannot tell apart.
class faulty_store final : public forwarding_store {
 public:
  enum class moment { before, after };
  struct plan {
    std::atomic<int> calls = 0;         ///< made so far
    int fail_at = 0;                    ///< 1: the first; 0: none
    std::atomic<bool> is_gone = false;  ///< every one fails
    moment when = moment::before;

    void begin(int at = 0, moment then = moment::before) {
      calls = 0;
      fail_at = at;
      when = then;
    }
  };

  faulty_store(std::unique_ptr<store> inner, std::shared_ptr<plan> faults)
      : forwarding_store{std::move(inner)}, plan_{std::move(faults)} {}

 private:
  template <class F>
  auto call(F&& f) {
    const bool fails = ++plan_->calls == plan_->fail_at || plan_->is_gone;
    if (fails && plan_->when == moment::before) throw error{errc::unavailable, "the connection was cut"};
    auto answer = f();
    if (fails) throw error{errc::unavailable, "the connection was cut after the statement"};
    return answer;
  }

 public:
  std::vector<finding> check() override {
    return call([&] { return inner().check(); });
  }
  std::vector<std::string> migrate(bool run, const migrate_options& options = {}) override {
    return call([&] { return inner().migrate(run, options); });
  }

  insertion insert_user(const user_row& u, const key_row* k) override {
    return call([&] { return inner().insert_user(u, k); });
  }
  std::optional<user_row> find_user(std::string_view id) override {
    return call([&] { return inner().find_user(id); });
  }
  std::vector<user_row> list_users(std::string_view after, std::size_t limit) override {
    return call([&] { return inner().list_users(after, limit); });
  }
  insertion update_user(std::string_view id, std::span<const assignment> c) override {
    return call([&] { return inner().update_user(id, c); });
  }
  bool erase_user(std::string_view id) override {
    return call([&] { return inner().erase_user(id); });
  }

  insertion insert_key(const key_row& k) override {
    return call([&] { return inner().insert_key(k); });
  }
  std::optional<key_row> find_key(std::string_view id) override {
    return call([&] { return inner().find_key(id); });
  }
  std::vector<key_row> list_keys(std::string_view id) override {
    return call([&] { return inner().list_keys(id); });
  }
  bool set_key_password(std::string_view id, const std::optional<std::string>& hash) override {
    return call([&] { return inner().set_key_password(id, hash); });
  }
  bool replace_key_password(std::string_view id, std::string_view expected, std::string_view hash) override {
    return call([&] { return inner().replace_key_password(id, expected, hash); });
  }
  bool erase_key(std::string_view id) override {
    return call([&] { return inner().erase_key(id); });
  }

  insertion insert_session(const session_row& s) override {
    return call([&] { return inner().insert_session(s); });
  }
  insertion insert_successor(const session_row& s, std::string_view id) override {
    return call([&] { return inner().insert_successor(s, id); });
  }
  std::vector<std::optional<session_with_user>> find_sessions(
      std::span<const std::string_view> ids) override {
    return call([&] { return inner().find_sessions(ids); });
  }
  std::optional<session_with_user> find_session(std::string_view id) override {
    return call([&] { return inner().find_session(id); });
  }
  std::vector<session_row> list_sessions(std::string_view id) override {
    return call([&] { return inner().list_sessions(id); });
  }
  bool set_session_times(std::string_view id, const session_times& t) override {
    return call([&] { return inner().set_session_times(id, t); });
  }
  insertion update_session(std::string_view id, std::span<const assignment> c) override {
    return call([&] { return inner().update_session(id, c); });
  }
  bool erase_session(std::string_view id) override {
    return call([&] { return inner().erase_session(id); });
  }
  std::int64_t erase_sessions(std::string_view id) override {
    return call([&] { return inner().erase_sessions(id); });
  }
  std::int64_t erase_expired(const expiry_bounds& b, std::int64_t limit) override {
    return call([&] { return inner().erase_expired(b, limit); });
  }

 private:
  std::shared_ptr<plan> plan_;
};

}  // namespace cardea
