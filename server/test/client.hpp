// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace cardea::server::test {

/// A TCP or Unix socket that says what it is told and hears what comes.
class client {
 public:
  /// An address as `server::addresses` has it.
  explicit client(const std::string& address);
  ~client();
  client(client&& other) noexcept;
  client& operator=(client&& other) noexcept;

  /// False: the other end is gone.
  bool send(std::string_view text) const;
  /// Until the end, or until nothing came for that long.
  [[nodiscard]] std::string hear(std::chrono::milliseconds patience = std::chrono::milliseconds{5000}) const;
  /// One response: the head, and as many bytes as it says; those behind it stay for the next call. What is
  /// there where it ends before that.
  [[nodiscard]] std::string response(bool has_body = true);
  [[nodiscard]] std::string ask(std::string_view text);
  /// Whether the server closed it, or does so within that time.
  [[nodiscard]] bool is_closed(std::chrono::milliseconds patience = std::chrono::milliseconds{5000}) const;
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 private:
  int descriptor_ = -1;
  std::string ahead_{};
};

[[nodiscard]] int status_of(std::string_view response);
/// "GET /none HTTP/1.1" with what a request needs, and these fields.
[[nodiscard]] std::string request(std::string_view line, std::string_view fields = {},
                                  std::string_view body = {});
/// Waits until it is so, for five seconds at most.
[[nodiscard]] bool eventually(const std::function<bool()>& is_so);

}  // namespace cardea::server::test
