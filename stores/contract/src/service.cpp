// SPDX-License-Identifier: MIT
#include <cardea/contract/service.hpp>

#include <string>
#include <vector>

namespace cardea::contract {

TEST_P(ServiceStoreContract, TheBurstIsTakenAtOnceAndThenOneForEachSpan) {
  EXPECT_EQ(take("a"), 0ms);
  EXPECT_EQ(take("a"), 0ms);
  EXPECT_EQ(take("a"), 0ms);
  EXPECT_EQ(take("a"), 1min) << "more than the burst";
  EXPECT_EQ(take("a", 59s), 1s) << "an attempt that was refused took something";
  EXPECT_EQ(take("a", 60s), 0ms);
  EXPECT_EQ(take("a", 60s), 1min);
  EXPECT_EQ(take("a", 60s + 1ms), 1min - 1ms);
}

TEST_P(ServiceStoreContract, HoweverLongNobodyTriedThereAreNoMoreThanTheBurst) {
  EXPECT_EQ(take("a"), 0ms);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(take("a", 24h * 300), 0ms);
  EXPECT_EQ(take("a", 24h * 300), 1min);
}

TEST_P(ServiceStoreContract, EachIdHasItsOwnAndIdsAreComparedByteByByte) {
  use_up("a");
  for (const char* other : {"b", "A", "a ", " a", "\xC3\xA4", "a\xCC\x88", "\xC3\x84", ""})
    EXPECT_EQ(take(other), 0ms) << '"' << other << '"';
  EXPECT_EQ(take(std::string(64, 'x')), 0ms);
  EXPECT_GT(take("a"), 0ms);
}

TEST_P(ServiceStoreContract, AnAttemptGivenBackCanBeTakenAgainAndAnUnknownIdIsLeftAlone) {
  use_up("a");
  kept().return_attempt("a", three_a_minute);
  EXPECT_EQ(take("a"), 0ms);
  EXPECT_GT(take("a"), 0ms);
  kept().return_attempt("b", three_a_minute);
  use_up("b");
  EXPECT_GT(take("b"), 0ms) << "an attempt was given back that nobody had taken";
}

TEST_P(ServiceStoreContract, WhatIsGivenBackBeyondTheBurstIsLost) {
  EXPECT_EQ(take("a"), 0ms);
  for (int i = 0; i < 5; ++i) kept().return_attempt("a", three_a_minute);
  use_up("a");
  EXPECT_GT(take("a"), 0ms);
}

TEST_P(ServiceStoreContract, AClockThatWasSetBackLocksNobodyOutForLongerThanTheBurst) {
  use_up("a", 24h * 300);
  EXPECT_EQ(take("a"), 1min) << "an attempt is owed for a time that will not come";
  EXPECT_EQ(take("a", 1min), 0ms);
  EXPECT_EQ(take("a", 1min), 1min);
  EXPECT_EQ(take("a", 4min), 0ms);
}

TEST_P(ServiceStoreContract, ARateMadeStricterOwesNoMoreThanItsOwnBurst) {
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(kept().take_attempt("a", {.burst = 100, .every = 1h}, noon));
  EXPECT_EQ(take("a"), 1min);
  EXPECT_EQ(take("a", 1min), 0ms);
}

TEST_P(ServiceStoreContract, LimitsThatAreFullAgainAreErasedAndNoOthers) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(take("full " + std::to_string(i)), 0ms);
  EXPECT_EQ(take("two are out"), 0ms);
  EXPECT_EQ(take("two are out"), 0ms);
  EXPECT_EQ(kept().erase_full_limits(noon + 1min - 1ms, 10), 0);
  EXPECT_EQ(kept().erase_full_limits(noon + 1min, 2), 2);
  EXPECT_EQ(kept().erase_full_limits(noon + 1min, 10), 3);
  EXPECT_EQ(kept().erase_full_limits(noon + 1min, 10), 0);
  use_up("full 0", 1min);
  EXPECT_EQ(take("two are out", 1min), 0ms);
  EXPECT_EQ(take("two are out", 1min), 0ms);
  EXPECT_EQ(take("two are out", 1min), 1min) << "a limit was erased that was not full";
}

TEST_P(ServiceStoreContract, AOneTimeRowIsReadAsItWasWritten) {
  EXPECT_FALSE(kept().find_one_time("t1"));
  auto row = a_row("t1");
  row.address =
      "gr\xC3\xBC\xC3\x9F"
      "e@x.example";
  row.secret_hash = "$argon2id$v=19$m=19456,t=2,p=1$" + std::string(300, 'x');
  row.expires_at += 123ms;
  EXPECT_TRUE(kept().insert_one_time(row));
  EXPECT_EQ(kept().find_one_time("t1"), row);
  auto plain = a_row("t2");
  plain.address = plain.secret_hash = "";
  plain.user_id = std::string(255, 'u');
  plain.purpose = std::string(64, 'p');
  plain.id = std::string(64, 'i');
  EXPECT_TRUE(kept().insert_one_time(plain));
  EXPECT_EQ(kept().find_one_time(plain.id), plain);
}

TEST_P(ServiceStoreContract, AnIdThatIsTakenIsRefusedAndNothingIsOverwritten) {
  EXPECT_TRUE(kept().insert_one_time(a_row("t1")));
  auto other = a_row("t1");
  other.user_id = "u2";
  EXPECT_FALSE(kept().insert_one_time(other));
  EXPECT_EQ(kept().find_one_time("t1"), a_row("t1"));
}

