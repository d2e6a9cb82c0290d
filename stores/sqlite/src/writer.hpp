// SPDX-License-Identifier: MIT
#pragma once
#include "lender.hpp"

#include <cardea/sqlite/pool.hpp>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <span>

namespace cardea::sqlite {

/// The connection that writes. Those who come while it is in use wait, and the next to have it takes the work
/// of the others along, in one transaction: one wait for the disk serves them all. Thread-safe.
class writer final : public lender {
 public:
  writer(std::unique_ptr<connection> one, std::chrono::milliseconds wait_timeout);

  /// Until `take_back`. Throws `errc::busy` where it did not become free in time.
  void take();
  void take_back() noexcept override;
  /// Runs the work, on this thread or another, and returns when it is in the database for good.
  void change(const sql::work<connection>& what);

 private:
  struct request {
    const sql::work<connection>* what;
    enum { waits, runs, done } state = waits;
    std::exception_ptr failure{};
    std::condition_variable woken{};
    request* next = nullptr;
  };

  bool wait_for_turn(std::unique_lock<std::mutex>& lock, request& mine);
  void add(request& one) noexcept;
  bool remove(request& one) noexcept;
  void free() noexcept;
  void run(request& one, const sql::transaction_words& words = pool::words()) noexcept;
  void run_together(std::span<request* const> all) noexcept;
  [[noreturn]] void throw_busy() const;

  std::chrono::milliseconds wait_timeout_;
  std::mutex mutex_{};
  bool is_lent_ = false;
  std::condition_variable freed_{};  ///< for those who take it whole
  request* first_ = nullptr;         ///< those whose work is still to be begun, in the order they came
};

}  // namespace cardea::sqlite
