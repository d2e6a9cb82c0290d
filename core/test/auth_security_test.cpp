// SPDX-License-Identifier: MIT
// The classes of advisory and the defects of Lucia that exist at this level; the numbers are those of
// SECURITY.md.
#include "auth_fixture.hpp"
#include "common.hpp"

#include <cardea/bearer.hpp>

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace cardea {
namespace {

using namespace std::chrono_literals;

constexpr key_name nobody{"username", "nobody"};
constexpr key_name oauth{"github", "42"};

TEST(AuthSecurity, T1AnUnknownKeyCostsWhatAWrongPasswordCosts) {
  bench b{schemes::cardea};
  (void)*b->create_user({}, ada, "right");
  EXPECT_EQ(b->use_key(ada, "wrong").error(), errc::invalid_password);
  EXPECT_EQ(b.hasher->verifications + b.hasher->refusals, 1);
  EXPECT_EQ(b->use_key(nobody, "wrong").error(), errc::invalid_key_id);
  EXPECT_EQ(b.hasher->verifications + b.hasher->refusals, 2);
}

TEST(AuthSecurity, T2AKeyWithoutAPasswordCostsTheSame) {
  bench b{schemes::cardea};
  (void)*b->create_user({}, oauth, std::nullopt);
  EXPECT_EQ(b->use_key(oauth, "wrong").error(), errc::invalid_password);
  EXPECT_EQ(b.hasher->refusals, 1);
}

TEST(AuthSecurity, T2AnImpossibleNameCostsTheSame) {
  bench b{schemes::cardea};
  for (const auto& name : {key_name{"username", "\xff"}, key_name{"user:name", "ada"}, key_name{"", ""}})
    EXPECT_EQ(b->use_key(name, "wrong").error(), errc::invalid_key_id);
  EXPECT_EQ(b.hasher->refusals, 3);
}

TEST(AuthSecurity, T17ANullPasswordOpensWithNoneAndADefinedOneOnlyWithItself) {
  for (const auto* rules : schemes_with_keys) {
    bench b{*rules};
    (void)*b->create_user({}, ada, "right");
    (void)*b->create_user({}, oauth, std::nullopt);
    EXPECT_TRUE(b->use_key(oauth, std::nullopt)) << rules->name;
    EXPECT_EQ(b->use_key(oauth, "").error(), errc::invalid_password);
    EXPECT_EQ(b->use_key(oauth, "any").error(), errc::invalid_password);
    EXPECT_EQ(b->use_key(ada, std::nullopt).error(), errc::invalid_password);
    EXPECT_EQ(b->use_key(ada, "").error(), errc::invalid_password);
    EXPECT_TRUE(b->use_key(ada, "right"));
  }
}

TEST(AuthSecurity, T6APasswordThatIsTooLongIsRefusedWithoutWork) {
  bench b{schemes::cardea};
  const std::string endless(1 << 20, 'a');
  EXPECT_EQ(b->create_user({}, ada, endless).error(), errc::invalid_password);
  EXPECT_EQ(b.hasher->hashes, 0);
  EXPECT_TRUE(b->list_users().empty());
}

TEST(AuthSecurity, T7WhatCannotBeATokenNeverReachesTheStore) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const int before = b.plan->calls;
    using namespace std::string_literals;
    for (const auto& token : {""s, " "s, "\t\n"s, "\0"s, std::string(40, '\0'), std::string(40, ' '), "a b"s,
                              std::string(1 << 20, 'a'), "\xff\xfe"s, "abc\0def"s, "\r\n"s})
      EXPECT_FALSE(b->validate(token)) << rules->name;
    EXPECT_EQ(b.plan->calls, before) << rules->name;
  }
}

