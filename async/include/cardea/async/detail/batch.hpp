// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/async/pool.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/defer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

namespace cardea::async {

struct batch_options {
  std::size_t most = 64;       ///< in one batch; at least 1
  std::size_t waiting = 1024;  ///< how many may wait for the next batches; beyond that they are refused
  /// Batches under way at once, each on a thread of the pool; at least 1. One more leaves only where there is
  /// enough for it: where few ask, they wait for each other.
  std::size_t in_flight = 2;
};

namespace detail {

/// Who asked. Completed once, on the loop on which answers are handed out.
template <class Answer>
class caller {
 public:
  virtual ~caller() = default;
  [[nodiscard]] virtual bool was_cancelled() const noexcept = 0;
  virtual void complete(std::exception_ptr&& failure, Answer&& answer) = 0;
};

template <class Answer, class Handler>
class caller_of final : public caller<Answer> {
 public:
  caller_of(Handler handler, const boost::asio::any_io_executor& home) : handler_{std::move(handler)} {
    const auto own = boost::asio::get_associated_executor(handler_, home);
    if (!is_same(own, home)) elsewhere_.emplace(tracked(own));
    auto slot = boost::asio::get_associated_cancellation_slot(handler_);
    if (!slot.is_connected()) return;
    cancelled_ = std::make_shared<std::atomic<bool>>(false);
    slot.assign([flag = cancelled_](boost::asio::cancellation_type type) {
      if (type != boost::asio::cancellation_type::none) flag->store(true);
    });
  }
  bool was_cancelled() const noexcept override { return cancelled_ && cancelled_->load(); }
  void complete(std::exception_ptr&& failure, Answer&& answer) override {
    if (!elsewhere_) return tell(std::move(handler_), std::move(failure), std::move(answer));
    boost::asio::dispatch(*elsewhere_, [handler = std::move(handler_), failure = std::move(failure),
                                        answer = std::move(answer)]() mutable {
      tell(std::move(handler), std::move(failure), std::move(answer));
    });
  }

 private:
  using executor = boost::asio::associated_executor_t<Handler, boost::asio::any_io_executor>;

  static bool is_same(const executor& one, const boost::asio::any_io_executor& home) {
    if constexpr (std::is_same_v<executor, boost::asio::any_io_executor>) {
      return one == home;
    } else {
      const auto* const itself = home.target<executor>();
      return itself && *itself == one;
    }
  }
  static auto tracked(const executor& one) {
    return boost::asio::prefer(one, boost::asio::execution::outstanding_work.tracked);
  }
  static void tell(Handler&& handler, std::exception_ptr&& failure, Answer&& answer) {
    auto slot = boost::asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) slot.clear();
    std::move(handler)(std::move(failure), std::move(answer));
  }

  /// Where the handler is to be called, if that is not the loop on which answers are handed out. It counts as
  /// work, so that an io_context does not end while its answer is under way; the loop has that of the batch.
  std::optional<std::decay_t<decltype(tracked(std::declval<const executor&>()))>> elsewhere_;
  Handler handler_;
  std::shared_ptr<std::atomic<bool>> cancelled_{};  ///< null: nobody can
};

/// What is asked, and who is to be told: the three stand side by side.
template <class Question, class Answer>
struct batch {
  std::vector<Question> questions{};
  std::vector<std::unique_ptr<caller<Answer>>> callers{};
  std::vector<Answer> answers{};
  std::vector<std::exception_ptr> failures{};  ///< empty: there are none

  void fail(std::size_t place, std::exception_ptr why) {
    failures.resize(questions.size());
    failures[place] = std::move(why);
  }
  void fail_from(std::size_t place, const std::exception_ptr& why) {
    for (; place < questions.size(); ++place) fail(place, why);
  }
  void clear() {
    questions.clear();
    callers.clear();
    answers.clear();
    failures.clear();
  }
};

template <class Question, class Answer>
class batch_state : public std::enable_shared_from_this<batch_state<Question, Answer>> {
 public:
  using function = std::function<void(std::span<Question>, std::span<Answer>)>;
  using one_batch = batch<Question, Answer>;

