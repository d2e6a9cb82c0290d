// SPDX-License-Identifier: MIT
#include "readiness.hpp"

namespace cardea::server {
namespace {

/// A database that takes this long over a look-up of one row does not answer.
constexpr std::chrono::seconds too_long{5};

}  // namespace

bool readiness::ask() const noexcept try { return !ask_ || ask_(); } catch (...) {
  return false;
}

bool readiness::is_ready() noexcept {
  {
    const std::lock_guard lock{mutex_};
    const auto now = clock::now();
    if (said_ && now - said_at_ < holds_) return *said_;
    // Before anything was said there is nothing to say but what is asked.
    if (asking_ > 0 && said_) return *said_ && now - asked_at_ < too_long;
    if (asking_++ == 0) asked_at_ = now;
  }
  const bool answer = ask();
  const std::lock_guard lock{mutex_};
  --asking_;
  said_ = answer;
  said_at_ = clock::now();
  return answer;
}

}  // namespace cardea::server
