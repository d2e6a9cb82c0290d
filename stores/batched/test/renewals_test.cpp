// SPDX-License-Identifier: MIT
#include "renewed_store.hpp"

#include <cardea/auth.hpp>
#include <cardea/batched/store.hpp>
#include <cardea/manual_clock.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::error;
using testing::ElementsAre;

/// Renewals that nobody writes unless the test wants it, over a store that tells what is written.
class BatchedRenewals : public testing::Test {
 protected:
  void open(cardea::duration interval = 1h, std::size_t most = 10'000) {
    auto inner = std::make_unique<renewed_store>(with_sessions(8), log_);
    inner_ = inner.get();
    store_ = std::make_unique<cardea::batched::store>(
        std::move(inner),
        cardea::batched::options{.renewal_interval = interval,
                                 .max_renewals = most,
                                 .on_renewal_error = [this](const error& e) { log_->add(e); }});
  }
  /// What the store below has.
  [[nodiscard]] cardea::timestamp kept(std::string_view id) {
    return inner_->find_session(id).value().session.times.expires;
  }
  [[nodiscard]] cardea::timestamp seen(std::string_view id) {
    return store_->find_session(id).value().session.times.expires;
  }
  bool renew(std::string_view id, cardea::timestamp until, cardea::duration left = 24h * 15) {
    return store_->set_session_times_within(id, {.expires = until}, left);
  }
  template <class F>
  static bool becomes(F condition) {
    for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
      if (condition()) return true;
      std::this_thread::sleep_for(1ms);
    }
    return false;
  }

  static constexpr cardea::timestamp old{}, later{1h}, latest{2h};
  std::shared_ptr<written> log_ = std::make_shared<written>();
  renewed_store* inner_ = nullptr;
  std::unique_ptr<cardea::batched::store> store_{};
};

TEST_F(BatchedRenewals, AreWrittenAtOnceUnlessTheyAreToWait) {
  open(0ms);
  EXPECT_TRUE(renew("s1", later));
  EXPECT_EQ(kept("s1"), later);
  EXPECT_FALSE(renew("none", later));
}

TEST_F(BatchedRenewals, ThatWaitAreSeenHereAtOnce) {
  open();
  EXPECT_TRUE(renew("s1", later));
  EXPECT_EQ(kept("s1"), old);
  EXPECT_EQ(seen("s1"), later);
  const std::string_view ids[] = {"s0", "s1", "none"};
  const auto found = store_->find_sessions(ids);
  EXPECT_EQ(found[0]->session.times.expires, old);
  EXPECT_EQ(found[1]->session.times.expires, later);
  EXPECT_FALSE(found[2]);
  EXPECT_EQ(store_->list_sessions("u").at(1).times.expires, later);
  EXPECT_FALSE(store_->find_session("none"));
}

TEST_F(BatchedRenewals, OfOneSessionAreWrittenOnceWithTheLastTimes) {
  open();
  renew("s2", later);
  renew("s1", later);
  renew("s1", latest);
  store_->write_renewals();
  EXPECT_THAT(log_->calls(), ElementsAre("many s1 s2"));
  EXPECT_EQ(kept("s1"), latest);
  EXPECT_EQ(kept("s2"), later);
  store_->write_renewals();
  EXPECT_EQ(log_->calls().size(), 1U) << "what was written was written again";
}

TEST_F(BatchedRenewals, AreWrittenWhenTheIntervalIsOver) {
  open(20ms);
  renew("s1", later);
  EXPECT_TRUE(becomes([&] { return kept("s1") == later; }));
  renew("s1", latest);
  EXPECT_TRUE(becomes([&] { return kept("s1") == latest; }));
}

// Another process would find the row expired, and delete it.
TEST_F(BatchedRenewals, OfARowThatEndsSoonAreWrittenAtOnce) {
  open(1h);
  renew("s1", later, 2h + 1min - 1ms);
  EXPECT_EQ(kept("s1"), later);
  renew("s2", later, 2h + 1min);
  EXPECT_EQ(kept("s2"), old);
}

TEST_F(BatchedRenewals, BeyondThoseThatMayWaitAreWrittenAtOnce) {
  open(1h, 2);
  for (const auto* id : {"s1", "s2", "s3", "s1"}) renew(id, later);
  EXPECT_EQ(kept("s1"), old);
  EXPECT_EQ(kept("s2"), old);
  EXPECT_EQ(kept("s3"), later);
}

TEST_F(BatchedRenewals, AreOvertakenByTimesThatAreSetAtOnce) {
  open();
  renew("s1", latest);
  EXPECT_TRUE(store_->set_session_times("s1", {.expires = later}));
  EXPECT_EQ(seen("s1"), later);
  store_->write_renewals();
  EXPECT_EQ(kept("s1"), later);
}

TEST_F(BatchedRenewals, DoNotBringBackWhatWasRevoked) {
  open();
  renew("s1", later);
  EXPECT_TRUE(store_->erase_session("s1"));
  EXPECT_FALSE(store_->find_session("s1"));
  store_->write_renewals();
  EXPECT_FALSE(inner_->find_session("s1"));
  renew("s2", later);
  renew("s3", later);
  EXPECT_EQ(store_->erase_sessions("u"), 7);
  store_->write_renewals();
  EXPECT_TRUE(store_->list_sessions("u").empty());
}

