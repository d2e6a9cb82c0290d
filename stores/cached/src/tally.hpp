// SPDX-License-Identifier: MIT
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace cardea::cached {

/// Counts what threads do without having them share a line of the processor's cache.
class tally {
 public:
  void add() noexcept { parts_[part()].count.fetch_add(1, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t sum() const noexcept {
    std::uint64_t all = 0;
    for (const auto& one : parts_) all += one.count.load(std::memory_order_relaxed);
    return all;
  }

 private:
  struct alignas(64) counter {
    std::atomic<std::uint64_t> count{0};
  };
  static std::size_t part() noexcept {
    static std::atomic<std::size_t> threads{0};
    thread_local const std::size_t mine = threads.fetch_add(1, std::memory_order_relaxed) % 16;
    return mine;
  }

  std::array<counter, 16> parts_{};
};

}  // namespace cardea::cached
