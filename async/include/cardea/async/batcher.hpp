// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/async/detail/batch.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>

#include <functional>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace cardea::async {

/// Questions of one kind, answered many at a time: those that are asked while some are under way leave
/// together as the next batch, as one call on a pool. There is no timer: the first leaves as soon as its loop
/// has seen what else is there already. For look-ups in a database, where many cost little more than one.
///
/// Safe to use from several threads at once. What was asked is answered even where the batcher is gone
/// meanwhile; the pool and the loop outlive that.
template <class Question, class Answer>
class batcher {
  static_assert(!std::is_same_v<Answer, bool>, "the answers of a batch stand in a vector: wrap a bool");

 public:
  /// Answers each question in its place; `answers` are made by their default constructor. Called on threads
  /// of the pool, for `in_flight` batches at a time. Where it throws for several, each is asked again by
  /// itself, so that one does not spoil the others; two in a row that fail are taken for all that are left.
  using function = std::function<void(std::span<Question> questions, std::span<Answer> answers)>;

  /// `home` is the executor of a loop, where batches are gathered and their answers handed out; one batcher
  /// for each loop is best. `on` outlives the calls.
  batcher(boost::asio::any_io_executor home, pool& on, function ask, batch_options options = {})
      : state_{std::make_shared<state>(std::move(home), on, std::move(ask), options)} {}

  /// Completes any Asio completion token by `void(std::exception_ptr, Answer)`, on the handler's own
  /// executor, else on `home`. A std::system_error of `errc::full`: as many wait as may, or the pool is full;
  /// `errc::stopped`: the pool is. Cancelled while it waits, it is not asked, and completes with
  /// std::errc::operation_canceled when its turn comes.
  template <class Token>
  auto async_ask(Question what, Token&& token) {
    return boost::asio::async_initiate<Token, void(std::exception_ptr, Answer)>(
        detail::initiate_question{}, token, state_, std::move(what));
  }

  /// How many are asked, and not answered yet.
  [[nodiscard]] std::size_t waiting() const noexcept { return state_->waiting(); }

 private:
  using state = detail::batch_state<Question, Answer>;
  std::shared_ptr<state> state_;
};

}  // namespace cardea::async