TEST_P(ServiceStoreContract, OneTimeIdsAreComparedByteByByte) {
  const std::vector<std::string> ids{"t", "T", "t ", "\xC3\xA4", "a\xCC\x88", "a"};
  for (const auto& id : ids) EXPECT_TRUE(kept().insert_one_time(a_row(id))) << '"' << id << '"';
  EXPECT_FALSE(kept().find_one_time("A"));
  EXPECT_FALSE(kept().erase_one_time("A"));
  for (const auto& id : ids) {
    EXPECT_EQ(kept().find_one_time(id), a_row(id));
    EXPECT_TRUE(kept().erase_one_time(id)) << '"' << id << '"';
  }
}

TEST_P(ServiceStoreContract, ARowIsErasedOnce) {
  EXPECT_TRUE(kept().insert_one_time(a_row("t1")));
  EXPECT_TRUE(kept().erase_one_time("t1"));
  EXPECT_FALSE(kept().erase_one_time("t1"));
  EXPECT_FALSE(kept().find_one_time("t1"));
}

TEST_P(ServiceStoreContract, ThoseOfAUserAreErasedForAPurposeOrForAny) {
  const auto have = [&](const char* id, const char* user, const char* purpose) {
    auto row = a_row(id);
    row.user_id = user;
    row.purpose = purpose;
    EXPECT_TRUE(kept().insert_one_time(row));
  };
  have("1", "u1", "reset");
  have("2", "u1", "reset");
  have("3", "u1", "verify");
  have("4", "U1", "reset");
  have("5", "u1", "Reset");
  have("6", "u1 ", "reset");
  EXPECT_EQ(kept().erase_one_times("u1", "reset"), 2);
  EXPECT_FALSE(kept().find_one_time("1"));
  EXPECT_EQ(kept().erase_one_times("u1", "reset"), 0);
  EXPECT_EQ(kept().erase_one_times("u1", ""), 2);
  EXPECT_FALSE(kept().find_one_time("3"));
  EXPECT_TRUE(kept().find_one_time("4")) << "another user's";
  EXPECT_TRUE(kept().find_one_time("6")) << "another user's";
  EXPECT_EQ(kept().erase_one_times("nobody", ""), 0);
}

TEST_P(ServiceStoreContract, OfThoseOfAUserForAPurposeTheOldestAreErased) {
  const auto have = [&](const std::string& id, const char* user, const char* purpose, int minutes) {
    auto row = a_row(id);
    row.user_id = user;
    row.purpose = purpose;
    row.expires_at = noon + std::chrono::minutes{minutes};
    EXPECT_TRUE(kept().insert_one_time(row));
  };
  for (const int i : {3, 0, 4, 1, 2}) have("t" + std::to_string(i), "u1", "device", i);
  have("another purpose", "u1", "reset", 0);
  have("another user", "u2", "device", 0);
  EXPECT_EQ(kept().erase_oldest_one_times("u1", "device", 5), 0);
  EXPECT_EQ(kept().erase_oldest_one_times("u1", "device", 3), 2);
  EXPECT_EQ(kept().erase_oldest_one_times("u1", "device", 3), 0);
  for (const auto* gone : {"t0", "t1"}) EXPECT_FALSE(kept().find_one_time(gone)) << gone;
  for (const auto* left : {"t2", "t3", "t4", "another purpose", "another user"})
    EXPECT_TRUE(kept().find_one_time(left)) << left;
  for (int i = 0; i < 110; ++i) have("n" + std::to_string(i), "u1", "device", 10);
  EXPECT_EQ(kept().erase_oldest_one_times("u1", "device", 3), 100);
  EXPECT_EQ(kept().erase_oldest_one_times("u1", "device", 3), 10);
  EXPECT_EQ(kept().erase_oldest_one_times("nobody", "device", 0), 0);
}

TEST_P(ServiceStoreContract, ARowThatIsOverIsFoundUntilItIsSwept) {
  for (int i = 0; i < 5; ++i) {
    auto row = a_row("t" + std::to_string(i));
    row.expires_at = noon + std::chrono::minutes{i};
    EXPECT_TRUE(kept().insert_one_time(row));
  }
  EXPECT_TRUE(kept().find_one_time("t0"));
  EXPECT_EQ(kept().erase_expired_one_times(noon + 3min - 1ms, 2), 2);
  EXPECT_EQ(kept().erase_expired_one_times(noon + 3min - 1ms, 2), 1);
  EXPECT_EQ(kept().erase_expired_one_times(noon + 3min - 1ms, 2), 0);
  EXPECT_TRUE(kept().find_one_time("t3"));
  EXPECT_EQ(kept().erase_expired_one_times(noon + 3min, 2), 1);
  EXPECT_FALSE(kept().find_one_time("t3"));
  EXPECT_TRUE(kept().find_one_time("t4"));
}

TEST_P(ServiceStoreContract, WhatItNeedsIsThereAndNothingIsLeftToMigrate) {
  EXPECT_TRUE(kept().check().empty());
  EXPECT_TRUE(kept().migrate(true).empty());
}

void ServiceStoreContract::link() {}

}  // namespace cardea::contract
