// SPDX-License-Identifier: MIT
#include "folder.hpp"
#include "renewed_store.hpp"

#include <cardea/batched/store.hpp>
#include <cardea/sqlite/store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::error;
using testing::ElementsAre;

/// A file that several stores have open, as several processes do.
class BatchedRenewalsOnAFile : public testing::Test {
 protected:
  std::unique_ptr<cardea::batched::store> open(cardea::duration interval) {
    auto file = std::make_unique<cardea::sqlite::store>(cardea::sqlite::pool{place_ / "app.db"},
                                                        cardea::layouts::lucia_v3());
    auto store = std::make_unique<cardea::batched::store>(
        std::make_unique<renewed_store>(std::move(file), log_),
        cardea::batched::options{.renewal_interval = interval,
                                 .on_renewal_error = [this](const error& e) { log_->add(e); }});
    store->prepare({}, {});
    store->migrate(true);
    return store;
  }
  void SetUp() override {
    there = open(0ms);
    (void)there->insert_user({.id = "u", .attributes = {}}, nullptr);
    for (const auto* id : {"s1", "s2", "s3"})
      (void)there->insert_session({.id = id, .user_id = "u", .times = {}, .attributes = {}});
    here = open(1h);
  }

  folder place_{};
  std::shared_ptr<written> log_ = std::make_shared<written>();
  std::unique_ptr<cardea::batched::store> here{}, there{};
  static constexpr cardea::timestamp old{}, later{1h}, latest{2h};
};

TEST_F(BatchedRenewalsOnAFile, ThatAreLeftAreWrittenAtTheEnd) {
  EXPECT_TRUE(here->set_session_times_within("s1", {.expires = later}, 24h));
  EXPECT_EQ(there->find_session("s1")->session.times.expires, old);
  here.reset();
  EXPECT_EQ(there->find_session("s1")->session.times.expires, later);
}

TEST_F(BatchedRenewalsOnAFile, DoNotUndoWhatAnotherProcessDoes) {
  for (const auto* id : {"s1", "s2", "s3"})
    EXPECT_TRUE(here->set_session_times_within(id, {.expires = later}, 24h));
  EXPECT_TRUE(there->erase_session("s1"));
  EXPECT_TRUE(there->set_session_times("s2", {.expires = latest}));
  EXPECT_FALSE(here->find_session("s1"));
  EXPECT_EQ(here->find_session("s2")->session.times.expires, latest);
  here->write_renewals();
  EXPECT_FALSE(here->find_session("s1"));
  EXPECT_FALSE(there->find_session("s1"));
  EXPECT_EQ(there->find_session("s3")->session.times.expires, later);
}

TEST_F(BatchedRenewalsOnAFile, AreAllThatACrashLoses) {
  (void)here->insert_session({.id = "new", .user_id = "u", .times = {}, .attributes = {}});
  EXPECT_TRUE(here->set_session_times_within("s1", {.expires = later}, 24h));
  EXPECT_TRUE(here->erase_session("s2"));
  log_->fail_many = [](int) { throw error{errc::unavailable, "the database is away, for good"}; };
  here.reset();
  EXPECT_THAT(log_->errors(), ElementsAre(errc::unavailable));
  EXPECT_EQ(there->find_session("s1")->session.times.expires, old);
  EXPECT_FALSE(there->find_session("s2"));
  EXPECT_TRUE(there->find_session("new"));
}

TEST_F(BatchedRenewalsOnAFile, AreWrittenWhateverTheirNumber) {
  std::vector<cardea::session_renewal> all;
  for (int i = 0; i < 600; ++i) {
    all.push_back({"many" + std::to_string(i), {.expires = later}});
    (void)there->insert_session({.id = all.back().id, .user_id = "u", .times = {}, .attributes = {}});
    EXPECT_TRUE(here->set_session_times_within(all.back().id, all.back().times, 24h));
  }
  here->write_renewals();
  for (const auto& one : all) EXPECT_EQ(there->find_session(one.id)->session.times, one.times) << one.id;
  EXPECT_EQ(there->find_session("s1")->session.times.expires, old);
}

}  // namespace
