// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/server/options.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <utility>

namespace cardea::server {

/// Threads for what blocks, and a bounded number of things that wait for one.
class blocking_pool {
 public:
  explicit blocking_pool(pool_size size) : most_{size.threads + size.waiting}, threads_{size.threads} {}

  /// Takes a place, to be given back by `release`. False: there is none.
  [[nodiscard]] bool reserve() noexcept {
    if (taken_.fetch_add(1, std::memory_order_relaxed) < most_) return true;
    release();
    return false;
  }
  void release() noexcept { taken_.fetch_sub(1, std::memory_order_relaxed); }
  /// Runs it on a thread of the pool; a place was reserved for it.
  template <class Work>
  void run(Work&& work) {
    boost::asio::post(threads_.get_executor(), std::forward<Work>(work));
  }
  /// Waits for all that was given to it.
  void join() { threads_.join(); }
  [[nodiscard]] std::size_t taken() const noexcept { return taken_.load(std::memory_order_relaxed); }
  [[nodiscard]] bool is_full() const noexcept { return taken() >= most_; }

 private:
  std::size_t most_;
  std::atomic<std::size_t> taken_{0};
  boost::asio::thread_pool threads_;
};

}  // namespace cardea::server
