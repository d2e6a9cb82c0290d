// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace cardea::batched {

using answer = std::optional<session_with_user>;

/// One caller's question, on that caller's stack.
struct question {
  std::span<const std::string_view> ids;
  std::span<answer> answers;
};

/// Questions that leave together. Shared by those who ask: added to by one thread at a time, then led by one.
class batch {
 public:
  /// What became of it, where one question may have spoilt it for all.
  enum class outcome {
    answered,
    failed,     ///< with `failure`, for everybody
    ask_alone,  ///< each is to ask by itself
  };

  void add(question& one);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool is_of_one() const noexcept { return questions_.size() == 1; }

  /// Waits until the answers are there, or until it is the caller who is to get them: then true.
  [[nodiscard]] bool wait_to_lead() noexcept;
  void let_one_lead() noexcept;

  /// For the leader: first this, then that, and nobody waits any more.
  void look_up(session_store& inner) noexcept;
  void hand_out() noexcept;

  [[nodiscard]] outcome result() const noexcept { return outcome_; }
  [[nodiscard]] const error& failure() const noexcept { return *failure_; }

 private:
  struct place {
    std::string_view id;
    answer* to;
  };
  void fill();

  enum stage : int { gathering, wants_leader, led, over };
  std::atomic<int> stage_{gathering};
  std::vector<question*> questions_;
  std::size_t size_ = 0;  ///< ids
  outcome outcome_ = outcome::ask_alone;
  std::optional<error> failure_;
  // The leader's.
  std::vector<place> places_;  ///< in the order of ids
  std::vector<answer> found_;  ///< of each different id
};

/// Who asks at once, who waits, and for whom.
class lookups {
 public:
  lookups(session_store& inner, std::size_t max_batch, std::size_t max_in_flight) noexcept
      : inner_{&inner}, max_batch_{max_batch}, max_in_flight_{max_in_flight} {}

  /// Fills the answers; throws what the store throws. Not more ids than fit a batch.
  void find(question asked);
  /// How many ids wait for a look-up to leave.
  [[nodiscard]] std::size_t waiting();

 private:
  class turn;
  void ask_alone(question& asked);
  /// Null: the caller asks at once.
  std::shared_ptr<batch> join(question& asked);
  /// To who is next, when a look-up is done.
  void pass_on() noexcept;

  session_store* inner_;
  std::size_t max_batch_;
  std::size_t max_in_flight_;
  std::mutex mutex_;
  std::size_t in_flight_ = 0;
  std::deque<std::shared_ptr<batch>> waiting_;  ///< the last one is still open
};

}  // namespace cardea::batched
