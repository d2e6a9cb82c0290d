// SPDX-License-Identifier: MIT
#include "lookups.hpp"

#include "sleep.hpp"

#include <algorithm>
#include <utility>

namespace cardea::batched {

void batch::add(question& one) {
  questions_.push_back(&one);
  size_ += one.ids.size();
}

bool batch::wait_to_lead() noexcept {
  for (int now = stage_; now != over; now = stage_) {
    if (now == wants_leader && stage_.compare_exchange_strong(now, led)) return true;
    sleep_while(stage_, now);
  }
  return false;
}

void batch::let_one_lead() noexcept {
  stage_ = wants_leader;
  wake_one(stage_);
}

/// Nothing is thrown on: an exception that several threads hold is nobody's.
void batch::look_up(session_store& inner) noexcept {
  try {
    places_.reserve(size_);
    for (auto* const one : questions_)
      for (std::size_t i = 0; i < one->ids.size(); ++i) places_.push_back({one->ids[i], &one->answers[i]});
    std::ranges::sort(places_, {}, &place::id);
    std::vector<std::string_view> ids;
    ids.reserve(places_.size());
    for (const auto& each : places_)
      if (ids.empty() || ids.back() != each.id) ids.push_back(each.id);
    found_ = inner.find_sessions(ids);
    outcome_ = outcome::answered;
  } catch (const error& e) {
    if (!e.retryable()) return;
    // Everybody would hear the same, one after the other.
    failure_.emplace(e);
    outcome_ = outcome::failed;
  } catch (...) {
    // Each will see by itself.
  }
}

void batch::fill() {
  auto next = found_.begin();
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const bool is_last = i + 1 == places_.size() || places_[i + 1].id != places_[i].id;
    if (is_last) {
      *places_[i].to = std::move(*next++);
    } else {
      *places_[i].to = *next;
    }
  }
}

void batch::hand_out() noexcept {
  try {
    if (outcome_ == outcome::answered) fill();
  } catch (...) {
    outcome_ = outcome::ask_alone;
  }
  stage_ = over;
  wake_all(stage_);
}

/// The right to ask, which goes to the next in any case.
class lookups::turn {
 public:
  explicit turn(lookups& of) noexcept : of_{&of} {}
  ~turn() { of_->pass_on(); }
  turn(const turn&) = delete;
  turn& operator=(const turn&) = delete;

 private:
  lookups* of_;
};

void lookups::ask_alone(question& asked) {
  if (asked.ids.size() == 1) {
    asked.answers[0] = inner_->find_session(asked.ids[0]);
  } else {
    std::ranges::move(inner_->find_sessions(asked.ids), asked.answers.begin());
  }
}

std::shared_ptr<batch> lookups::join(question& asked) {
  const std::lock_guard lock{mutex_};
  if (in_flight_ < max_in_flight_ && waiting_.empty()) {
    ++in_flight_;
    return nullptr;
  }
  if (!waiting_.empty() && waiting_.back()->size() + asked.ids.size() <= max_batch_) {
    waiting_.back()->add(asked);
    return waiting_.back();
  }
  auto next = std::make_shared<batch>();
  next->add(asked);
  waiting_.push_back(next);
  return next;
}

std::size_t lookups::waiting() {
  const std::lock_guard lock{mutex_};
  std::size_t ids = 0;
  for (const auto& one : waiting_) ids += one->size();
  return ids;
}

void lookups::pass_on() noexcept {
  std::unique_lock lock{mutex_};
  if (waiting_.empty()) {
    --in_flight_;
    return;
  }
  const auto next = std::move(waiting_.front());
  waiting_.pop_front();
  lock.unlock();
  next->let_one_lead();
}

void lookups::find(question asked) {
  const auto joined = join(asked);
  if (!joined) {
    const turn mine{*this};
    return ask_alone(asked);
  }
  if (joined->wait_to_lead()) {
    if (joined->is_of_one()) {
      const turn mine{*this};
      return ask_alone(asked);
    }
    joined->look_up(*inner_);
    pass_on();
    joined->hand_out();
  }
  switch (joined->result()) {
    case batch::outcome::answered:
      return;
    case batch::outcome::failed:
      throw error{joined->failure().code(), joined->failure().what()};
    case batch::outcome::ask_alone:
      return ask_alone(asked);
  }
}

}  // namespace cardea::batched
