// SPDX-License-Identifier: MIT
#include "contender.hpp"
#include "stopwatch.hpp"

#include <cardea/async/validator.hpp>
#include <cardea/auth.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <stdexcept>
#include <utility>

namespace bench {
namespace {

namespace asio = boost::asio;
using std::chrono::steady_clock;

/// A coroutine for each caller, all of them on the one loop of the thread that measures.
class coroutines : public contender {
 public:
  coroutines(const database& db, std::size_t connections)
      : tokens_{db.tokens}, auth_{db.open(connections)}, pool_{{.threads = connections}} {}

  pace run(int callers, std::chrono::milliseconds time, clock_kind clock) override {
    std::size_t count = 0;
    std::exception_ptr failed;
    loop_.restart();
    const stopwatch watch{clock};
    const auto until = steady_clock::now() + time;
    for (int i = 0; i < callers; ++i)
      asio::co_spawn(loop_, caller(until, count), [&failed](std::exception_ptr why) {
        if (why) failed = std::move(why);
      });
    loop_.run();
    if (failed) std::rethrow_exception(failed);
    return watch.pace_of(count);
  }

 private:
  asio::awaitable<void> caller(steady_clock::time_point until, std::size_t& count) {
    for (; steady_clock::now() < until; ++count) {
      const auto& token = tokens_[next_++ % tokens_.size()];
      const auto who = co_await sessions_.async_validate(token, asio::use_awaitable);
      if (!who) throw std::runtime_error{"Cardea refused a session"};
    }
  }

  std::span<const std::string> tokens_;
  std::size_t next_ = 0;
  cardea::auth<user_attributes> auth_;
  asio::io_context loop_{1};
  cardea::async::pool pool_;
  cardea::async::validator<cardea::auth<user_attributes>> sessions_{loop_.get_executor(), pool_, auth_};
};

}  // namespace

std::unique_ptr<contender> in_coroutines(const database& db, const std::string&, std::size_t connections) {
  return std::make_unique<coroutines>(db, connections);
}

}  // namespace bench
