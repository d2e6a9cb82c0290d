// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/error.hpp>
#include <cardea/memory/service_store.hpp>
#include <cardea/one_time_tokens.hpp>

#include "auth_fixture.hpp"
#include "common.hpp"

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::noon;

struct OneTimeTokens : testing::Test {
  static cardea::one_time_request reset(bool with_code = false) {
    return {.purpose = "reset-password",
            .user_id = "u1",
            .address = "ada@x.example",
            .expires_in = 10min,
            .with_code = with_code};
  }
  cardea::memory::service_store store;
  cardea::counting_hasher hasher;
  cardea::one_time_tokens tokens{store, hasher};
};

TEST_F(OneTimeTokens, ATokenIsRedeemedOnceAndSaysWhomItWasMadeFor) {
  const auto made = tokens.issue(reset(), noon);
  EXPECT_EQ(made.token.size(), 43U);
  EXPECT_EQ(made.code, "");
  const auto row = tokens.redeem(made.token, "reset-password", noon);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->user_id, "u1");
  EXPECT_EQ(row->address, "ada@x.example");
  EXPECT_EQ(row->expires_at, noon + 10min);
  EXPECT_FALSE(tokens.redeem(made.token, "reset-password", noon));
}

TEST_F(OneTimeTokens, LookingChangesNothing) {
  const auto made = tokens.issue(reset(), noon);
  EXPECT_TRUE(tokens.look(made.token, "reset-password", noon));
  EXPECT_TRUE(tokens.look(made.token, "reset-password", noon));
  EXPECT_TRUE(tokens.redeem(made.token, "reset-password", noon));
  EXPECT_FALSE(tokens.look(made.token, "reset-password", noon));
}

TEST_F(OneTimeTokens, ATokenIsGoodForItsPurposeOnlyAndOutlivesAnAttemptForAnother) {
  const auto made = tokens.issue(reset(), noon);
  EXPECT_FALSE(tokens.look(made.token, "sign-in", noon));
  EXPECT_FALSE(tokens.redeem(made.token, "sign-in", noon));
  EXPECT_FALSE(tokens.redeem(made.token, "", noon));
  EXPECT_TRUE(tokens.redeem(made.token, "reset-password", noon));
}

TEST_F(OneTimeTokens, ATokenIsOverAtItsMoment) {
  const auto made = tokens.issue(reset(), noon);
  EXPECT_FALSE(tokens.look(made.token, "reset-password", noon + 10min));
  EXPECT_FALSE(tokens.redeem(made.token, "reset-password", noon + 10min));
  EXPECT_TRUE(tokens.redeem(made.token, "reset-password", noon + 10min - 1ms));
}

TEST_F(OneTimeTokens, WhatIsKeptIsNotWhatTheClientHolds) {
  cardea::scripted_random random;
  for (int i = 0; i < 32; ++i) random.bytes += static_cast<char>(i);
  cardea::one_time_tokens scripted{store, hasher, random};
  const auto made = scripted.issue(reset(), noon);
  // Buffer.from([...Array(32).keys()]).toString("base64url") of Node, and its SHA-256 likewise
  EXPECT_EQ(made.token, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
  const auto row = scripted.look(made.token, "reset-password", noon);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->id, "6oZqdX5MOLq_qBJ8vppAnT4fk6AP8UiP9zX8-Rev_9A");
  EXPECT_FALSE(scripted.look(row->id, "reset-password", noon)) << "the hash opens what the token opens";
}

TEST_F(OneTimeTokens, AGeneratorThatRepeatsItselfIsAnErrorAndOverwritesNothing) {
  cardea::scripted_random zeros;
  cardea::one_time_tokens stuck{store, hasher, zeros};
  const auto made = stuck.issue(reset(), noon);
  auto other = reset();
  other.user_id = "u2";
  EXPECT_THROW((void)stuck.issue(other, noon), cardea::error);
  EXPECT_EQ(stuck.look(made.token, "reset-password", noon)->user_id, "u1");
}

TEST_F(OneTimeTokens, ACodeIsEightDigitsAndKeptAsAPasswordIs) {
  const auto made = tokens.issue(reset(true), noon);
  EXPECT_EQ(made.code.size(), 8U);
  EXPECT_EQ(made.code.find_first_not_of("0123456789"), std::string::npos);
  EXPECT_EQ(hasher.hashes, 1);
  EXPECT_EQ(tokens.look(made.token, "reset-password", noon)->secret_hash, "hash:" + made.code);
}

TEST_F(OneTimeTokens, WhereACodeWasSentTheTokenAloneIsNotEnough) {
  const auto made = tokens.issue(reset(true), noon);
  EXPECT_FALSE(tokens.redeem(made.token, "reset-password", noon));
  EXPECT_FALSE(tokens.redeem(made.token, "reset-password", noon, "wrong"));
  EXPECT_TRUE(tokens.redeem(made.token, "reset-password", noon, made.code)) << "a wrong code ended it";
  EXPECT_FALSE(tokens.redeem(made.token, "reset-password", noon, made.code));
}

