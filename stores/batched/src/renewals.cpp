// SPDX-License-Identifier: MIT
#include "renewals.hpp"

#include <chrono>
#include <utility>

namespace cardea::batched {
namespace {

/// For clocks that differ between processes, and a database that takes its time.
constexpr duration margin = std::chrono::minutes{1};

}  // namespace

renewals::renewals(session_store& inner, duration interval, std::size_t most, report on_error)
    : inner_{&inner}, interval_{interval}, most_{most}, on_error_{std::move(on_error)}, thread_{[this] {
        run();
      }} {}

renewals::~renewals() {
  {
    const std::lock_guard lock{mutex_};
    stops_ = true;
  }
  changed_.notify_all();
  thread_.join();
  try_to_write();
}

void renewals::run() {
  std::unique_lock lock{mutex_};
  for (;;) {
    changed_.wait(lock, [&] { return stops_ || !waiting_.empty(); });
    if (changed_.wait_for(lock, interval_, [&] { return stops_; })) return;
    lock.unlock();
    try_to_write();
    lock.lock();
  }
}

bool renewals::put_off(std::string_view id, const session_times& times, duration left) {
  // Nobody else may come to find the row expired before it is written, or written at the second attempt.
  if (left < 2 * interval_ + margin) return false;
  const std::lock_guard lock{mutex_};
  if (const auto known = waiting_.find(id); known != waiting_.end()) {
    known->second.times = times;
    return true;
  }
  if (waiting_.size() + leaving_.size() >= most_) return false;
  waiting_.emplace(id, entry{times});
  ++count_;
  if (waiting_.size() == 1) changed_.notify_all();
  return true;
}

std::optional<session_times> renewals::of(std::string_view id) {
  if (count_ == 0) return std::nullopt;
  const std::lock_guard lock{mutex_};
  for (const auto* all : {&waiting_, &leaving_})
    if (const auto known = all->find(id); known != all->end() && !known->second.is_forgotten)
      return known->second.times;
  return std::nullopt;
}

void renewals::forget(std::string_view id) {
  const std::lock_guard lock{mutex_};
  if (const auto known = waiting_.find(id); known != waiting_.end()) {
    waiting_.erase(known);
    --count_;
  }
  if (const auto known = leaving_.find(id); known != leaving_.end()) known->second.is_forgotten = true;
}

void renewals::settle(std::string_view id) {
  forget(id);
  std::unique_lock lock{mutex_};
  settled_.wait(lock, [&] { return leaving_.find(id) == leaving_.end(); });
}

void renewals::write() {
  const std::lock_guard one_at_a_time{writer_};
  std::vector<session_renewal> all;
  {
    const std::lock_guard lock{mutex_};
    if (waiting_.empty()) return;
    all.reserve(waiting_.size());
    for (const auto& [id, one] : waiting_) all.push_back({id, one.times});
    leaving_.swap(waiting_);
  }
  try {
    write_all(all);
  } catch (...) {
    end_writing(false);
    throw;
  }
  end_writing(true);
}

void renewals::end_writing(bool is_done) noexcept {
  {
    const std::lock_guard lock{mutex_};
    if (!is_done) {
      std::erase_if(leaving_, [](const auto& one) { return one.second.is_forgotten; });
      waiting_.merge(leaving_);  // What has come for one meanwhile is newer and stays.
    }
    leaving_.clear();
    count_ = waiting_.size();
  }
  settled_.notify_all();
}

void renewals::write_all(std::span<const session_renewal> all) {
  try {
    inner_->set_many_session_times(all);
  } catch (const error& e) {
    if (e.retryable()) throw;
    write_each(all);
  }
}

/// One that the database refuses does not keep the others.
void renewals::write_each(std::span<const session_renewal> all) {
  for (const auto& one : all) {
    try {
      (void)inner_->set_session_times(one.id, one.times);
    } catch (const error& e) {
      if (e.retryable()) throw;
      tell(e);
    }
  }
}

void renewals::try_to_write() noexcept {
  try {
    write();
  } catch (const error& e) {
    tell(e);
  } catch (const std::exception& e) {
    tell(error{errc::internal, e.what()});
  }
}

void renewals::tell(const error& what) const noexcept {
  if (on_error_) on_error_(what);
}

}  // namespace cardea::batched
