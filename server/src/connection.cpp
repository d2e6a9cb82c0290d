// SPDX-License-Identifier: MIT
#include "connection.hpp"

#include "request_reader.hpp"
#include "response_writer.hpp"

#include <cardea/async/run.hpp>
#include <cardea/server/log.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <cstring>
#include <tuple>
#include <type_traits>

namespace cardea::server {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using executor = asio::io_context::executor_type;
template <class T = void>
using awaitable = asio::awaitable<T, executor>;
constexpr asio::use_awaitable_t<executor> use_awaitable{};
using tls_stream = asio::ssl::stream<socket_type>;

constexpr std::chrono::milliseconds linger_time{1000};
constexpr std::size_t linger_bytes = 256 * 1024;
constexpr std::size_t spare_bytes = 4096;  // of room for a response that a connection may keep

/// Without a port; an IPv4 address in the clothes of IPv6 is one of IPv4. Empty: a Unix socket's.
std::string address_of(const socket_type& socket) {
  error_code failed;
  const auto peer = socket.remote_endpoint(failed);
  const int family = failed ? AF_UNIX : peer.protocol().family();
  if (family != AF_INET && family != AF_INET6) return {};
  asio::ip::tcp::endpoint ip{family == AF_INET ? asio::ip::tcp::v4() : asio::ip::tcp::v6(), 0};
  std::memcpy(ip.data(), peer.data(), std::min<std::size_t>(peer.size(), ip.capacity()));
  auto address = ip.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  return address.to_string();
}

template <class Stream>
class session : public connection {
 public:
  static constexpr bool is_tls = std::is_same_v<Stream, tls_stream>;

  session(loop& home, socket_type socket, const arrival& how)
      : home_{home},
        tls_{how.tls},
        for_metrics_{how.for_metrics},
        peer_{address_of(socket)},
        stream_{make(std::move(socket), tls_)},
        reader_{home.all.settings.limits} {}

  void cut() noexcept override {
    error_code ignored;
    socket().close(ignored);
  }
  awaitable<> run();
  /// There is no place for it.
  void turn_away();

 private:
  static Stream make(socket_type socket, [[maybe_unused]] const std::shared_ptr<asio::ssl::context>& tls) {
    if constexpr (is_tls)
      return Stream{std::move(socket), *tls};
    else
      return socket;
  }
  socket_type& socket() noexcept {
    if constexpr (is_tls)
      return stream_.next_layer();
    else
      return stream_;
  }
  void enter(stage next, std::chrono::milliseconds time) {
    at = next;
    deadline = clock::now() + time;
  }
  /// The next request, or what it is refused for. `read`: the connection is over.
  awaitable<request_reader::step> read();
  void heard(bool had_head, bool has_head);
  awaitable<> answer();
  awaitable<bool> write();
  awaitable<> linger();
  void note(request_reader::step what, std::string_view method, std::string_view route, std::size_t bytes);