  batch_state(boost::asio::any_io_executor home, pool& on, function ask, batch_options options)
      : home_{std::move(home)},
        pool_{on},
        ask_{std::move(ask)},
        most_{std::max<std::size_t>(1, options.most)},
        limit_{options.waiting},
        in_flight_{std::max<std::size_t>(1, options.in_flight)} {
    spares_.reserve(in_flight_);
  }

  const boost::asio::any_io_executor& home() const noexcept { return home_; }

  /// Never completes within the call (Asio's rule for every asynchronous operation).
  void ask(Question what, std::unique_ptr<caller<Answer>> who) {
    {
      const std::lock_guard lock{mutex_};
      // Where nothing is under way, the next batch itself is no queue.
      if (next_.callers.size() >= limit_ + (asking_ > 0 ? 0 : most_)) {
        refuse(std::move(who));
        return;
      }
      next_.questions.push_back(std::move(what));
      next_.callers.push_back(std::move(who));
      ++open_;
      if (is_launching_ || jobs_for_next() == 0) return;
      is_launching_ = true;
    }
    // Behind whatever the loop has found to be ready by now: that much more can leave together.
    boost::asio::defer(tracked(), [self = this->shared_from_this()] { self->launch(); });
  }

  std::size_t waiting() const noexcept { return open_; }

 private:
  using tracked_executor =
      std::decay_t<decltype(boost::asio::prefer(std::declval<const boost::asio::any_io_executor&>(),
                                                boost::asio::execution::outstanding_work.tracked))>;
  tracked_executor tracked() const {
    return boost::asio::prefer(home_, boost::asio::execution::outstanding_work.tracked);
  }

  /// Fewer wait for a batch that is under way: a round trip of their own costs more than it gains.
  static constexpr std::size_t enough = 16;

  /// Under the mutex: how many more should be under way.
  std::size_t jobs_for_next() const noexcept {
    const auto waiting = next_.callers.size();
    const std::size_t at_least = jobs_ == 0 && waiting > 0 ? 1 : 0;
    return std::clamp(waiting / enough, at_least, in_flight_ - jobs_);
  }

  /// A batch on its way to the pool, and the next as long as there is one.
  class job final : public task {
   public:
    explicit job(std::shared_ptr<batch_state> of) : of_{std::move(of)}, executor_{of_->tracked()} {}
    void run() noexcept override { of_->run_next(of_, executor_); }
    bool runs_again() noexcept override { return of_->goes_on(); }

   private:
    std::shared_ptr<batch_state> of_;
    tracked_executor executor_;  ///< the loop does not end before it has handed out the answers
  };

  void refuse(std::unique_ptr<caller<Answer>> who) {
    boost::asio::post(tracked(), [who = std::move(who)] {
      who->complete(std::make_exception_ptr(std::system_error{make_error_code(errc::full)}), Answer{});
    });
  }

  void launch() {
    std::size_t wanted = 0;
    {
      const std::lock_guard lock{mutex_};
      is_launching_ = false;
      wanted = jobs_for_next();
      jobs_ += wanted;
    }
    for (; wanted > 0; --wanted) {
      std::unique_ptr<task> offered = std::make_unique<job>(this->shared_from_this());
      if (const auto why = pool_.try_post(offered)) return give_up(wanted, why);
    }
  }

  /// Those that are under way take what waits; where there are none, it is refused.
  void give_up(std::size_t jobs, std::error_code why) {
    one_batch refused;
    {
      const std::lock_guard lock{mutex_};
      jobs_ -= jobs;
      if (jobs_ > 0) return;
      std::swap(refused, next_);
    }
    refused.answers.resize(refused.questions.size());
    refused.fail_from(0, std::make_exception_ptr(std::system_error{why}));
    hand_out(std::move(refused), 0);
  }

  void run_next(const std::shared_ptr<batch_state>& self, const tracked_executor& executor) noexcept {
    auto current = take();
    answer(current);
    boost::asio::post(
        executor, [self, current = std::move(current)]() mutable { self->hand_out(std::move(current), 0); });
  }

