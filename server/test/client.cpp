// SPDX-License-Identifier: MIT
#include "client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <thread>
#include <utility>

namespace cardea::server::test {
namespace {

using std::chrono::milliseconds;

int connected(int family, const void* address, std::size_t size) {
  const int made = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(made, static_cast<const sockaddr*>(address), static_cast<socklen_t>(size)) == 0) return made;
  close(made);
  throw std::runtime_error{std::string{"no connection: "} + std::strerror(errno)};
}

int connected(const std::string& address) {
  if (address.starts_with("unix:")) {
    sockaddr_un to{.sun_family = AF_UNIX, .sun_path = {}};
    address.copy(to.sun_path, sizeof to.sun_path - 1, 5);
    return connected(AF_UNIX, &to, sizeof to);
  }
  const auto colon = address.rfind(':');
  const auto port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  if (address.starts_with('[')) {
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_port = port;
    inet_pton(AF_INET6, address.substr(1, colon - 2).c_str(), &to.sin6_addr);
    return connected(AF_INET6, &to, sizeof to);
  }
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = port;
  inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
  return connected(AF_INET, &to, sizeof to);
}

/// Appends what comes. False: the end, or nothing in time.
bool receive(int from, std::string& into, milliseconds patience) {
  pollfd one{.fd = from, .events = POLLIN, .revents = 0};
  if (poll(&one, 1, static_cast<int>(patience.count())) <= 0) return false;
  char bytes[16384];
  const auto count = recv(from, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  into.append(bytes, static_cast<std::size_t>(count));
  return true;
}

}  // namespace

client::client(const std::string& address) : descriptor_{connected(address)} {}
client::~client() {
  if (descriptor_ >= 0) close(descriptor_);
}
client::client(client&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, ahead_{std::move(other.ahead_)} {}
client& client::operator=(client&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(ahead_, other.ahead_);
  return *this;
}

bool client::send(std::string_view text) const {
  while (!text.empty()) {
    const auto count = ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string client::hear(milliseconds patience) const {
  auto all = ahead_;
  while (receive(descriptor_, all, patience)) {
  }
  return all;
}

std::string client::response(bool has_body) {
  auto& all = ahead_;
  for (;;) {
    const auto end = all.find("\r\n\r\n");
    if (end != std::string::npos) {
      const auto field = all.find("\r\nContent-Length: ");
      const auto length = field < end && has_body ? std::stoul(all.substr(field + 18)) : 0;
      if (all.size() >= end + 4 + length) {
        auto one = all.substr(0, end + 4 + length);
        all.erase(0, one.size());
        return one;
      }
    }
    if (!receive(descriptor_, all, milliseconds{5000})) return std::exchange(all, {});
  }
}

std::string client::ask(std::string_view text) {
  send(text);
  return response(!text.starts_with("HEAD"));
}

bool client::is_closed(milliseconds patience) const {
  pollfd one{.fd = descriptor_, .events = POLLIN, .revents = 0};
  if (poll(&one, 1, static_cast<int>(patience.count())) <= 0) return false;
  char byte;
  return recv(descriptor_, &byte, 1, MSG_PEEK) <= 0;
}

int status_of(std::string_view response) {
  return response.starts_with("HTTP/1.1 ") ? std::stoi(std::string{response.substr(9, 3)}) : 0;
}

std::string request(std::string_view line, std::string_view fields, std::string_view body) {
  return std::string{line} + "\r\nHost: example.org\r\n" + std::string{fields} + "\r\n" + std::string{body};
}

bool eventually(const std::function<bool()>& is_so) {
  for (int i = 0; i < 5000; ++i) {
    if (is_so()) return true;
    std::this_thread::sleep_for(milliseconds{1});
  }
  return false;
}

}  // namespace cardea::server::test
