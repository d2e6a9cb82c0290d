// SPDX-License-Identifier: MIT
#pragma once
#include "lender.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace cardea::sqlite {

/// The connections that read. A thread comes back to the one that it used last, whose pages and statements
/// are warm, and shares nothing with a thread on another one. Thread-safe.
class readers {
 public:
  /// `open` makes a connection; it is called where more are wanted than are open, `most` times at once at the
  /// most.
  readers(std::size_t most, std::chrono::milliseconds wait_timeout,
          std::function<std::unique_ptr<connection>()> open);

  /// Throws `errc::busy` where none became free in time, and what `open` throws.
  [[nodiscard]] std::shared_ptr<lender> take();

 private:
  /// Where those wait who found none. A lease may outlive the pool, so each reader holds it too.
  struct queue {
    std::mutex mutex{};
    std::condition_variable freed{};
    std::atomic<int> waiting{0};
    void notify() noexcept;
  };
  enum class status : unsigned char { closed, idle, lent };

  /// On cache lines of its own, with the count of those who hold it.
  class alignas(64) reader final : public lender {
   public:
    explicit reader(std::shared_ptr<queue> queue) : queue_{std::move(queue)} {}
    void take_back() noexcept override { free(status::idle); }
    [[nodiscard]] bool try_take(status as) noexcept;
    void open(const std::function<std::unique_ptr<connection>()>& open);

   private:
    void free(status as) noexcept;

    std::atomic<status> status_{status::closed};
    std::shared_ptr<queue> queue_;
  };

  [[nodiscard]] std::shared_ptr<reader> try_take();

  std::function<std::unique_ptr<connection>()> open_;
  std::chrono::milliseconds wait_timeout_;
  std::shared_ptr<queue> queue_;
  std::vector<std::shared_ptr<reader>> all_;
};

}  // namespace cardea::sqlite
