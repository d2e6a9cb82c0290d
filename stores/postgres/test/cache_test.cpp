// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "proxy.hpp"
#include "trials.hpp"

#include <cardea/postgres/change_channel.hpp>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

// The child that is suspended starts threads, as a program does that forks and goes on by itself.
extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options() { return "die_after_fork=0"; }

namespace cardea::cached {
namespace {

using testing::HasSubstr;

/// A cache whose channel goes through a proxy, while what it looks up does not; and what another program
/// would have, a connection of its own. In a database of its own, since a cache hears of every schema's.
class PostgresCache : public Postgres {
 protected:
  PostgresCache() {
    url_ = database_.url();
    db_ = handle{url_};
  }

  static sql::layout names() { return layouts::lucia_v3({.user = "auth_user", .session = "auth_session"}); }

  std::unique_ptr<store> a_cache() {
    auto cache =
        std::make_unique<store>(std::make_unique<postgres::store>(postgres::pool{url_}, names()),
                                std::make_unique<postgres::change_channel>(through_.through(url_), names()));
    cache->prepare({}, {});
    return cache;
  }
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
  bool is_known(std::string_view id) {
    const auto before = cache_->counts().hits;
    return cache_->find_session(id) && cache_->counts().hits > before;
  }
  void know(std::string_view id, const char* user = "u1") {
    have(id, user);
    ASSERT_TRUE(within_a_second([&] { return is_known(id); }));
  }
  bool is_gone(std::string_view id) {
    return within_a_second([&] { return !cache_->find_session(id); });
  }

