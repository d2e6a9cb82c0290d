// SPDX-License-Identifier: MIT
#include "process.hpp"

#include <cardea/contract/crash.hpp>
#include <cardea/mysql/store.hpp>

#include <gtest/gtest.h>
#include <mysql.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace {

using namespace std::chrono_literals;

constexpr const char* program = "/usr/sbin/mariadbd";

/// A MariaDB server of the test's own, as durable as it comes.
class server {
 public:
  server() {
    const auto made = process{folder_,
                              {"/usr/bin/mariadb-install-db", "--no-defaults", data_,
                               "--auth-root-authentication-method=normal", "--skip-test-db"}}
                          .wait();
    if (made != 0) throw std::runtime_error{folder_.read("said")};
    start();
    handle db{mysql_init(nullptr), &mysql_close};
    if (!connect(db) || mysql_query(db.get(), "CREATE DATABASE shop") != 0)
      throw std::runtime_error{mysql_error(db.get())};
  }
  void kill() { running_->kill_all(); }
  void start() {
    running_.emplace(folder_, std::vector<std::string>{
                                  program, "--no-defaults", data_, "--socket=socket", "--pid-file=pid",
                                  "--bind-address=127.0.0.1", "--port=" + std::to_string(port_),
                                  "--character-set-server=utf8mb4", "--innodb-flush-log-at-trx-commit=1"});
    const auto until = std::chrono::steady_clock::now() + 30s;
    for (;;) {
      handle db{mysql_init(nullptr), &mysql_close};
      if (connect(db)) return;
      if (running_->has_ended() || std::chrono::steady_clock::now() > until)
        throw std::runtime_error{"MariaDB did not start: " + folder_.read("said")};
      std::this_thread::sleep_for(5ms);
    }
  }
  [[nodiscard]] std::string url() const {
    return "mysql://root@127.0.0.1:" + std::to_string(port_) + "/shop";
  }

 private:
  using handle = std::unique_ptr<MYSQL, decltype(&mysql_close)>;
  [[nodiscard]] bool connect(const handle& db) const {
    return mysql_real_connect(db.get(), "127.0.0.1", "root", "", nullptr, static_cast<unsigned>(port_),
                              nullptr, 0) != nullptr;
  }

  server_folder folder_{"mysql"};
  std::string data_ = "--datadir=" + (folder_.path() / "data").string();
  int port_ = free_port();
  std::optional<process> running_{};
};

TEST(MysqlCrash, WhatWasAcknowledgedOutlivesTheServerAndThePoolFindsItAgain) {
  const auto* ci = std::getenv("CI");
  if (!std::filesystem::exists(program) && !(ci && *ci)) GTEST_SKIP() << "there is no MariaDB server";
  server killed;
  auto store =
      std::make_unique<cardea::mysql::store>(cardea::mysql::pool{killed.url()}, cardea::layouts::cardea());
  store->prepare({}, {});
  store->migrate(true);
  cardea::contract::survive_crashes(std::move(store), [&] {
    killed.kill();
    std::this_thread::sleep_for(50ms);
    killed.start();
  });
}

}  // namespace
