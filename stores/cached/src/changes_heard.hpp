// SPDX-License-Identifier: MIT
#pragma once
#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cardea::cached {

/// What is known of changes, without a list of what is kept. Each change has a number, and for each hash of a
/// session and of a user stands the number of the newest one. A row holds if its look-up began after all that
/// concern it: so one number decides whether a row that is kept is out of date, and whether one that was
/// under way when a change came may be kept at all. Hashes share their places, which costs a look-up more and
/// no answer that is wrong.
class changes_heard {
  using numbers = std::vector<std::atomic<std::uint64_t>>;
  template <class Numbers>
  static auto& at(Numbers& all, std::uint64_t hash) noexcept {
    return all[hash & (all.size() - 1)];
  }

 public:
  explicit changes_heard(std::size_t places)
      : sessions_(std::bit_ceil(std::max<std::size_t>(places, 64))), users_(sessions_.size()) {}

  /// To be asked before a row is looked up.
  [[nodiscard]] std::uint64_t count() const noexcept { return count_.load(std::memory_order_acquire); }

  void session(std::uint64_t hash) noexcept { raise(at(sessions_, hash)); }
  void user(std::uint64_t hash) noexcept { raise(at(users_, hash)); }
  void all() noexcept { raise(all_); }

  [[nodiscard]] bool hold(std::uint64_t known_at, std::uint64_t session, std::uint64_t user) const noexcept {
    const auto is_before = [known_at](const std::atomic<std::uint64_t>& change) {
      return change.load(std::memory_order_acquire) <= known_at;
    };
    return is_before(all_) && is_before(at(sessions_, session)) && is_before(at(users_, user));
  }

 private:
  void raise(std::atomic<std::uint64_t>& place) noexcept {
    const auto mine = count_.fetch_add(1, std::memory_order_acq_rel) + 1;
    auto there = place.load(std::memory_order_relaxed);
    while (there < mine && !place.compare_exchange_weak(there, mine, std::memory_order_acq_rel)) {
    }
  }

  std::atomic<std::uint64_t> count_{0};
  std::atomic<std::uint64_t> all_{0};
  numbers sessions_, users_;
};

}  // namespace cardea::cached
