// SPDX-License-Identifier: MIT
#pragma once
#include "watched_store.hpp"

#include <mutex>

/// What was written of sessions' times, and what is to fail.
class written {
 public:
  void add(std::string call) {
    const std::lock_guard lock{mutex_};
    calls_.push_back(std::move(call));
  }
  void add(const cardea::error& e) {
    const std::lock_guard lock{mutex_};
    errors_.push_back(e.code());
  }
  [[nodiscard]] std::vector<std::string> calls() {
    const std::lock_guard lock{mutex_};
    return calls_;
  }
  [[nodiscard]] std::vector<cardea::errc> errors() {
    const std::lock_guard lock{mutex_};
    return errors_;
  }

  // Set before there is a store. Called instead of writing, if they throw.
  std::function<void(int call)> fail_many = [](int) {};
  std::function<void(std::string_view id)> fail_one = [](std::string_view) {};

 private:
  std::mutex mutex_;
  std::vector<std::string> calls_;
  std::vector<cardea::errc> errors_;
};

class renewed_store final : public cardea::forwarding_store {
 public:
  renewed_store(std::unique_ptr<cardea::store> inner, std::shared_ptr<written> log)
      : forwarding_store{std::move(inner)}, log_{std::move(log)} {}

  bool set_session_times(std::string_view id, const cardea::session_times& times) override {
    log_->add(std::string{id});
    log_->fail_one(id);
    return inner().set_session_times(id, times);
  }
  void set_many_session_times(std::span<const cardea::session_renewal> all) override {
    std::string call = "many";
    for (const auto& one : all) call += ' ' + one.id;
    log_->add(std::move(call));
    log_->fail_many(++calls_);
    inner().set_many_session_times(all);
  }

 private:
  std::shared_ptr<written> log_;
  int calls_ = 0;
};
