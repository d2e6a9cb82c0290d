// SPDX-License-Identifier: MIT
#include "fixture.hpp"

#include <cardea/auth.hpp>
#include <cardea/cached/sole_writer.hpp>
#include <cardea/manual_clock.hpp>

#include <thread>

namespace cardea::cached {
namespace {

TEST(Cached, ASessionIsLookedUpOnceAndThenKnown) {
  bench b;
  b.have("s1");
  EXPECT_EQ(b.asked("s1"), 1);
  EXPECT_EQ(b.asked("s1"), 0);
  const auto found = b.store->find_session("s1");
  ASSERT_TRUE(found && found->user);
  EXPECT_EQ(found->session, b.behind->find_session("s1")->session);
  EXPECT_EQ(found->user, b.behind->find_user("u1"));
  const auto counts = b.store->counts();
  EXPECT_EQ(counts.hits, 2U);
  EXPECT_EQ(counts.misses, 1U);
  EXPECT_EQ(counts.off, 0U);
  EXPECT_TRUE(counts.is_on);
}

TEST(Cached, AnAnswerThatThereIsNoneIsNeverKept) {
  bench b;
  EXPECT_EQ(b.asked("s1", false), 1);
  b.have("s1");
  EXPECT_EQ(b.asked("s1"), 1);
}

TEST(Cached, AnOrphanIsNeverKept) {
  bench b;
  b.have("s1", "u1");
  // The memory store takes a user's sessions along; another store may hold one without its user.
  session_with_user orphan = *b.behind->find_session("s1");
  orphan.user.reset();
  class of_orphans final : public forwarding_store {
   public:
    of_orphans(std::unique_ptr<cardea::store> inner, session_with_user row, int& asked)
        : forwarding_store{std::move(inner)}, row_{std::move(row)}, asked_{asked} {}
    std::optional<session_with_user> find_session(std::string_view) override { return ++asked_, row_; }

   private:
    session_with_user row_;
    int& asked_;
  };
  int asked = 0;
  store cache{std::make_unique<of_orphans>(std::make_unique<memory::store>(schemes::lucia_v3), orphan, asked),
              std::make_unique<sole_writer>()};
  for (int i = 0; i < 3; ++i) {
    const auto found = cache.find_session("s1");
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->user);
  }
  EXPECT_EQ(asked, 3);
}

TEST(Cached, WithoutAWordOfTheChannelEverythingIsLookedUp) {
  bench b;
  b.line->to->lost();
  b.have("s1");
  EXPECT_EQ(b.asked("s1"), 1);
  EXPECT_EQ(b.asked("s1"), 1);
  EXPECT_EQ(b.store->counts().off, 2U);
  EXPECT_FALSE(b.store->counts().is_on);
}

TEST(Cached, SilenceOfTheChannelTurnsItOffByItself) {
  bench b;
  b.have("s1");
  EXPECT_EQ(b.asked("s1"), 1);
  b.behind->erase_session("s1");  // By another process; the channel hangs.
  b.pass(899ms);
  EXPECT_EQ(b.asked("s1"), 0) << "within the bound the old answer is what was promised";
  b.pass(1ms);
  EXPECT_EQ(b.asked("s1", false), 1);
}

TEST(Cached, AConfirmationCountsFromWhenItWasAskedFor) {
  bench b;
  b.have("s1");
  const auto sent = b.line->to->now();
  b.pass(800ms);
  b.line->to->confirmed(sent);  // The answer took that long.
  EXPECT_EQ(b.asked("s1"), 1);
  EXPECT_EQ(b.asked("s1"), 0);
  b.pass(100ms);
  EXPECT_EQ(b.asked("s1"), 1) << "900 ms after it was asked for, not after it came";
}

TEST(Cached, WhatComesBackAfterALossIsLookedUpAnew) {
  bench b;
  b.have("s1");
  EXPECT_EQ(b.asked("s1"), 1);
  b.line->to->lost();
  b.behind->erase_session("s1");
  b.line->to->all_changed();
  b.confirm();
  EXPECT_EQ(b.asked("s1", false), 1);
}

TEST(Cached, AChangeOfOneSessionIsHeardOfAndLeavesTheOthers) {
  bench b;
  b.have("s1");
  b.have("s2");
  b.asked("s1"), b.asked("s2");
  b.behind->erase_session("s1");
  b.line->to->session_changed("s1");
  EXPECT_EQ(b.asked("s1", false), 1);
  EXPECT_EQ(b.asked("s2"), 0);
}

TEST(Cached, T24AUserWhoIsDeletedElsewhereTakesEverySessionAlong) {
  bench b;
  b.have("s1");
  b.have("s2");
  b.asked("s1"), b.asked("s2");
  b.behind->erase_user("u1");
  b.line->to->user_changed("u1");
  EXPECT_EQ(b.asked("s1", false), 1);
  EXPECT_EQ(b.asked("s2", false), 1);
}

TEST(Cached, ItsOwnWritesAreKnownAtOnce) {
  bench b;
  const auto known = [&](const char* what, auto write) {
    b.have("s1");
    b.asked("s1");
    EXPECT_EQ(b.asked("s1"), 0) << what;
    write();
    EXPECT_EQ(b.asked("s1", b.behind->find_session("s1").has_value()), 1) << what;
    b.behind->erase_session("s1");
    b.line->to->all_changed();
  };
  const session_times later{.expires = timestamp{} + 1h};
  const assignment name[] = {{0, std::string{"Eve"}}};
  known("set_session_times", [&] {
    EXPECT_TRUE(b.store->set_session_times("s1", later));
    EXPECT_EQ(b.behind->find_session("s1")->session.times, later);
  });
  known("set_session_times_within", [&] {
    EXPECT_TRUE(b.store->set_session_times_within("s1", later, 24h));
    EXPECT_EQ(b.watch->left, 24h) << "so that a store behind it may put it off";
  });
  known("update_user", [&] { EXPECT_EQ(b.store->update_user("u1", name), insertion::done); });
  known("erase_session", [&] { EXPECT_TRUE(b.store->erase_session("s1")); });
  known("erase_sessions", [&] { EXPECT_EQ(b.store->erase_sessions("u1"), 1); });
  known("erase_expired", [&] {
    EXPECT_EQ(b.store->erase_expired({.expires = timestamp{} + 1h, .created_at = {}, .last_verified = {}}, 9),
              1);
  });
  known("insert_session", [&] {
    b.behind->erase_session("s1");  // By another process, of which nothing is known yet.
    EXPECT_EQ(b.store->insert_session({.id = "s1", .user_id = "u1", .times = later, .attributes = {}}),
              insertion::done);
    EXPECT_EQ(b.store->find_session("s1")->session.times, later);
    b.line->to->all_changed();
  });
  known("erase_user", [&] { EXPECT_TRUE(b.store->erase_user("u1")); });
}

TEST(Cached, AWriteWhoseOutcomeIsUnknownIsTakenForDone) {
  bench b;
  b.have("s1");
  b.asked("s1");
  b.watch->fails = true;
  EXPECT_THROW(b.store->erase_session("s1"), error);
  b.watch->fails = false;
  EXPECT_EQ(b.asked("s1", false), 1);
}

TEST(Cached, AnErrorIsNeverAYes) {
  bench b;
  b.have("s1");
  b.watch->fails = true;
  EXPECT_THROW((void)b.store->find_session("s1"), error);
  b.watch->fails = false;
  b.asked("s1");
  b.watch->fails = true;
  b.pass(1s);
  EXPECT_THROW((void)b.store->find_session("s1"), error) << "the channel is silent and the database is gone";
}

TEST(Cached, ARowThatChangedWhileItWasLookedUpIsNotKept) {
  for (const auto change : {+[](change_listener& to) { to.session_changed("s1"); },
                            +[](change_listener& to) { to.user_changed("u1"); },
                            +[](change_listener& to) { to.all_changed(); }}) {
    bench b;
    b.have("s1");
    b.watch->before_answer = [&] {
      b.behind->erase_session("s1");
      change(*b.line->to);
    };
    EXPECT_EQ(b.asked("s1"), 1) << "it was there when it was looked up";
    b.watch->before_answer = nullptr;
    EXPECT_EQ(b.asked("s1", false), 1);
  }
}

TEST(Cached, AChangeOfAnotherWhileItWasLookedUpDoesNotKeepARowOut) {
  bench b;
  b.have("s1");
  b.watch->before_answer = [&] { b.line->to->session_changed("s2"); };
  EXPECT_EQ(b.asked("s1"), 1);
  EXPECT_EQ(b.asked("s1"), 0);
}

TEST(Cached, ARowIsLookedUpAgainAfterItsAgeWhateverTheChannelSays) {
  bench b{{.max_age = 10s}};
  b.have("s1");
  b.asked("s1");
  b.pass(9'999ms);
  b.confirm();
  EXPECT_EQ(b.asked("s1"), 0);
  b.pass(1ms);
  b.confirm();
  EXPECT_EQ(b.asked("s1"), 1);
}

TEST(Cached, AmongManyOnlyThoseThatAreNotKnownAreLookedUp) {
  bench b;
  for (const char* id : {"s1", "s2", "s3"}) b.have(id);
  b.asked("s2");
  const std::string_view ids[] = {"s1", "s2", "none", "s3", "s1"};
  const int before = b.watch->look_ups;
  const auto found = b.store->find_sessions(ids);
  EXPECT_EQ(b.watch->look_ups - before, 4);
  ASSERT_EQ(found.size(), 5U);
  for (const std::size_t i : {0U, 1U, 3U, 4U}) {
    ASSERT_TRUE(found[i]) << i;
    EXPECT_EQ(found[i]->session.id, ids[i]);
  }
  EXPECT_FALSE(found[2]);
  EXPECT_EQ(b.asked("s3"), 0);
}

TEST(Cached, ARowThatIsTooLongIsLookedUpEachTime) {
  bench b;
  const assignment longer[] = {{0, std::string(600, 'x')}};
  b.behind->update_user("u1", longer);
  b.have("s1");
  EXPECT_EQ(b.asked("s1"), 1);
  EXPECT_EQ(b.asked("s1"), 1);
  EXPECT_EQ(b.store->counts().too_long, 2U);
}

TEST(Cached, WhatTheChannelMissesIsFoundByCheckAndMadeByMigrate) {
  bench b;
  EXPECT_TRUE(b.store->check().empty());
  b.line->missing = {{severity::error, "session", "", "there is no trigger"}};
  ASSERT_EQ(b.store->check().size(), 1U);
  EXPECT_EQ(b.store->migrate(true), std::vector<std::string>{"make the channel"});
  basic_auth auth{std::move(b.store), {}, {}};
  EXPECT_THROW(auth.check(), error);
}

TEST(Cached, TheChannelIsStoppedBeforeTheCacheIsGone) {
  bench b;
  auto moved = std::make_unique<store>(std::move(*b.store));
  EXPECT_EQ(b.line->stops, 0);
  b.line->to->all_changed();
  moved.reset();
  EXPECT_EQ(b.line->stops, 1);
}

TEST(Cached, OptionsThatCannotBeAreRefused) {
  const auto refused = [](const options& how) {
    EXPECT_THROW(
        (store{std::make_unique<memory::store>(schemes::lucia_v3), std::make_unique<sole_writer>(), how}),
        error);
  };
  refused({.memory = 1000});
  refused({.row = 64});
  refused({.row = 5000});
  refused({.bound = 10ms});
  refused({.max_age = 1ms});
  EXPECT_THROW((store{std::make_unique<memory::store>(schemes::lucia_v3), nullptr}), error);
  EXPECT_THROW((store{nullptr, std::make_unique<sole_writer>()}), error);
}

TEST(Cached, ARowThatIsKeptHidesNoExpiry) {
  auto memory = std::make_unique<memory::store>(schemes::lucia_v3);
  manual_clock clock;
  basic_auth auth{
      std::make_unique<store>(std::move(memory), std::make_unique<sole_writer>(), options{.max_age = 24h}),
      {},
      {},
      {.clock = &clock}};
  const auto user = auth.create_user({});
  const auto made = auth.create_session(user->id, {});
  ASSERT_TRUE(auth.validate(made->token));
  ASSERT_TRUE(auth.validate(made->token));
  clock += 24h * 16;
  EXPECT_TRUE(auth.validate(made->token)->session.fresh) << "past half of its life it is renewed";
  EXPECT_FALSE(auth.validate(made->token)->session.fresh);
  clock += 24h * 31;
  EXPECT_FALSE(auth.validate(made->token));
}

}  // namespace
}  // namespace cardea::cached
