// SPDX-License-Identifier: MIT
#pragma once
#include <gtest/gtest.h>
#include <cardea/http/application.hpp>
#include <cardea/server/log.hpp>
#include <cardea/server/server.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

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

/// Answers by what the path says: /none, /database and /password are such work, /echo has the request as
/// text.
class sample : public http::application {
 public:
  [[nodiscard]] http::work work_of(const http::request& incoming) const noexcept override;
  [[nodiscard]] std::string_view route_of(const http::request& incoming) const noexcept override;
  [[nodiscard]] http::response handle(const http::request& incoming) override;

  std::atomic<bool> holds{false};  ///< requests of /database and /password do not end while it is set
  std::atomic<int> held{0}, handled{0};
};

/// The sample on a free port, served by a thread.
class Served : public ::testing::Test {
 protected:
  Served();
  ~Served() override;
  /// Starts with `how`, at once or with the first client.
  void start();
  /// Stops, and says what `run` said.
  bool stop();
  [[nodiscard]] client connect(std::size_t listener = 0);
  /// GET of the path on a connection of its own.
  [[nodiscard]] std::string get(std::string_view path, std::size_t listener = 0);

  sample application{};
  options how{};
  std::unique_ptr<server> running{};

 private:
  std::thread thread_{};
  std::atomic<bool> all_was_answered_{false};
};

[[nodiscard]] int status_of(std::string_view response);
/// "GET /none HTTP/1.1" with what a request needs, and these fields.
[[nodiscard]] std::string request(std::string_view line, std::string_view fields = {},
                                  std::string_view body = {});
/// Waits until it is so, for five seconds at most.
[[nodiscard]] bool eventually(const std::function<bool()>& is_so);

}  // namespace cardea::server::test
