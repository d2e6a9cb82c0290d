// SPDX-License-Identifier: MIT
#include "proxy.hpp"

#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

sockaddr_in on_loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// Closes with a reset, as the kernel does for a process that died.
void reset(int socket) {
  const linger now{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close(socket);
}

/// Where the port stands in the URL of a server.
std::pair<std::size_t, std::size_t> port_in(const std::string& url) {
  const auto host = url.find('@') + 1;
  const auto colon = url.find(':', host);
  return {colon + 1, url.find('/', colon)};
}

}  // namespace

proxy::proxy(const std::string& server_url) {
  const auto [from, to] = port_in(server_url);
  server_port_ = std::stoi(server_url.substr(from, to - from));
  listen_again();
  thread_ = std::thread{[this] { run(); }};
}

proxy::~proxy() {
  is_over_ = true;
  thread_.join();
}

std::string proxy::through(const std::string& url) const {
  const auto [from, to] = port_in(url);
  return std::string{url}.replace(from, to - from, std::to_string(port_));
}

void proxy::stop() {
  is_wanted_ = false;
  while (is_up_) std::this_thread::yield();
}

void proxy::start() {
  is_wanted_ = true;
  while (!is_up_) std::this_thread::yield();
}

void proxy::listen_again() {
  listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(listening_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  auto address = on_loopback(port_);
  socklen_t size = sizeof address;
  if (bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listening_, 64) != 0)
    throw std::runtime_error{"the proxy cannot listen"};
  getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
}

void proxy::close_all() {
  for (const auto& one : pairs_) {
    reset(one.client);
    reset(one.server);
  }
  pairs_.clear();
}

bool proxy::forward(const pair& one, bool from_server) {
  char bytes[65536];
  const auto count = recv(from_server ? one.server : one.client, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  if (from_server && how_ == answers::kept) return true;
  if (!from_server && is_deaf_.exchange(false)) return false;
  if (from_server && how_ == answers::cut && behind_-- <= 0) {
    how_ = answers::passed;
    return false;
  }
  return send(from_server ? one.client : one.server, bytes, static_cast<std::size_t>(count), MSG_NOSIGNAL) ==
         count;
}

void proxy::run() {
  while (!is_over_) {
    if (is_up_ && !is_wanted_) {
      close(listening_);
      close_all();
      is_up_ = false;
    } else if (!is_up_ && is_wanted_) {
      listen_again();
      is_up_ = true;
    }
    std::vector<pollfd> all;
    all.push_back({.fd = is_up_ ? listening_ : -1, .events = POLLIN, .revents = 0});
    for (const auto& one : pairs_) {
      all.push_back({.fd = one.client, .events = POLLIN, .revents = 0});
      all.push_back({.fd = one.server, .events = POLLIN, .revents = 0});
    }
    if (poll(all.data(), all.size(), 2) <= 0) continue;
    for (std::size_t i = pairs_.size(); i-- > 0;) {
      const auto one = pairs_[i];
      const bool stays =
          (!all[1 + 2 * i].revents || forward(one, false)) && (!all[2 + 2 * i].revents || forward(one, true));
      if (stays) continue;
      reset(one.client);
      reset(one.server);
      pairs_.erase(pairs_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (!all[0].revents) continue;
    const pair made{accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC),
                    socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const auto address = on_loopback(server_port_);
    if (connect(made.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      reset(made.client);
      close(made.server);
      continue;
    }
    ++count_;
    pairs_.push_back(made);
  }
  if (is_up_) close(listening_);
  close_all();
}