  one_batch take() {
    one_batch taken;
    const std::lock_guard lock{mutex_};
    if (!spares_.empty()) {
      taken = std::move(spares_.back());
      spares_.pop_back();
    }
    // The jobs that are on their way share what there is.
    const auto jobs = jobs_ - asking_++;
    const auto size = std::min(most_, (next_.callers.size() + jobs - 1) / jobs);
    if (size == next_.callers.size()) {
      std::swap(taken, next_);
    } else {
      const auto move_some = [size](auto& from, auto& to) {
        const auto end = from.begin() + static_cast<std::ptrdiff_t>(size);
        to.assign(std::make_move_iterator(from.begin()), std::make_move_iterator(end));
        from.erase(from.begin(), end);
      };
      move_some(next_.questions, taken.questions);
      move_some(next_.callers, taken.callers);
    }
    return taken;
  }

  bool goes_on() noexcept {
    const std::lock_guard lock{mutex_};
    --asking_;
    --jobs_;
    const bool is_more = jobs_for_next() > 0;
    if (is_more) ++jobs_;
    return is_more;
  }

  /// Those that were cancelled meanwhile are not asked.
  void drop_cancelled(one_batch& from, one_batch& dropped) const {
    for (std::size_t i = 0; i < from.callers.size();) {
      if (!from.callers[i]->was_cancelled()) {
        ++i;
        continue;
      }
      const auto at = static_cast<std::ptrdiff_t>(i);
      dropped.questions.push_back(std::move(from.questions[i]));
      dropped.callers.push_back(std::move(from.callers[i]));
      from.questions.erase(from.questions.begin() + at);
      from.callers.erase(from.callers.begin() + at);
    }
  }

  void answer(one_batch& current) {
    one_batch dropped;
    drop_cancelled(current, dropped);
    const auto count = current.questions.size();
    current.answers.resize(count);
    if (count > 0) try {
        ask_(current.questions, current.answers);
      } catch (...) {
        if (count == 1)
          current.fail(0, std::current_exception());
        else
          answer_each(current);
      }
    if (dropped.callers.empty()) return;
    const auto why =
        std::make_exception_ptr(std::system_error{std::make_error_code(std::errc::operation_canceled)});
    std::ranges::move(dropped.questions, std::back_inserter(current.questions));
    std::ranges::move(dropped.callers, std::back_inserter(current.callers));
    current.answers.resize(current.questions.size());
    current.fail_from(count, why);
  }

  void answer_each(one_batch& current) {
    int failed = 0;
    for (std::size_t i = 0; i < current.questions.size(); ++i) {
      current.answers[i] = Answer{};
      try {
        ask_({&current.questions[i], 1}, {&current.answers[i], 1});
        failed = 0;
      } catch (...) {
        current.fail(i, std::current_exception());
        // It is not this one: it is the database, which may take long over each.
        if (++failed == 2) return current.fail_from(i + 1, std::current_exception());
      }
    }
  }

  /// On the loop. Where a handler throws, the others are still told.
  void hand_out(one_batch all, std::size_t first) {
    for (auto i = first; i < all.callers.size(); ++i) {
      --open_;
      auto failure = all.failures.empty() ? std::exception_ptr{} : std::move(all.failures[i]);
      try {
        all.callers[i]->complete(std::move(failure), std::move(all.answers[i]));
      } catch (...) {
        boost::asio::post(tracked(), [self = this->shared_from_this(), all = std::move(all), i]() mutable {
          self->hand_out(std::move(all), i + 1);
        });
        throw;
      }
    }
    all.clear();
    const std::lock_guard lock{mutex_};
    if (spares_.size() < in_flight_) spares_.push_back(std::move(all));
  }

  const boost::asio::any_io_executor home_;
  pool& pool_;
  const function ask_;
  const std::size_t most_, limit_, in_flight_;
  std::atomic<std::size_t> open_ = 0;  ///< asked, and not answered
  std::mutex mutex_{};
  one_batch next_{};
  std::vector<one_batch> spares_{};  ///< their room, for the next to be gathered in
  std::size_t jobs_ = 0;             ///< on their way or under way; each takes of what is gathered
  std::size_t asking_ = 0;           ///< of these, those that have taken theirs
  bool is_launching_ = false;        ///< the loop is about to send more on their way
};

struct initiate_question {
  template <class Handler, class Question, class Answer>
  void operator()(Handler&& handler, const std::shared_ptr<batch_state<Question, Answer>>& of,
                  Question what) const {
    of->ask(std::move(what), std::make_unique<caller_of<Answer, std::decay_t<Handler>>>(
                                 std::forward<Handler>(handler), of->home()));
  }
};

}  // namespace detail
}  // namespace cardea::async
