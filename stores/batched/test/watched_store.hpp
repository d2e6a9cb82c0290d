// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/forwarding_store.hpp>
#include <cardea/memory/store.hpp>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

/// What was asked of a store, and by which thread.
struct asked {
  std::vector<std::string> ids;
  std::thread::id by;
  bool as_many;
};

/// A store that tells of each look-up before it is made: to hold it up, to count it, or to fail it.
class watched_store final : public cardea::forwarding_store {
 public:
  using watcher = std::function<void(const asked&)>;
  watched_store(std::unique_ptr<cardea::store> inner, watcher watch)
      : forwarding_store{std::move(inner)}, watch_{std::move(watch)} {}

  std::optional<cardea::session_with_user> find_session(std::string_view id) override {
    watch_({{std::string{id}}, std::this_thread::get_id(), false});
    return inner().find_session(id);
  }
  std::vector<std::optional<cardea::session_with_user>> find_sessions(
      std::span<const std::string_view> ids) override {
    watch_({{ids.begin(), ids.end()}, std::this_thread::get_id(), true});
    return inner().find_sessions(ids);
  }

 private:
  watcher watch_;
};

/// A user "u" with the sessions "s0", "s1", ...
inline std::unique_ptr<cardea::store> with_sessions(int count) {
  auto store = std::make_unique<cardea::memory::store>(cardea::schemes::lucia_v3);
  (void)store->insert_user({.id = "u", .attributes = {}}, nullptr);
  for (int i = 0; i < count; ++i)
    (void)store->insert_session(
        {.id = "s" + std::to_string(i), .user_id = "u", .times = {}, .attributes = {}});
  return store;
}
