// SPDX-License-Identifier: MIT
#include "cache_fixture.hpp"

// The child that is suspended starts threads, as a program does that forks and goes on by itself.
extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options() { return "die_after_fork=0"; }

namespace cardea::cached {
namespace {

using testing::HasSubstr;

TEST_F(MysqlCache, WhatAnotherProgramDeletesIsGoneWithinASecondAndTheRestIsStillKnown) {
  start();
  know("s1");
  know("s2");
  db_.run("DELETE FROM auth_session WHERE id = 's1'");
  EXPECT_TRUE(is_gone("s1"));
  EXPECT_TRUE(is_known("s2"));
}

TEST_F(MysqlCache, T24AUserWhoIsDeletedTakesTheSessionsAlong) {
  start();
  know("s1");
  know("s2", "u2");
  db_.run("DELETE FROM auth_session WHERE user_id = 'u1'; DELETE FROM auth_user WHERE id = 'u1'");
  EXPECT_TRUE(is_gone("s1"));
  EXPECT_TRUE(cache_->find_session("s2"));
}

TEST_F(MysqlCache, ARenewalOfLuciasIsSeen) {
  start();
  know("s1");
  const auto before = cache_->find_session("s1")->session.times.expires;
  db_.run("UPDATE auth_session SET expires_at = '2101-01-01' WHERE id = 's1'");
  EXPECT_TRUE(within_a_second([&] { return cache_->find_session("s1")->session.times.expires > before; }));
}

TEST_F(MysqlCache, ManyDeletionsInOneTransactionAreSeen) {
  start();
  for (int i = 0; i < 100; ++i) have("s" + std::to_string(i));
  ASSERT_TRUE(within_a_second([&] { return is_known("s7"); }));
  db_.run("DELETE FROM auth_session WHERE id <> 's8'");
  EXPECT_TRUE(is_gone("s7"));
  ASSERT_TRUE(within_a_second([&] { return is_known("s8"); }));
}

TEST_F(MysqlCache, AChangeThatWasBegunFirstAndIsCommittedLastIsHeardOf) {
  start();
  know("s1");
  know("s2");
  const handle first{url_}, last{url_};
  last.run("BEGIN; DELETE FROM auth_session WHERE id = 's1'");
  first.run("DELETE FROM auth_session WHERE id = 's2'");
  EXPECT_TRUE(is_gone("s2"));
  ASSERT_TRUE(within_a_second([&] { return is_known("s1"); })) << "it is not deleted yet";
  std::this_thread::sleep_for(1200ms);
  last.run("COMMIT");
  EXPECT_TRUE(is_gone("s1"));
}

TEST_F(MysqlCache, WritersDoNotWaitForEachOther) {
  start();
  have("s1");
  have("s2");
  const handle one{url_}, other{url_};
  other.run("SET innodb_lock_wait_timeout = 1");
  one.run("BEGIN; DELETE FROM auth_session WHERE id = 's1'");
  EXPECT_NO_THROW(other.run("DELETE FROM auth_session WHERE id = 's2'"));
  one.run("COMMIT");
}

TEST_F(MysqlCache, ADeletionThatCascadesFromItsUserIsHeardOf) {
  start();
  know("s1");
  db_.run(
      "ALTER TABLE auth_session ADD CONSTRAINT goes FOREIGN KEY (user_id) REFERENCES auth_user (id) ON "
      "DELETE "
      "CASCADE");
  db_.run("DELETE FROM auth_user WHERE id = 'u1'");
  EXPECT_TRUE(is_gone("s1"));
}

TEST_F(MysqlCache, ADeletionThatIsCommittedLateIsHeardOfWhenItIs) {
  start();
  have("s1");
  db_.run("BEGIN; DELETE FROM auth_session WHERE id = 's1'");
  ASSERT_TRUE(within_a_second([&] { return is_known("s1"); }));
  EXPECT_TRUE(stays_known(*cache_, "s1", 1200ms)) << "it is not deleted yet";
  db_.run("COMMIT");
  EXPECT_TRUE(is_gone("s1"));
}

TEST_F(MysqlCache, WithoutItsTriggersItStaysOffAndCheckSaysWhatMakesThem) {
  open(url_, names());
  cache_ = a_cache();
  db_.run("INSERT INTO auth_user VALUES ('u1')");
  have("s1");
  std::this_thread::sleep_for(500ms);
  EXPECT_FALSE(is_known("s1"));
  EXPECT_FALSE(cache_->counts().is_on);
  const auto found = cache_->check();
  ASSERT_EQ(found.size(), 5U) << "the table, and two triggers on each of two";
  EXPECT_THAT(found[4].message, HasSubstr("`cardea migrate --cache`"));
  const auto planned = cache_->migrate(false);
  EXPECT_EQ(planned.size(), 5U);
  EXPECT_EQ(cache_->migrate(true), planned);
  EXPECT_TRUE(cache_->check().empty());
  EXPECT_TRUE(cache_->migrate(true).empty());
  wait_until_on(*cache_);
  db_.run("DROP TRIGGER cardea_auth_session_delete");
  EXPECT_EQ(cache_->check().size(), 1U);
}

TEST_F(MysqlCache, ALostChannelTurnsItOffAndItComesBack) {
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

TEST_F(MysqlCache, AChannelThatHangsTurnsItOffWithoutAnybodyNoticing) {
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

TEST_F(MysqlCache, AProcessThatWasSuspendedAcceptsNothingThatWasRevokedMeanwhile) {
  accepts_nothing_that_was_revoked_while_it_was_suspended();
}

}  // namespace
}  // namespace cardea::cached
