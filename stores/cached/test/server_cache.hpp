// SPDX-License-Identifier: MIT
#pragma once
#include "proxy.hpp"
#include "server.hpp"
#include "trials.hpp"

#include <cardea/cached/store.hpp>
#include <cardea/sql/layout.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace cardea::cached {

/// A cache whose channel goes through a proxy, while what it looks up does not; and what another program
/// would have, a connection of its own, which `Database` brings.
template <class Database, class Pool, class Store, class Channel>
class server_cache : public Database {
 protected:
  using Database::db_, Database::url_;

  static sql::layout names() { return layouts::lucia_v3({.user = "auth_user", .session = "auth_session"}); }

  std::unique_ptr<store> a_cache() { return listening_at(through_.through(url_)); }
  void start() {
    cache_ = a_cache();
    cache_->migrate(true);
    db_.run("INSERT INTO auth_user VALUES ('u1'), ('u2')");
    wait_until_on(*cache_);
  }
  void have(std::string_view id, const char* user = "u1") {
    db_.run("INSERT INTO auth_session (id, user_id, expires_at) VALUES ('" + std::string{id} + "', '" + user +
            "', '2100-01-01')");
  }
  void revoke(std::string_view id) {
    db_.run("DELETE FROM auth_session WHERE id = '" + std::string{id} + "'");
  }
  bool is_known(std::string_view id) { return cached::is_known(*cache_, id); }
  void know(std::string_view id, const char* user = "u1") {
    have(id, user);
    ASSERT_TRUE(within_a_second([&] { return is_known(id); }));
  }
  bool is_gone(std::string_view id) {
    return within_a_second([&] { return !cache_->find_session(id); });
  }

  /// Another process with a cache asks for one session all the time and says when it was asked for and found.
  void accepts_nothing_that_was_revoked_while_it_was_suspended();
  void sees_ten_thousand_revocations_however_the_channel_is_cut();

  proxy through_{server_url()};
  std::unique_ptr<store> cache_{};

 private:
  [[nodiscard]] std::unique_ptr<store> listening_at(const std::string& url) const {
    auto cache = std::make_unique<store>(std::make_unique<Store>(Pool{url_}, names()),
                                         std::make_unique<Channel>(url, names()));
    cache->prepare({}, {});
    return cache;
  }
};

template <class Database, class Pool, class Store, class Channel>
void server_cache<Database, Pool, Store, Channel>::accepts_nothing_that_was_revoked_while_it_was_suspended() {
  Database::open(url_, names());
  Channel{url_, names()}.migrate(true);
  db_.run("INSERT INTO auth_user VALUES ('u1')");
  have("s1");
  const auto now = [] { return std::chrono::steady_clock::now().time_since_epoch().count(); };
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    close(ends[0]);
    const auto cache = listening_at(url_);
    for (;;) {
      const auto before = cache->counts().hits;
      std::int64_t said[] = {now(), cache->find_session("s1") ? 1 : 0, 0};
      said[2] = cache->counts().hits > before;
      if (write(ends[1], said, sizeof said) != sizeof said) _exit(0);
      std::this_thread::sleep_for(1ms);
    }
  }
  close(ends[1]);
  std::int64_t said[3] = {};
  do {
    ASSERT_EQ(read(ends[0], said, sizeof said), static_cast<ssize_t>(sizeof said));
  } while (said[2] == 0);
  kill(child, SIGSTOP);
  revoke("s1");
  const auto revoked_at = now();
  std::this_thread::sleep_for(2s);
  const auto woken_at = now();
  kill(child, SIGCONT);
  int looks = 0;
  while (looks < 300 && read(ends[0], said, sizeof said) == static_cast<ssize_t>(sizeof said)) {
    EXPECT_FALSE(said[0] - revoked_at > 1'000'000'000 && said[1]) << "accepted after it was suspended";
    looks += said[0] > woken_at;
  }
  EXPECT_EQ(looks, 300);
  close(ends[0]);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

template <class Database, class Pool, class Store, class Channel>
void server_cache<Database, Pool, Store,
                  Channel>::sees_ten_thousand_revocations_however_the_channel_is_cut() {
  start();
  const trials how{.count = 10'000, .time = 15s};
  for (std::size_t i = 0; i < how.count; i += 1000) {
    std::string rows;
    for (std::size_t j = i; j < i + 1000; ++j)
      rows += (rows.empty() ? "('" : ", ('") + trial_id(j) + "', 'u1', '2100-01-01')";
    db_.run("INSERT INTO auth_session (id, user_id, expires_at) VALUES " + rows);
  }
  std::atomic<int> turns{0};
  revocations_are_seen_within_a_second(
      *cache_, how, [&](std::string_view id) { revoke(id); },
      [&](std::mt19937& random) {
        ++turns;
        const auto time = std::chrono::milliseconds{random() % 1500};
        switch (random() % 6) {
          case 0:
            through_.stop();
            std::this_thread::sleep_for(time / 3);
            through_.start();
            break;
          case 1:
            through_.keep_answers();
            std::this_thread::sleep_for(time);
            through_.pass_answers();
            break;
          case 2:
            through_.cut_next_answer(static_cast<int>(random() % 3));
            break;
          case 3:
            through_.cut_next_question();
            break;
          default:
            std::this_thread::sleep_for(time);
        }
      });
  EXPECT_GT(turns, 10);
}

}  // namespace cardea::cached