TEST(AuthSecurity, T7LuciaUpToOneEightTakesTokensOfFortyCharactersOnly) {
  bench b{schemes::lucia_v1};
  const int before = b.plan->calls;
  EXPECT_FALSE(b->validate(std::string(39, 'a')));
  EXPECT_FALSE(b->validate(std::string(41, 'a')));
  EXPECT_EQ(b.plan->calls, before);
  const auto user = b->create_user({})->id;
  EXPECT_THROW((void)b->create_session(user, {}, "short"), error);
}

TEST(AuthSecurity, T34ATokenOfCardeaIsCheckedTogetherWithItsSecret) {
  bench b{schemes::cardea};
  const auto user = b->create_user({})->id;
  const auto one = b->create_session(user, {});
  const auto two = b->create_session(user, {});
  const auto secret_of = [](const std::string& token) { return token.substr(token.find('.') + 1); };
  EXPECT_FALSE(b->validate(one->session.id));
  EXPECT_FALSE(b->validate(one->session.id + "."));
  EXPECT_FALSE(b->validate(one->session.id + "." + secret_of(two->token)));
  EXPECT_FALSE(b->validate(one->token + "."));
  EXPECT_FALSE(b->validate(one->token + ".x"));
  EXPECT_TRUE(b->validate(one->token));
  std::string unpadded = one->token;
  while (unpadded.ends_with('=')) unpadded.pop_back();
  EXPECT_TRUE(b->validate(unpadded));
}

TEST(AuthSecurity, NothingAtRestCanBeUsed) {
  bench b{schemes::cardea};
  const auto made = b->create_session(b->create_user({})->id, {});
  const auto row = b->store().find_session(made->session.id)->session;
  const std::string hash{reinterpret_cast<const char*>(row.secret_hash.data()), row.secret_hash.size()};
  EXPECT_EQ(made->token.find(hash), std::string::npos);
  EXPECT_FALSE(b->validate(row.id + "." + hash));
}

TEST(AuthSecurity, T21AnUnknownIdIsNeverAdopted) {
  bench b{schemes::lucia_v3};
  (void)*b->create_user({});
  EXPECT_FALSE(b->validate("an-id-that-a-client-chose"));
  EXPECT_FALSE(b->store().find_session("an-id-that-a-client-chose"));
}

TEST(AuthSecurity, T22EachLoginMakesATokenOfItsOwn) {
  bench b{schemes::cardea};
  const auto user = b->create_user({})->id;
  EXPECT_NE(b->create_session(user, {})->token, b->create_session(user, {})->token);
}

TEST(AuthSecurity, T23ACollisionIsDrawnAgainAndNothingIsOverwritten) {
  // Ids are drawn from 64 bytes at a time; the first two draws are equal.
  scripted_random random;
  bench b{schemes::lucia_v3, {}, {}, &random};
  random.bytes = std::string(128, '\0') + std::string(64, '\1');
  const auto one = b->create_user({});
  const auto two = b->create_user({});
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->id, two->id);
}

TEST(AuthSecurity, T23AGeneratorThatIsStuckIsAnErrorAndNotALoop) {
  scripted_random random;
  bench b{schemes::lucia_v3, {}, {}, &random};
  (void)*b->create_user({});
  EXPECT_EQ(b->create_user({}).error(), errc::duplicate_user_id);
}

TEST(AuthSecurity, T25AnonymousRequestsWriteNothing) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const int before = b.plan->calls;
    EXPECT_FALSE(b->validate(rules->token == token_kind::session_id
                                 ? std::string(40, 'a')
                                 : "aaaaaaaaaaaaaaaa.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    EXPECT_EQ(b.plan->calls - before, 1) << rules->name << ": the look-up, and no more";
  }
}

TEST(AuthSecurity, T24ADeletedUserHasNoSession) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const auto user = b->create_user({})->id;
    const auto made = b->create_session(user, {});
    EXPECT_TRUE(b->delete_user(user));
    EXPECT_FALSE(b->validate(made->token)) << rules->name;
    EXPECT_EQ(b->create_session(user, {}).error(), errc::invalid_user_id);
  }
}