TEST_F(BatchedRenewals, OfARevokedSessionDoNotTouchTheNextOfItsId) {
  open();
  renew("s1", later);
  EXPECT_TRUE(store_->erase_sessions("u"));
  const cardea::session_row row{.id = "s1", .user_id = "u", .times = {}, .attributes = {}};
  ASSERT_EQ(store_->insert_session(row), cardea::insertion::done);
  EXPECT_EQ(seen("s1"), old);
  store_->write_renewals();
  EXPECT_EQ(kept("s1"), old);
}

TEST_F(BatchedRenewals, AreWrittenBeforeASweep) {
  open();
  renew("s1", later);
  EXPECT_EQ(store_->erase_expired({.expires = old + 1ms, .created_at = {}, .last_verified = {}}, 100), 7);
  EXPECT_TRUE(store_->find_session("s1")) << "a session that was renewed was swept";
}

TEST_F(BatchedRenewals, ThatCouldNotBeWrittenAreReportedKeptAndTriedAgain) {
  log_->fail_many = [](int call) {
    if (call <= 2) throw error{errc::unavailable, "no server"};
  };
  open(10ms);
  renew("s1", later);
  while (log_->errors().empty()) std::this_thread::yield();
  EXPECT_EQ(seen("s1"), later) << "what was not written was forgotten";
  EXPECT_TRUE(becomes([&] { return kept("s1") == later; }));
  EXPECT_THAT(log_->errors(), ElementsAre(errc::unavailable, errc::unavailable));
}

TEST_F(BatchedRenewals, OneThatIsRefusedDoesNotKeepTheOthers) {
  log_->fail_many = [](int) { throw error{errc::conflict, "a check"}; };
  log_->fail_one = [](std::string_view id) {
    if (id == "s1") throw error{errc::conflict, "a check"};
  };
  open();
  for (const auto* id : {"s1", "s2", "s3"}) renew(id, later);
  store_->write_renewals();
  EXPECT_THAT(log_->calls(), ElementsAre("many s1 s2 s3", "s1", "s2", "s3"));
  EXPECT_THAT(log_->errors(), ElementsAre(errc::conflict));
  EXPECT_EQ(kept("s1"), old);
  EXPECT_EQ(kept("s3"), later);
  EXPECT_EQ(seen("s1"), old) << "it would be tried for ever";
}

TEST_F(BatchedRenewals, WhereItIsAskedForWritingThrowsAndKeepsThem) {
  log_->fail_many = [](int call) {
    if (call == 1) throw error{errc::busy, "a lock"};
  };
  open();
  renew("s1", later);
  EXPECT_THROW(store_->write_renewals(), error);
  EXPECT_EQ(seen("s1"), later);
  renew("s1", latest);
  store_->write_renewals();
  EXPECT_EQ(kept("s1"), latest);
}

TEST_F(BatchedRenewals, OfAValidationComeOnceInAnInterval) {
  cardea::manual_clock clock;
  open();
  cardea::auth_options options;
  options.clock = &clock;
  cardea::basic_auth auth{std::move(store_), {}, {}, std::move(options)};
  const auto token = auth.create_session("u", {}).value().token;
  clock += 24h * 20;
  EXPECT_TRUE(auth.validate(token)->session.fresh);
  EXPECT_FALSE(auth.validate(token)->session.fresh) << "each validation renews again";
  EXPECT_TRUE(log_->calls().empty());
  clock += 24h * 12;  // Beyond what the row says.
  EXPECT_TRUE(auth.validate(token));
  EXPECT_EQ(auth.prune(), 8) << "those without a time";
  EXPECT_TRUE(auth.validate(token));
}

TEST_F(BatchedRenewals, OfSessionsThatAreShortAreWrittenAtOnce) {
  cardea::manual_clock clock;
  open(10s);
  cardea::auth_options options;
  options.clock = &clock;
  options.session.expires_in = 2min;
  cardea::basic_auth auth{std::move(store_), {}, {}, std::move(options)};
  const auto token = auth.create_session("u", {}).value().token;
  clock += 90s;
  EXPECT_TRUE(auth.validate(token)->session.fresh);
  EXPECT_EQ(log_->calls().size(), 1U);
}

TEST_F(BatchedRenewals, AreWrittenWhileOthersComeAndSessionsGo) {
  open(1ms);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t, id = "s" + std::to_string(t)] {
      for (int n = 1; n <= 300; ++n) {
        const cardea::timestamp until{std::chrono::minutes{n}};
        EXPECT_TRUE(renew(id, until));
        EXPECT_EQ(seen(id), until) << "a renewal was not seen by who made it";
        if (n % 50 == 0) (void)store_->list_sessions("u");
      }
      if (t % 2) {
        EXPECT_TRUE(store_->erase_session(id));
      }
    });
  for (auto& thread : threads) thread.join();
  store_->write_renewals();
  for (int t = 0; t < 8; ++t) {
    const auto found = inner_->find_session("s" + std::to_string(t));
    ASSERT_EQ(found.has_value(), t % 2 == 0);
    if (found) {
      EXPECT_EQ(found->session.times.expires, cardea::timestamp{300min});
    }
  }
}

}  // namespace
