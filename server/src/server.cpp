// SPDX-License-Identifier: MIT
#include "connection.hpp"
#include "endpoint.hpp"
#include "tls.hpp"

#include <cardea/error.hpp>
#include <cardea/server/log.hpp>
#include <cardea/server/server.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include <algorithm>
#include <csignal>
#include <list>
#include <mutex>
#include <thread>

namespace cardea::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// When there is no descriptor left, one may be had a little later.
constexpr std::chrono::milliseconds out_of_descriptors{50};

options checked(options how) {
  const auto refuse = [](const char* why) { throw error{errc::invalid_argument, why}; };
  if (how.listeners.empty()) refuse("a server listens somewhere");
  if (how.loops == 0 || how.database.threads == 0 || how.passwords.threads == 0)
    refuse("a server has a thread for each kind of work");
  const auto& most = how.limits;
  if (most.head_bytes < 1024 || most.head_bytes > (1U << 20U))
    refuse("a request's head is 1 KiB to 1 MiB at most");
  if (most.body_bytes > (1U << 30U)) refuse("a request's body is 1 GiB at most");
  if (most.connections < how.loops || most.requests_per_connection == 0)
    refuse("a server takes a connection and a request on it");
  if (std::min({most.head_time, most.body_time, most.write_time, most.idle_time}).count() <= 0)
    refuse("a client has some time");
  if (how.drain_time.count() < 0 || how.notice_time.count() < 0) refuse("a time to stop is not negative");
  return how;
}

}  // namespace

class server::state {
 public:
  state(http::application& serves, options how)
      : options_{checked(std::move(how))}, house_{serves, options_} {
    const auto& most = options_.limits;
    while (loops_.size() < options_.loops)
      loops_.emplace_back(house_, std::max<std::size_t>(1, most.connections / options_.loops));
    next_ = loops_.begin();
    notice_.emplace(first().context);
    signals_.emplace(first().context);
    for (const auto& one : options_.listeners) open(one);
    watch("database", house_.database);
    watch("passwords", house_.passwords);
    house_.counted.watch("cardea_look_ups", "Requests that ask who somebody is, and are not answered yet.",
                         {}, {}, [this] {
                           double sum = 0;
                           for (const auto& one : loops_) sum += static_cast<double>(one.look_ups.waiting());
                           return sum;
                         });
    if (!options_.handles_signals) return;
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) signals_->add(number);
    await_signal();
  }

  bool run() {
    for (auto& one : doors_) accept(one);
    std::vector<std::thread> threads;
    for (auto& one : loops_)
      if (&one != &first()) threads.emplace_back([&one] { one.run(); });
    first().run();
    for (auto& one : threads) one.join();
    house_.database.stop();
    house_.passwords.stop();
    return house_.cut_short == 0;
  }

  void stop() {
    asio::post(first().context, [this] {
      if (house_.is_stopping.exchange(true)) return close(std::chrono::milliseconds{0});
      say(log_level::info, "stopping");
      notice_->expires_after(options_.notice_time);
      notice_->async_wait([this](const error_code& failed) {
        if (!failed) close(options_.drain_time);
      });
    });
  }

  void reload() {
    asio::post(first().context, [this] {
      for (auto& one : doors_) try {
          if (one.of.tls) one.tls = open_tls(*one.of.tls);
        } catch (const std::exception& e) {
          say(log_level::error, "the TLS files in use stay: those that are there cannot be used", e.what());
          return;
        }
      say(log_level::info, "the TLS files were read again");
    });
  }

  std::vector<std::string> addresses{};

 private:
  struct door {
    door(asio::io_context& context, const listener& which)
        : of{which}, tls{which.tls ? open_tls(*which.tls) : nullptr}, at{context, which.address} {}
    const listener& of;
    std::shared_ptr<asio::ssl::context> tls;
    endpoint at;
    asio::steady_timer pause{at.acceptor.get_executor()};
  };

  loop& first() { return loops_.front(); }

  void open(const listener& which) {
    auto& made = doors_.emplace_back(first().context, which);
    addresses.push_back(made.at.name());
  }

  void watch(const char* name, async::pool& pool) {
    house_.counted.watch("cardea_pool_requests", "Requests that are worked on or wait for a thread.", "pool",
                         name, [&pool] { return static_cast<double>(pool.waiting() + pool.running()); });
  }

  void accept(door& from) {
    auto& home = *next_;
    if (++next_ == loops_.end()) next_ = loops_.begin();
    from.at.acceptor.async_accept(
        home.context, [this, &from, &home](const error_code& failed, socket_type socket) {
          if (!failed) welcome(from, home, std::move(socket));
          if (!from.at.acceptor.is_open() || failed == asio::error::operation_aborted) return;
          if (!failed || failed == asio::error::connection_aborted) return accept(from);
          say(log_level::warning, "a connection cannot be taken", failed.message());
          from.pause.expires_after(out_of_descriptors);
          from.pause.async_wait([this, &from](const error_code& cancelled) {
            if (!cancelled) accept(from);
          });
        });
  }

  static void welcome(door& from, loop& home, socket_type socket) {
    asio::post(home.context, [&home, socket = std::move(socket),
                              how = arrival{.tls = from.tls, .for_metrics = from.of.for_metrics}]() mutable {
      serve(home, std::move(socket), std::move(how));
    });
  }

  /// Nobody else is taken in; those that stand before the door already are.
  void close(std::chrono::milliseconds time) {
    notice_->cancel();
    for (auto& one : doors_) {
      error_code failed;
      if (!one.at.acceptor.is_open()) continue;
      one.pause.cancel();
      one.at.acceptor.cancel(failed);
      one.at.acceptor.non_blocking(true, failed);
      while (!failed) {
        auto socket = one.at.acceptor.accept(first().context, failed);
        if (!failed) welcome(one, first(), std::move(socket));
      }
      one.at.acceptor.close(failed);
    }
    for (auto& one : loops_) asio::post(one.context, [&one, time] { one.drain(time); });
    signals_->cancel();
  }

  void await_signal() {
    signals_->async_wait([this](const error_code& failed, int number) {
      if (failed) return;
      if (number == SIGHUP)
        reload();
      else
        stop();
      await_signal();
    });
  }

  void say(log_level level, std::string_view event, std::string_view why = {}) {
    if (!options_.log) return;
    if (why.empty())
      options_.log->write(level, event);
    else
      options_.log->write(level, event, {{"reason", why}});
  }

  options options_;
  house house_;
  std::list<loop> loops_{};
  std::list<loop>::iterator next_{};
  std::list<door> doors_{};
  std::optional<asio::steady_timer> notice_{};
  std::optional<asio::signal_set> signals_{};
};

server::server(http::application& serves, options how)
    : state_{std::make_unique<state>(serves, std::move(how))} {}
server::~server() = default;
bool server::run() { return state_->run(); }
void server::stop() { state_->stop(); }
void server::reload() { state_->reload(); }
const std::vector<std::string>& server::addresses() const noexcept { return state_->addresses; }

}  // namespace cardea::server
