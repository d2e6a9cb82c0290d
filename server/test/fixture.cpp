// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <algorithm>
#include <stdexcept>

namespace cardea::server::test {

using std::chrono::milliseconds;

http::work sample::work_of(const http::request& incoming) const noexcept {
  if (incoming.path() == "/look_up") return http::work::look_up;
  if (incoming.path() == "/database") return http::work::database;
  return incoming.path() == "/password" ? http::work::password : http::work::none;
}

std::string_view sample::route_of(const http::request& incoming) const noexcept {
  for (const std::string_view one : {"/none", "/look_up", "/database", "/password", "/echo"})
    if (incoming.path() == one) return one;
  return {};
}

http::response sample::handle(const http::request& incoming) {
  ++handled;
  if (incoming.path() == "/throws") throw std::runtime_error{"hunter2"};
  if (incoming.query() == "spoils") throw std::runtime_error{"hunter2"};
  if (incoming.path() == "/splits") return http::response{}.add("X-Name", "a\r\nSet-Cookie: b=c");
  if (incoming.path() == "/large") return {.status = 200, .body = std::string(2'000'000, 'x')};
  if (work_of(incoming) != http::work::none) {
    ++held;
    while (holds) std::this_thread::sleep_for(milliseconds{1});
    --held;
  }
  http::response answer{.status = 200, .body = std::string{incoming.path()}};
  answer.add("Content-Type", "text/plain");
  if (incoming.path() != "/echo") return answer;
  answer.body = std::string{incoming.method} + ' ' + std::string{incoming.target} + ' ' +
                std::string{incoming.peer} + (incoming.is_secure ? " secure" : "") + '\n';
  for (const auto& one : incoming.fields)
    answer.body += std::string{one.name} + '=' + std::string{one.value} + '\n';
  answer.body += incoming.body;
  return answer;
}

void sample::handle_all(std::span<const http::request* const> incoming, std::span<http::response> out) {
  ++batches;
  largest = std::max(largest.load(), incoming.size());
  for (const auto* one : incoming)
    if (one->query() == "spoils" && incoming.size() > 1) throw std::runtime_error{"hunter2"};
  application::handle_all(incoming, out);
  for (std::size_t i = 0; i < incoming.size(); ++i) out[i].body = incoming[i]->target;
}

Served::Served() {
  how.listeners = {{.address = "127.0.0.1:0"}};
  how.drain_time = milliseconds{5000};
}

void Served::start() {
  running = std::make_unique<server>(application, how);
  thread_ = std::thread{[this] { all_was_answered_ = running->run(); }};
}

bool Served::stop() {
  running->stop();
  if (thread_.joinable()) thread_.join();
  return all_was_answered_;
}

bool Served::close_the_door() {
  running->stop();
  return eventually([&] {
    try {
      client{running->addresses().front()};
      return false;
    } catch (const std::exception&) {
      return true;
    }
  });
}

Served::~Served() {
  application.holds = false;
  if (running) stop();
}

client Served::connect(std::size_t listener) {
  if (!running) start();
  return client{running->addresses().at(listener)};
}

std::string Served::get(std::string_view path, std::size_t listener) {
  return connect(listener).ask(request("GET " + std::string{path} + " HTTP/1.1"));
}

}  // namespace cardea::server::test
