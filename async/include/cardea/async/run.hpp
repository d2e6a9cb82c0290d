// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/async/pool.hpp>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/system_executor.hpp>

#include <atomic>
#include <concepts>
#include <exception>
#include <memory>
#include <optional>
#include <system_error>
#include <type_traits>
#include <utility>

namespace cardea::async {
namespace detail {

template <class Result>
struct completion {
  static_assert(std::default_initializable<Result>,
                "what a call on a pool returns needs a default constructor, since Asio hands a value to the "
                "handler even where there is an exception: return a std::optional of it");
  using signature = void(std::exception_ptr, Result);
};
template <>
struct completion<void> {
  using signature = void(std::exception_ptr);
};

/// One call, with what it will be answered to. It is completed once, by `run` or by `refuse`.
template <class Handler, class Function>
class call final : public task {
 public:
  using result = std::invoke_result_t<Function&>;

  call(Handler handler, Function function)
      : executor_{boost::asio::prefer(
            boost::asio::get_associated_executor(handler, boost::asio::system_executor{}),
            boost::asio::execution::outstanding_work.tracked)},
        handler_{std::move(handler)},
        function_{std::in_place, std::move(function)} {
    auto slot = boost::asio::get_associated_cancellation_slot(handler_);
    if (!slot.is_connected()) return;
    cancelled_ = std::make_shared<std::atomic<bool>>(false);
    slot.assign([flag = cancelled_](boost::asio::cancellation_type type) {
      if (type != boost::asio::cancellation_type::none) flag->store(true);
    });
  }

  void run() noexcept override {
    std::exception_ptr failure;
    if (cancelled_ && cancelled_->load()) {
      failure =
          std::make_exception_ptr(std::system_error{std::make_error_code(std::errc::operation_canceled)});
      complete_without_value(std::move(failure));
      return;
    }
    if constexpr (std::is_void_v<result>) {
      try {
        (*function_)();
      } catch (...) {
        failure = std::current_exception();
      }
      complete_without_value(std::move(failure));
    } else {
      std::optional<result> value;
      try {
        value.emplace((*function_)());
      } catch (...) {
        failure = std::current_exception();
      }
      if (failure) return complete_without_value(std::move(failure));
      function_.reset();
      boost::asio::dispatch(executor_, [handler = std::move(handler_), value = std::move(*value)]() mutable {
        clear_slot(handler);
        std::move(handler)(std::exception_ptr{}, std::move(value));
      });
    }
  }

  /// Never within the call that began it (Asio's rule for every asynchronous operation).
  void refuse(std::error_code why) {
    boost::asio::post(executor_, without_value(std::make_exception_ptr(std::system_error{why})));
  }

 private:
  static void clear_slot(Handler& handler) {
    auto slot = boost::asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) slot.clear();
  }
  // The exception is moved from thread to thread: two that hold it at once would both write its count.
  auto without_value(std::exception_ptr failure) {
    return [handler = std::move(handler_), failure = std::move(failure)]() mutable {
      clear_slot(handler);
      if constexpr (std::is_void_v<result>) {
        std::move(handler)(std::move(failure));
      } else {
        std::move(handler)(std::move(failure), result{});
      }
    };
  }
  void complete_without_value(std::exception_ptr failure) {
    function_.reset();
    boost::asio::dispatch(executor_, without_value(std::move(failure)));
  }

  using executor = std::decay_t<decltype(boost::asio::prefer(
      boost::asio::get_associated_executor(std::declval<Handler&>(), boost::asio::system_executor{}),
      boost::asio::execution::outstanding_work.tracked))>;
  executor executor_;  ///< counts as work, so that an io_context does not end while its answer is under way
  Handler handler_;
  std::optional<Function> function_;
  std::shared_ptr<std::atomic<bool>> cancelled_;  ///< null: nobody can
};

struct initiate_run {
  template <class Handler, class Function>
  void operator()(Handler&& handler, pool* on, Function&& function) const {
    using call_type = call<std::decay_t<Handler>, std::decay_t<Function>>;
    auto made = std::make_unique<call_type>(std::forward<Handler>(handler), std::forward<Function>(function));
    auto* const itself = made.get();
    std::unique_ptr<task> offered = std::move(made);
    if (const auto why = on->try_post(offered)) itself->refuse(why);
  }
};

}  // namespace detail

/// Calls `function()` on a thread of the pool, and completes any Asio completion token with what it returned,
/// by `void(std::exception_ptr, result)`; what it threw arrives as an exception again. `on` outlives the
/// call.
///
/// A pool that is full, or stopped, completes at once with a std::system_error of `errc::full` or
/// `errc::stopped`; `function` was not called then. What was taken is called even where the pool is stopped
/// meanwhile. Cancellation (Asio's slots, of every type) is heeded as long as the call waits: then it is not
/// made, and completes with std::errc::operation_canceled when its turn comes. One that runs is waited for.
///
/// The handler runs on its own executor; one that has none, a plain callback, on a thread of the pool, or of
/// the system where the call was refused, and must not throw. What `function` holds is destroyed on the
/// thread of the pool, before the handler runs.
///
/// GCC 12 destroys the captures of a lambda twice that stands within an expression with co_await: name it
/// first.
///
///     auto ask = [&] { return auth.validate(token); };
///     auto who = co_await cardea::async::async_run(pool, std::move(ask), boost::asio::use_awaitable);
template <class Function, class Token>
auto async_run(pool& on, Function function, Token&& token) {
  using signature = typename detail::completion<std::invoke_result_t<Function&>>::signature;
  return boost::asio::async_initiate<Token, signature>(detail::initiate_run{}, token, &on,
                                                       std::move(function));
}

}  // namespace cardea::async
