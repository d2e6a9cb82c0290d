// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/cached/store.hpp>
#include <cardea/memory/store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace cardea::cached {

using namespace std::chrono_literals;

/// The memory store, with what the test wants done between a look-up and its answer, and a count of look-ups.
class watched_store final : public forwarding_store {
 public:
  struct watch {
    std::atomic<int> look_ups{0};
    std::atomic<bool> fails{false};
    std::function<void()> before_answer{};
    duration left{};
  };
  watched_store(std::unique_ptr<store> inner, std::shared_ptr<watch> by)
      : forwarding_store{std::move(inner)}, by_{std::move(by)} {}

  std::optional<session_with_user> find_session(std::string_view id) override {
    ++by_->look_ups;
    if (by_->fails) throw error{errc::unavailable, "the database is gone"};
    auto found = inner().find_session(id);
    if (by_->before_answer) by_->before_answer();
    return found;
  }
  std::vector<std::optional<session_with_user>> find_sessions(
      std::span<const std::string_view> ids) override {
    by_->look_ups += static_cast<int>(ids.size());
    return inner().find_sessions(ids);
  }
  bool set_session_times_within(std::string_view id, const session_times& times, duration left) override {
    by_->left = left;
    return inner().set_session_times(id, times);
  }
  bool erase_session(std::string_view id) override {
    const bool done = inner().erase_session(id);
    if (by_->fails) throw error{errc::outcome_unknown, "the connection was cut"};
    return done;
  }

 private:
  std::shared_ptr<watch> by_;
};

/// A channel that says what the test says.
class spoken_channel final : public change_channel {
 public:
  struct line {
    change_listener* to = nullptr;
    std::vector<finding> missing{};
    int stops = 0;
  };
  explicit spoken_channel(std::shared_ptr<line> with) : line_{std::move(with)} {}
  void start(change_listener& to, std::chrono::milliseconds) override { line_->to = &to; }
  void stop() noexcept override { ++line_->stops; }
  std::vector<finding> check() override { return line_->missing; }
  std::vector<std::string> migrate(bool, const migrate_options&) override { return {"make the channel"}; }

 private:
  std::shared_ptr<line> line_;
};

/// A cache before the memory store, which is written behind its back through `behind`, with a clock that
/// stands still until it is moved.
struct bench {
  explicit bench(options how = {}) {
    auto memory = std::make_unique<memory::store>(schemes::lucia_v3);
    behind = memory.get();
    how.clock = [this] { return boot_time{now.load()}; };
    store = std::make_unique<cached::store>(std::make_unique<watched_store>(std::move(memory), watch),
                                            std::make_unique<spoken_channel>(line), how);
    EXPECT_EQ(behind->insert_user({.id = "u1", .attributes = {std::string{"Ada"}}}, nullptr),
              insertion::done);
    confirm();
  }
  bench(const bench&) = delete;
  bench& operator=(const bench&) = delete;

  void confirm() { line->to->confirmed(line->to->now()); }
  void pass(std::chrono::nanoseconds time) { now += time.count(); }
  void have(const std::string& id, const std::string& user = "u1") {
    EXPECT_EQ(behind->insert_session({.id = id, .user_id = user, .times = {}, .attributes = {}}),
              insertion::done);
  }
  /// How many look-ups reach the store behind while it is found, or not, as said.
  int asked(const std::string& id, bool is_there = true) {
    const int before = watch->look_ups;
    EXPECT_EQ(store->find_session(id).has_value(), is_there) << id;
    return watch->look_ups - before;
  }

  std::atomic<std::int64_t> now{boot_time{1h}.count()};
  std::shared_ptr<watched_store::watch> watch = std::make_shared<watched_store::watch>();
  std::shared_ptr<spoken_channel::line> line = std::make_shared<spoken_channel::line>();
  memory::store* behind = nullptr;
  std::unique_ptr<cached::store> store;
};

}  // namespace cardea::cached
