// SPDX-License-Identifier: MIT
#include "process.hpp"

#include <cardea/contract/crash.hpp>
#include <cardea/postgres/store.hpp>

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace {

using namespace std::chrono_literals;

std::filesystem::path programs() {
  std::filesystem::path newest;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator{"/usr/lib/postgresql", none})
    if (std::filesystem::exists(entry.path() / "bin/initdb")) newest = std::max(newest, entry.path() / "bin");
  return newest;
}

/// A PostgreSQL server of the test's own, as durable as it comes.
class server {
 public:
  server() {
    const auto made = process{
        folder_,
        {programs() / "initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8",
         "--locale=C"}}.wait();
    if (made != 0) throw std::runtime_error{folder_.read("said")};
    start();
  }
  void kill() { running_->kill_all(); }
  void start() {
    running_.emplace(folder_, std::vector<std::string>{programs() / "postgres", "-D", "data", "-p", port_,
                                                       "-c", "listen_addresses=127.0.0.1", "-c",
                                                       "unix_socket_directories=", "-c", "fsync=on"});
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (PQping(url().c_str()) != PQPING_OK) {
      if (running_->has_ended() || std::chrono::steady_clock::now() > until)
        throw std::runtime_error{"PostgreSQL did not start: " + folder_.read("said")};
      std::this_thread::sleep_for(5ms);
    }
  }
  [[nodiscard]] std::string url() const { return "postgres://postgres@127.0.0.1:" + port_ + "/postgres"; }

 private:
  server_folder folder_{"postgres"};
  std::string port_ = std::to_string(free_port());
  std::optional<process> running_{};
};

TEST(PostgresCrash, WhatWasAcknowledgedOutlivesTheServerAndThePoolFindsItAgain) {
  const auto* ci = std::getenv("CI");
  if (programs().empty() && !(ci && *ci)) GTEST_SKIP() << "there are no programs of PostgreSQL's";
  server killed;
  auto store = std::make_unique<cardea::postgres::store>(cardea::postgres::pool{killed.url()},
                                                         cardea::layouts::cardea());
  store->prepare({}, {});
  store->migrate(true);
  cardea::contract::survive_crashes(std::move(store), [&] {
    killed.kill();
    std::this_thread::sleep_for(50ms);
    killed.start();
  });
}

}  // namespace
