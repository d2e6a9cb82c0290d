// SPDX-License-Identifier: MIT
#include "readers.hpp"

#include <cardea/error.hpp>

#include <utility>

namespace cardea::sqlite {
namespace {

/// Where the thread begins to look, in every pool: at first each at another place, then where it was served.
std::size_t& home() noexcept {
  static std::atomic<std::size_t> threads{0};
  thread_local std::size_t place = threads.fetch_add(1, std::memory_order_relaxed);
  return place;
}

}  // namespace

void readers::queue::notify() noexcept {
  // One who has counted himself either sees the place free or waits already when the lock is had.
  if (waiting.load() == 0) return;
  { const std::lock_guard lock{mutex}; }
  freed.notify_one();
}

bool readers::reader::try_take(status as) noexcept {
  return status_.load(std::memory_order_relaxed) == as && status_.compare_exchange_strong(as, status::lent);
}

void readers::reader::free(status as) noexcept {
  status_.store(as);
  queue_->notify();
}

void readers::reader::open(const std::function<std::unique_ptr<connection>()>& open) {
  if (lent) return;
  try {
    lent = open();
  } catch (...) {
    free(status::closed);
    throw;
  }
}

readers::readers(std::size_t most, std::chrono::milliseconds wait_timeout,
                 std::function<std::unique_ptr<connection>()> open)
    : open_{std::move(open)}, wait_timeout_{wait_timeout}, queue_{std::make_shared<queue>()} {
  for (std::size_t i = 0; i < most; ++i) all_.push_back(std::make_shared<reader>(queue_));
}

/// Its own, else another that is open, else one that is to be opened.
std::shared_ptr<readers::reader> readers::try_take() {
  auto& place = home();
  for (const auto as : {status::idle, status::closed})
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const auto at = (place + i) % all_.size();
      if (!all_[at]->try_take(as)) continue;
      if (i != 0) place = at;
      return all_[at];
    }
  return nullptr;
}

std::shared_ptr<lender> readers::take() {
  auto taken = try_take();
  if (!taken) {
    std::unique_lock lock{queue_->mutex};
    ++queue_->waiting;
    queue_->freed.wait_for(lock, wait_timeout_, [&] { return (taken = try_take()) != nullptr; });
    --queue_->waiting;
  }
  if (!taken)
    throw error{errc::busy, "no connection to the database became free within " +
                                std::to_string(wait_timeout_.count()) + " ms"};
  taken->open(open_);
  return taken;
}

}  // namespace cardea::sqlite
