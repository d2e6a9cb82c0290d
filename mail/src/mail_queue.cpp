// SPDX-License-Identifier: MIT
#include <cardea/mail/mail_queue.hpp>

#include <algorithm>

namespace cardea::mail {
namespace {

using std::chrono::milliseconds;

queue_options checked(queue_options options) {
  if (options.capacity < 1 || options.attempts < 1 || options.first_pause < milliseconds{1} ||
      options.longest_pause < options.first_pause || options.drain < milliseconds::zero())
    throw error{errc::invalid_argument, "the options of a mail queue contradict themselves"};
  return options;
}

/// Twice as long each time; said without a shift, which a large number of attempts would overflow.
milliseconds pause_after(int attempts, const queue_options& options) {
  auto pause = options.first_pause;
  for (int i = 1; i < attempts && pause < options.longest_pause; ++i) pause *= 2;
  return std::min(pause, options.longest_pause);
}

}  // namespace

mail_queue::mail_queue(std::unique_ptr<mailer> to, queue_options options)
    : to_{std::move(to)}, options_{checked(std::move(options))}, thread_{[this] { run(); }} {}

mail_queue::~mail_queue() { stop(options_.drain); }

bool mail_queue::enqueue(message letter) {
  {
    const std::lock_guard lock{mutex_};
    if (is_stopped_ || waiting_.size() >= options_.capacity) {
      ++counts_.refused;
      return false;
    }
    waiting_.push_back({.letter = std::move(letter), .due = clock::now()});
  }
  changed_.notify_one();
  return true;
}

queue_counts mail_queue::counts() const {
  const std::lock_guard lock{mutex_};
  auto counts = counts_;
  counts.waiting = waiting_.size();
  return counts;
}

void mail_queue::stop(milliseconds within) {
  std::call_once(stopped_, [&] {
    {
      const std::lock_guard lock{mutex_};
      is_stopped_ = true;
      const auto now = clock::now();
      give_up_at_ = now + within;
      for (auto& one : waiting_) one.due = std::min(one.due, now);
    }
    changed_.notify_one();
    thread_.join();
  });
}

std::list<mail_queue::waiting>::iterator mail_queue::next() {
  return std::min_element(waiting_.begin(), waiting_.end(),
                          [](const waiting& a, const waiting& b) { return a.due < b.due; });
}

void mail_queue::attempt(std::unique_lock<std::mutex>& lock, std::list<waiting>::iterator one) {
  const auto attempts = ++one->attempts;
  std::unique_ptr<error> reason;
  // Nobody else erases, and a list's elements stay where they are: the letter may be read without the lock.
  lock.unlock();
  try {
    to_->send(one->letter);
  } catch (const error& e) {
    reason = std::make_unique<error>(e);
  } catch (const std::exception& e) {
    reason = std::make_unique<error>(errc::internal, e.what());
  }
  lock.lock();
  if (!reason) {
    ++counts_.sent;
    waiting_.erase(one);
    return;
  }
  const bool gave_up = !reason->retryable() || attempts >= options_.attempts || is_stopped_;
  ++counts_.failed_attempts;
  counts_.given_up += gave_up;
  if (gave_up) {
    waiting_.erase(one);
  } else {
    one->due = clock::now() + pause_after(attempts, options_);
  }
  if (!options_.on_failure) return;
  lock.unlock();
  try {
    options_.on_failure(*reason, gave_up);
  } catch (...) {
    // It only tells: the next letter does not suffer for it.
  }
  lock.lock();
}

void mail_queue::run() {
  std::unique_lock lock{mutex_};
  for (;;) {
    if (waiting_.empty()) {
      if (is_stopped_) return;
      changed_.wait(lock);
      continue;
    }
    if (is_stopped_ && clock::now() >= give_up_at_) {
      counts_.given_up += waiting_.size();
      waiting_.clear();
      return;
    }
    const auto one = next();
    const auto due = one->due;
    if (due > clock::now()) {
      changed_.wait_until(lock, due);
      continue;
    }
    attempt(lock, one);
  }
}

}  // namespace cardea::mail