TEST(AuthSecurity, T11ASingleUseKeyRedeemedBySixtyFourThreadsHasOneWinner) {
  bench b{schemes::lucia_v1};
  (void)*b->create_key(b->create_user({})->id, {"email", "code"}, {.expires_in = 10min});
  std::atomic<int> winners = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 64; ++i)
      threads.emplace_back([&] {
        winners += b->use_key({"email", "code"}, std::nullopt).has_value() ? 1 : 0;
      });
  }
  EXPECT_EQ(winners, 1);
}

TEST(AuthSecurity, T3AWeakHashIsReplacedOnLoginWhereTheLayoutAllows) {
  for (const auto* rules : schemes_with_keys) {
    bench b{*rules};
    (void)*b->create_user({}, ada, "right");
    b.hasher->finds_all_weak = true;
    EXPECT_TRUE(b->use_key(ada, "right"));
    const auto stored = *b->store().find_key("username:ada")->hashed_password;
    EXPECT_EQ(stored, rules->rehashes ? "strong:right" : "hash:right") << rules->name;
  }
}

TEST(AuthSecurity, Defect1ARenewedSessionSaysThatTheCookieIsToBeSentAgain) {
  bench b{schemes::lucia_v2};
  const auto made = b->create_session(b->create_user({})->id, {});
  b.clock += 24h * 2;
  const auto who = b->validate(made->token);
  EXPECT_TRUE(who->session.fresh);
  EXPECT_NE(b->session_cookie(who->token, who->session).serialize(),
            b->session_cookie(made->token, made->session).serialize());
}

TEST(AuthSecurity, Defect2ABearerTokenIsNotTakenForACookieNorTheReverse) {
  bench b{schemes::lucia_v2};
  const auto of_cookie = b->create_session(b->create_user({})->id, {});
  const auto of_bearer = b->create_session(b->create_user({})->id, {});
  const std::string cookie_header = "auth_session=" + of_cookie->token;
  const std::string authorization = "Bearer " + of_bearer->token;
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(b->validate(*b->read_session_cookie(cookie_header))->user.id, of_cookie->session.user_id);
    EXPECT_EQ(b->validate(*find_bearer_token(authorization))->user.id, of_bearer->session.user_id);
  }
  EXPECT_FALSE(b->read_session_cookie(authorization));
  EXPECT_FALSE(find_bearer_token(cookie_header));
}

TEST(AuthSecurity, Defect7NoSecretIsInAMessage) {
  bench b{schemes::lucia_v1};
  const auto user = b->create_user({})->id;
  try {
    (void)b->create_session(user, {}, "a-secret-session-id-of-a-wrong-length");
    FAIL();
  } catch (const error& e) {
    EXPECT_EQ(std::string{e.what()}.find("a-secret"), std::string::npos);
  }
}

TEST(AuthSecurity, Defect9DeletingAUserIsOneCall) {
  bench b{schemes::lucia_v2};
  const auto user = b->create_user({})->id;
  const int before = b.plan->calls;
  EXPECT_TRUE(b->delete_user(user));
  EXPECT_EQ(b.plan->calls - before, 1);
}

TEST(AuthSecurity, ASessionRevokedDuringItsRenewalStaysRevoked) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const auto user = b->create_user({})->id;
    const auto made = b->create_session(user, {});
    // What a revocation between the look-up and the write does: the row is gone when it is to be renewed.
    auto row = b->store().find_session(made->session.id)->session;
    EXPECT_TRUE(b->revoke(made->token));
    if (rules->expiry == expiry_rule::new_row) {
      EXPECT_EQ(b->store().insert_successor(row, "gone"), insertion::no_session);
    } else {
      EXPECT_FALSE(b->store().set_session_times(made->session.id, row.times));
    }
    EXPECT_TRUE(b->list_sessions(user).empty()) << rules->name;
  }
}

}  // namespace
}  // namespace cardea