  own_database database_{place_.name()};
  proxy through_{server_url()};
  std::unique_ptr<store> cache_{};
};

TEST_F(PostgresCache, WhatAnotherProgramDeletesIsGoneWithinASecondAndTheRestIsStillKnown) {
  start();
  know("s1");
  know("s2");
  db_.run("DELETE FROM auth_session WHERE id = 's1'");
  EXPECT_TRUE(is_gone("s1"));
  EXPECT_TRUE(is_known("s2"));
}

TEST_F(PostgresCache, T24AUserWhoIsDeletedTakesTheSessionsAlong) {
  start();
  know("s1");
  know("s2", "u2");
  db_.run("DELETE FROM auth_session WHERE user_id = 'u1'; DELETE FROM auth_user WHERE id = 'u1'");
  EXPECT_TRUE(is_gone("s1"));
  EXPECT_TRUE(is_known("s2"));
}

TEST_F(PostgresCache, ARenewalOfLuciasIsSeen) {
  start();
  know("s1");
  const auto before = cache_->find_session("s1")->session.times.expires;
  db_.run("UPDATE auth_session SET expires_at = '2101-01-01' WHERE id = 's1'");
  EXPECT_TRUE(within_a_second([&] { return cache_->find_session("s1")->session.times.expires > before; }));
}

TEST_F(PostgresCache, ManyDeletionsInOneStatementAreSeenAndSoIsATruncation) {
  start();
  for (int i = 0; i < 100; ++i) have("s" + std::to_string(i));
  ASSERT_TRUE(within_a_second([&] { return is_known("s7"); }));
  db_.run("DELETE FROM auth_session WHERE id <> 's8'");
  EXPECT_TRUE(is_gone("s7"));
  ASSERT_TRUE(within_a_second([&] { return is_known("s8"); }));
  db_.run("TRUNCATE auth_session");
  EXPECT_TRUE(is_gone("s8"));
}

TEST_F(PostgresCache, ADeletionThatIsCommittedLateIsHeardOfWhenItIs) {
  start();
  have("s1");
  db_.run("BEGIN; DELETE FROM auth_session WHERE id = 's1'");
  ASSERT_TRUE(within_a_second([&] { return is_known("s1"); }));
  EXPECT_TRUE(stays_known(*cache_, "s1", 1200ms)) << "it is not deleted yet";
  db_.run("COMMIT");
  EXPECT_TRUE(is_gone("s1"));
}

TEST_F(PostgresCache, WithoutItsTriggersItStaysOffAndCheckSaysWhatMakesThem) {
  open(url_, names());
  cache_ = a_cache();
  db_.run("INSERT INTO auth_user VALUES ('u1')");
  have("s1");
  std::this_thread::sleep_for(500ms);
  EXPECT_FALSE(is_known("s1"));
  EXPECT_FALSE(cache_->counts().is_on);
  const auto found = cache_->check();
  ASSERT_EQ(found.size(), 6U);
  EXPECT_THAT(found[0].message, HasSubstr("`cardea migrate --cache`"));
  const auto planned = cache_->migrate(false);
  EXPECT_EQ(planned.size(), 7U);
  EXPECT_EQ(cache_->migrate(true), planned);
  EXPECT_TRUE(cache_->check().empty());
  EXPECT_TRUE(cache_->migrate(true).empty());
  wait_until_on(*cache_);
  db_.run("ALTER TABLE auth_session DISABLE TRIGGER cardea_delete");
  EXPECT_EQ(cache_->check().size(), 1U) << "one that is switched off tells nothing";
}

TEST_F(PostgresCache, ItsTriggersAreForTheToolThatMakesTheTables) {
  open(url_, names());
  db_.run("CREATE TABLE _prisma_migrations (id text)");
  postgres::change_channel channel{url_, names()};
  try {
    channel.migrate(true);
    FAIL() << "Prisma's tables were changed behind its back";
  } catch (const error& e) {
    EXPECT_EQ(e.code(), errc::owned_elsewhere);
  }
  EXPECT_EQ(channel.migrate(true, {.despite_owner = true}).size(), 7U);
}

TEST_F(PostgresCache, ALostChannelTurnsItOffAndItComesBack) {
  start();
  know("s1");
  through_.stop();
  std::this_thread::sleep_for(1s);
  EXPECT_FALSE(cache_->counts().is_on);
  db_.run("DELETE FROM auth_session WHERE id = 's1'");
  EXPECT_FALSE(cache_->find_session("s1"));
  through_.start();
  wait_until_on(*cache_);
  EXPECT_FALSE(cache_->find_session("s1"));
  know("s2");
}

TEST_F(PostgresCache, AChannelThatHangsTurnsItOffWithoutAnybodyNoticing) {
  start();
  know("s1");
  through_.keep_answers();
  db_.run("DELETE FROM auth_session WHERE id = 's1'");
  EXPECT_TRUE(is_gone("s1"));
  std::this_thread::sleep_for(100ms);
  EXPECT_FALSE(cache_->counts().is_on);
  through_.pass_answers();
  wait_until_on(*cache_);
  know("s2");
}

TEST_F(PostgresCache, APoolerInTransactionModeIsRefused) {
  EXPECT_THROW((postgres::change_channel{url_ + "&pgbouncer=true", names()}), error);
  postgres::connect_options unnamed;
  unnamed.named_statements = false;
  EXPECT_THROW((postgres::change_channel{url_, names(), unnamed}), error);
}

/// Another process with a cache asks for one session all the time and says when it was asked for and found.
TEST_F(PostgresCache, AProcessThatWasSuspendedAcceptsNothingThatWasRevokedMeanwhile) {
  open(url_, names());
  postgres::change_channel{url_, names()}.migrate(true);
  db_.run("INSERT INTO auth_user VALUES ('u1')");
  have("s1");
  const auto now = [] { return std::chrono::steady_clock::now().time_since_epoch().count(); };
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    close(ends[0]);
    store cache{std::make_unique<postgres::store>(postgres::pool{url_}, names()),
                std::make_unique<postgres::change_channel>(url_, names())};
    cache.prepare({}, {});
    for (;;) {
      const auto before = cache.counts().hits;
      std::int64_t said[] = {now(), cache.find_session("s1") ? 1 : 0, 0};
      said[2] = cache.counts().hits > before;
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
  db_.run("DELETE FROM auth_session WHERE id = 's1'");
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

TEST_F(PostgresCache, TenThousandRevocationsElsewhereAreEachSeenWithinASecondHoweverTheChannelIsCut) {
  start();
  const trials how{.count = 10'000, .time = 15s};
  for (std::size_t i = 0; i < how.count; i += 1000) {
    std::string rows;
    for (std::size_t j = i; j < i + 1000; ++j)
      rows += (rows.empty() ? "('" : ", ('") + trial_id(j) + "', 'u1', '2100-01-01')";
    db_.run("INSERT INTO auth_session (id, user_id, expires_at) VALUES " + rows);
  }
  db_.run("SET synchronous_commit = off");
  std::atomic<int> turns{0};
  revocations_are_seen_within_a_second(
      *cache_, how,
      [&](std::string_view id) { db_.run("DELETE FROM auth_session WHERE id = '" + std::string{id} + "'"); },
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

}  // namespace
}  // namespace cardea::cached