  loop& home_;
  place place_{home_};
  std::shared_ptr<asio::ssl::context> tls_;
  bool for_metrics_;
  bool is_first_ = true;
  std::string peer_;
  Stream stream_;
  request_reader reader_;
  http::response reply_{};
  std::string out_{};
  clock::time_point began_{};
};

template <class Stream>
void session<Stream>::heard(bool had_head, bool has_head) {
  const auto& most = home_.all.settings.limits;
  const auto now = clock::now();
  if (at == stage::idle) {
    began_ = now;
    at = stage::reading;
    // A connection's first request had its time from the start, bytes or none.
    if (!is_first_) deadline = began_ + most.head_time;
  }
  if (has_head && !had_head) deadline = now + most.body_time;
}

template <class Stream>
awaitable<request_reader::step> session<Stream>::read() {
  using step = request_reader::step;
  const auto& most = home_.all.settings.limits;
  error_code failed;
  auto token = asio::redirect_error(use_awaitable, failed);
  enter(stage::idle, is_first_ ? most.head_time : home_.is_draining() ? linger_time : most.idle_time);
  auto now = reader_.advance();
  if (reader_.has_begun())
    heard(false, reader_.has_head());
  else
    reader_.rest();
  while (now == step::read || now == step::send_continue) {
    if (now == step::send_continue) {
      out_ = "HTTP/1.1 100 Continue\r\n\r\n";
      const bool is_sent = co_await write();
      if (!is_sent) co_return step::read;
    }
    const auto room = reader_.room();
    const asio::mutable_buffer into{room.data(), room.size()};
    const auto count = co_await stream_.async_read_some(into, token);
    if (failed) co_return step::read;
    const bool had_head = reader_.has_head();
    now = reader_.took(count);
    heard(had_head, reader_.has_head());
  }
  is_first_ = false;
  co_return now;
}

template <class Stream>
awaitable<> session<Stream>::answer() {
  auto& all = home_.all;
  auto& request = reader_.request();
  request.peer = peer_;
  request.is_secure = is_tls;
  auto& by = for_metrics_ || operations::owns(request.path()) ? all.own : all.application;
  const auto work = by.work_of(request);
  if (work == http::work::none) {
    reply_ = all.answer(by, request);
    co_return;
  }
  auto token = asio::as_tuple(use_awaitable);
  if (work == http::work::look_up) {
    const http::request* const asked = &request;
    auto answered = co_await home_.look_ups.async_ask(asked, token);
    reply_ = std::move(std::get<http::response>(answered));
    if (!std::get<std::exception_ptr>(answered)) co_return;
  } else {
    auto& pool = work == http::work::password ? all.passwords : all.database;
    // Pointers only: this compiler destroys whatever else a lambda holds beside co_await twice.
    const auto job = [this, &by] { reply_ = home_.all.answer(by, reader_.request()); };
    const auto failed = co_await async::async_run(pool, job, token);
    if (!std::get<std::exception_ptr>(failed)) co_return;
  }
  // Neither throws anything of its own: there was no place for it.
  all.counted.refused(work == http::work::password ? "passwords_full" : "database_full");
  reply_ = refusal(503);
}

template <class Stream>
awaitable<bool> session<Stream>::write() {
  error_code failed;
  auto token = asio::redirect_error(use_awaitable, failed);
  std::size_t sent = 0;
  if constexpr (!is_tls) {
    // Mostly all of it goes at once, and nothing has to wait.
    sent = stream_.write_some(asio::buffer(out_), failed);
    if (failed == asio::error::would_block) failed = {};
  }
  while (!failed && sent < out_.size()) {
    const asio::const_buffer rest{out_.data() + sent, out_.size() - sent};
    const auto count = co_await stream_.async_write_some(rest, token);
    sent += count;
  }
  co_return !failed;
}

/// A connection that is closed while its client still sends is reset, and the answer with it (RFC 9112 9.6).
template <class Stream>
awaitable<> session<Stream>::linger() {
  error_code failed;
  auto token = asio::redirect_error(use_awaitable, failed);
  enter(stage::lingering, linger_time);
  if constexpr (is_tls) co_await stream_.async_shutdown(token);
  socket().shutdown(asio::socket_base::shutdown_send, failed);
  std::size_t heard = 0;
  while (!failed && heard < linger_bytes) {
    reader_.discard();
    const auto room = reader_.room();
    const asio::mutable_buffer into{room.data(), room.size()};
    const auto count = co_await socket().async_read_some(into, token);
    heard += count;
  }
}

template <class Stream>
void session<Stream>::note(request_reader::step what, std::string_view method, std::string_view route,
                           std::size_t bytes) {
  auto& all = home_.all;
  const auto took = clock::now() - began_;
  all.counted.answered(method, route, reply_.status, took);
  if (what == request_reader::step::refuse) all.counted.refused("malformed");
  auto* const log = all.settings.log;
  if (!log || !log->has_access() || for_metrics_ || operations::owns(route)) return;
  std::string client;
  if (what == request_reader::step::answer && all.settings.client_network)
    client = all.settings.client_network(reader_.request());
  log->access({.method = method,
               .route = route,
               .status = reply_.status,
               .duration = std::chrono::duration_cast<std::chrono::microseconds>(took),
               .bytes = bytes,
               .client = client});
}

template <class Stream>
awaitable<> session<Stream>::run() {
  using step = request_reader::step;
  const auto& most = home_.all.settings.limits;
  if constexpr (is_tls) {
    error_code failed;
    auto token = asio::redirect_error(use_awaitable, failed);
    enter(stage::handshake, most.head_time);
    co_await stream_.async_handshake(asio::ssl::stream_base::server, token);
    if (failed) co_return;
  }
  for (std::size_t served = 1;; ++served) {
    const auto what = co_await read();
    if (what == step::read) co_return;
    const bool is_whole = what == step::answer;
    at = stage::serving;
    deadline = clock::time_point::max();
    std::string_view method = "other", route;
    if (is_whole) {
      co_await answer();
      method = known_method(reader_.request().method);
      route = for_metrics_ || operations::owns(reader_.request().path())
                  ? home_.all.own.route_of(reader_.request())
                  : home_.all.application.route_of(reader_.request());
    } else {
      reply_ = refusal(reader_.status());
    }
    const bool keeps =
        is_whole && reader_.keeps_alive() && served < most.requests_per_connection && !home_.is_draining();
    out_.clear();
    write_response(out_, reply_,
                   {.is_head = method == "HEAD",
                    .is_http_1_0 = reader_.is_http_1_0(),
                    .keeps_alive = keeps,
                    .date = home_.date()});
    enter(stage::writing, most.write_time);
    const bool is_sent = co_await write();
    note(what, method, route, reply_.body.size());
    if (!is_sent) co_return;
    if (!keeps) break;
    reader_.next();
    reply_ = {};
    if (out_.capacity() > spare_bytes) std::string{}.swap(out_);
  }
  co_await linger();
}

template <class Stream>
void session<Stream>::turn_away() {
  home_.all.counted.refused("too_many_connections");
  if constexpr (!is_tls) {
    write_response(out_, refusal(503),
                   {.is_head = false, .is_http_1_0 = false, .keeps_alive = false, .date = home_.date()});
    error_code ignored;
    stream_.write_some(asio::buffer(out_), ignored);
    stream_.shutdown(asio::socket_base::shutdown_send, ignored);
  }
}

template <class Stream>
awaitable<> keep(std::unique_ptr<session<Stream>> one) {
  co_await one->run();
}

template <class Stream>
void start(loop& home, socket_type socket, const arrival& how) {
  auto made = std::make_unique<session<Stream>>(home, std::move(socket), how);
  if (!home.take(*made)) return made->turn_away();
  asio::co_spawn(home.context.get_executor(), keep(std::move(made)),
                 [&home](const std::exception_ptr& failed) {
                   if (auto* const log = home.all.settings.log; failed && log)
                     log->write(log_level::error, "a connection ended for want of memory");
                 });
}

}  // namespace

void serve(loop& home, socket_type socket, arrival how) {
  error_code failed;
  socket.non_blocking(true, failed);
  if (failed) return;
  if (how.tls)
    start<tls_stream>(home, std::move(socket), how);
  else
    start<socket_type>(home, std::move(socket), how);
}

}  // namespace cardea::server
