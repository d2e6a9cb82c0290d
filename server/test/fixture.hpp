// SPDX-License-Identifier: MIT
#pragma once
#include <gtest/gtest.h>
#include "client.hpp"

#include <cardea/http/application.hpp>
#include <cardea/server/log.hpp>
#include <cardea/server/server.hpp>

#include <atomic>
#include <memory>
#include <thread>

namespace cardea::server::test {

/// Answers by what the path says: /none, /look_up, /database and /password are such work, /echo has the
/// request as text.
class sample : public http::application {
 public:
  [[nodiscard]] http::work work_of(const http::request& incoming) const noexcept override;
  [[nodiscard]] std::string_view route_of(const http::request& incoming) const noexcept override;
  [[nodiscard]] http::response handle(const http::request& incoming) override;
  void handle_all(std::span<const http::request* const> incoming, std::span<http::response> out) override;

  std::atomic<bool> holds{false};  ///< requests of all but /none and /echo do not end while it is set
  std::atomic<int> held{0}, handled{0};
  std::atomic<std::size_t> batches{0}, largest{0};
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
  /// Begins to stop, and waits until nobody else is taken in. False: somebody still is.
  bool close_the_door();
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

}  // namespace cardea::server::test
