// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/async/batcher.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::async {

/// Says whom tokens stand for, without holding up a loop: those that arrive while some are looked up are
/// looked up together next, in one question to the database. `Auth` is a `cardea::auth` or a
/// `cardea::basic_auth`. One for each loop; as safe between threads, and with the same errors, as `batcher`.
///
///     cardea::async::validator sessions{loop.get_executor(), database, auth};
///     auto who = co_await sessions.async_validate(token, boost::asio::use_awaitable);
template <class Auth>
class validator {
 public:
  /// As `auth.validate(token)` returns it. Absent: nobody.
  using validation = decltype(std::declval<Auth&>().validate(std::string_view{}));

  /// `on` and `auth` outlive the calls.
  validator(boost::asio::any_io_executor home, pool& on, Auth& auth, batch_options options = {})
      : asked_{std::move(home), on,
               [&auth](std::span<std::string> tokens, std::span<validation> found) {
                 if (tokens.size() == 1) {
                   found.front() = auth.validate(tokens.front());
                   return;
                 }
                 const std::vector<std::string_view> views{tokens.begin(), tokens.end()};
                 std::ranges::move(auth.validate(views), found.begin());
               },
               options} {}

  /// Completes by `void(std::exception_ptr, validation)`. Where the database fails, each that asked is told.
  template <class Token>
  auto async_validate(std::string token, Token&& completion) {
    return asked_.async_ask(std::move(token), std::forward<Token>(completion));
  }

 private:
  batcher<std::string, validation> asked_;
};

}  // namespace cardea::async
