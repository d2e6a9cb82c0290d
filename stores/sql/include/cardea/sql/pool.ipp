// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/sql/pool.hpp>

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace cardea::sql {

template <connection Connection>
struct server_pool<Connection>::state {
  struct idle {
    std::unique_ptr<Connection> one;
    std::chrono::steady_clock::time_point opened;
  };

  std::string url{};
  options_type options{};
  std::mutex mutex{};
  std::condition_variable freed{};
  std::vector<idle> idle_ones{};  ///< the last one used is the first to be used again
  std::size_t open = 0;           ///< idle or on loan

  [[nodiscard]] bool is_too_old(std::chrono::steady_clock::time_point opened) const {
    return std::chrono::steady_clock::now() - opened >= options.max_lifetime;
  }

  void give_back(std::unique_ptr<Connection> lent, std::chrono::steady_clock::time_point opened) noexcept {
    if (!lent->is_idle() || is_too_old(opened)) lent.reset();
    {
      const std::lock_guard lock{mutex};
      if (lent) {
        idle_ones.push_back({std::move(lent), opened});  // Within the capacity reserved at the start.
      } else {
        --open;
      }
    }
    freed.notify_one();
  }
};

template <connection Connection>
server_pool<Connection>::server_pool(std::string url, options_type options)
    : state_{std::make_shared<state>()} {
  if (options.size == 0) throw error{errc::invalid_argument, "a pool needs at least one connection"};
  state_->url = std::move(url);
  state_->idle_ones.reserve(options.size);
  state_->options = std::move(options);
}

template <connection Connection>
server_pool<Connection>::lease::lease(std::shared_ptr<state> owner, std::unique_ptr<Connection> lent,
                                      std::chrono::steady_clock::time_point opened) noexcept
    : owner_{std::move(owner)}, lent_{std::move(lent)}, opened_{opened} {}

template <connection Connection>
server_pool<Connection>::lease::~lease() {
  if (lent_) owner_->give_back(std::move(lent_), opened_);
}

template <connection Connection>
typename server_pool<Connection>::lease server_pool<Connection>::lend(bool to_write) {
  auto& s = *state_;
  std::unique_lock lock{s.mutex};
  const auto ready = [&] { return !s.idle_ones.empty() || s.open < s.options.size; };
  if (!ready() && !s.freed.wait_for(lock, s.options.wait_timeout, ready))
    throw error{errc::busy, "none of the " + std::to_string(s.options.size) +
                                " connections to the database became free within " +
                                std::to_string(s.options.wait_timeout.count()) + " ms"};
  typename state::idle taken;
  if (s.idle_ones.empty()) {
    ++s.open;
  } else {
    taken = std::move(s.idle_ones.back());
    s.idle_ones.pop_back();
  }
  lock.unlock();
  // One that the server has closed meanwhile is seen here, before anything is sent on it.
  if (taken.one && !s.is_too_old(taken.opened) && (!to_write || taken.one->is_fit()))
    return {state_, std::move(taken.one), taken.opened};
  try {
    taken.one.reset();
    return {state_, std::make_unique<Connection>(s.url, s.options.connect), std::chrono::steady_clock::now()};
  } catch (...) {
    lock.lock();
    --s.open;
    lock.unlock();
    s.freed.notify_one();
    throw;
  }
}

}  // namespace cardea::sql