TEST_F(OneTimeTokens, WhereNoneWasSentACodeIsRefused) {
  const auto made = tokens.issue(reset(), noon);
  EXPECT_FALSE(tokens.redeem(made.token, "reset-password", noon, "12345678"));
  EXPECT_TRUE(tokens.redeem(made.token, "reset-password", noon));
}

TEST_F(OneTimeTokens, T4ACodeForATokenThatWasFeignedCostsWhatAWrongCodeCosts) {
  const auto made = tokens.issue(reset(true), noon);
  const auto feigned = tokens.feign(true);
  EXPECT_EQ(feigned.token.size(), made.token.size());
  EXPECT_EQ(feigned.code.size(), made.code.size());
  EXPECT_EQ(hasher.hashes, 2) << "to feign costs less than to issue";
  const auto work_of = [&](const std::string& token, const char* purpose, cardea::timestamp now) {
    const auto before = hasher.verifications + hasher.refusals;
    EXPECT_FALSE(tokens.redeem(token, purpose, now, "wrong"));
    return hasher.verifications + hasher.refusals - before;
  };
  EXPECT_EQ(work_of(made.token, "reset-password", noon), 1);
  EXPECT_EQ(work_of(feigned.token, "reset-password", noon), 1);
  EXPECT_EQ(work_of(made.token, "sign-in", noon), 1);
  EXPECT_EQ(work_of(made.token, "reset-password", noon + 1h), 1);
  EXPECT_EQ(work_of("no token at all", "reset-password", noon), 1);
}

TEST_F(OneTimeTokens, T7WhatCannotBeATokenNeverReachesTheStore) {
  struct no_store final : cardea::one_time_store {
    static bool reached() { throw cardea::error{errc::internal, "the store was asked"}; }
    bool insert_one_time(const cardea::one_time_row&) override { return reached(); }
    std::optional<cardea::one_time_row> find_one_time(std::string_view) override {
      reached();
      return {};
    }
    bool erase_one_time(std::string_view) override { return reached(); }
    std::int64_t erase_one_times(std::string_view, std::string_view) override { return reached(); }
    std::int64_t erase_oldest_one_times(std::string_view, std::string_view, std::int64_t) override {
      return reached();
    }
    std::int64_t erase_expired_one_times(cardea::timestamp, std::int64_t) override { return reached(); }
  } none;
  cardea::one_time_tokens strict{none, hasher};
  const std::string fit(43, 'a');
  EXPECT_THROW((void)strict.look(fit, "reset-password", noon), cardea::error) << "this one could be one";
  for (const auto& text : {std::string{}, std::string(43, '\0'), std::string(43, ' '), fit + 'a', fit + '=',
                           fit.substr(1), fit.substr(1) + '+', fit.substr(1) + '\x80'})
    EXPECT_FALSE(strict.redeem(text, "reset-password", noon)) << text;
}

TEST_F(OneTimeTokens, ThoseOfAUserAreEndedByPurposeOrAll) {
  const auto one = tokens.issue(reset(), noon);
  auto verify = reset();
  verify.purpose = "verify-email";
  const auto two = tokens.issue(verify, noon);
  auto other = reset();
  other.user_id = "u2";
  const auto three = tokens.issue(other, noon);
  EXPECT_EQ(tokens.revoke_all("u1", "reset-password"), 1);
  EXPECT_FALSE(tokens.look(one.token, "reset-password", noon));
  EXPECT_TRUE(tokens.look(two.token, "verify-email", noon));
  EXPECT_EQ(tokens.revoke_all("u1", ""), 1);
  EXPECT_FALSE(tokens.look(two.token, "verify-email", noon));
  EXPECT_TRUE(tokens.look(three.token, "reset-password", noon));
}

TEST_F(OneTimeTokens, ARequestThatLacksSomethingIsRefused) {
  const auto refused = [&](auto change) {
    auto request = reset();
    change(request);
    try {
      (void)tokens.issue(request, noon);
    } catch (const cardea::error& e) {
      return e.code() == errc::invalid_argument;
    }
    return false;
  };
  EXPECT_TRUE(refused([](auto& r) { r.purpose = ""; }));
  EXPECT_TRUE(refused([](auto& r) { r.purpose = std::string(65, 'p'); }));
  EXPECT_TRUE(refused([](auto& r) { r.user_id = ""; }));
  EXPECT_TRUE(refused([](auto& r) { r.expires_in = 0s; }));
  EXPECT_TRUE(refused([](auto& r) { r.expires_in = -1s; }));
  EXPECT_TRUE(refused([](auto& r) { r.expires_in = 24h * 400 + 1ms; }));
  EXPECT_FALSE(refused([](auto& r) { r.expires_in = 24h * 400; }));
}

}  // namespace
