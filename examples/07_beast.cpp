// SPDX-License-Identifier: MIT
// usage: 07_beast [PORT [IDLE]]: the notes behind Boost.Beast, in coroutines on one thread that never waits
// for the database nor for a password's hash.
#include <cardea/async/run.hpp>
#include <cardea/http/beast.hpp>
#include <cardea/time.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <csignal>

#include "notes.hpp"

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

struct pools {
  cardea::async::pool database{{.threads = 4, .queue = 256}};
  // 64 MiB for hashes of 19 MiB each; who comes when 32 are waiting is asked to come again.
  cardea::async::pool hashing{{.threads = cardea::async::hashing_threads(64 << 20, 19 << 20), .queue = 32}};
};

cardea::http::response come_again() {
  auto out = cardea::http::problem(503, {}, "Service Unavailable");
  return std::move(out.set("Retry-After", "1"));
}

asio::awaitable<cardea::http::response> answer(cardea::http::application& app, pools& on,
                                               const cardea::http::request& incoming) {
  const auto work = app.work_of(incoming);
  if (work == cardea::http::work::none) co_return app.handle(incoming);
  auto& pool = work == cardea::http::work::password ? on.hashing : on.database;
  // Named, and of references only: GCC 12 would destroy twice what a lambda within the next line holds.
  auto handle = [&app, &incoming] { return app.handle(incoming); };
  try {
    co_return co_await cardea::async::async_run(pool, handle, use_awaitable);
  } catch (const std::system_error& refused) {
    if (refused.code() != cardea::async::errc::full) throw;
  }
  co_return come_again();
}

asio::awaitable<void> serve(beast::tcp_stream stream, cardea::http::application& app, pools& on) {
  const auto peer = stream.socket().remote_endpoint().address().to_string();
  beast::flat_buffer buffer;
  for (bool keep_alive = true; keep_alive;) {
    beast::http::request_parser<beast::http::string_body> parser;
    parser.header_limit(16 * 1024);
    parser.body_limit(64 * 1024);
    stream.expires_after(30s);
    co_await beast::http::async_read(stream, buffer, parser, use_awaitable);
    const auto& message = parser.get();
    const cardea::http::beast_request incoming{message, peer};
    auto out = co_await answer(app, on, incoming);
    beast::http::response<beast::http::string_body> reply;
    cardea::http::to_beast(std::move(out), message, reply);
    co_await beast::http::async_write(stream, reply, use_awaitable);
    keep_alive = message.keep_alive();
  }
  stream.socket().shutdown(tcp::socket::shutdown_send);
}

asio::awaitable<void> listen(tcp::acceptor acceptor, cardea::http::application& app, pools& on) {
  while (true) {
    auto socket = co_await acceptor.async_accept(use_awaitable);
    beast::tcp_stream stream{std::move(socket)};
    // What ends a connection, by an exception too, ends only that.
    asio::co_spawn(acceptor.get_executor(), serve(std::move(stream), app, on), asio::detached);
  }
}

int main(int argc, char** argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::stoi(argv[1]) : 8080);
  notes app{"notes.db", argc > 2 ? cardea::parse_duration(argv[2]).value() : cardea::duration{}};

  asio::io_context loop{1};
  pools on;
  tcp::acceptor acceptor{loop, {asio::ip::make_address("127.0.0.1"), port}};
  std::cout << "http://127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;
  asio::co_spawn(loop, listen(std::move(acceptor), app, on), asio::detached);
  asio::signal_set signals{loop, SIGINT, SIGTERM};
  signals.async_wait([&](auto, int) { loop.stop(); });
  loop.run();
}
