// SPDX-License-Identifier: MIT
#include "auth_fixture.hpp"
#include "common.hpp"

#include <gtest/gtest.h>

#include <set>

namespace cardea {
namespace {

using namespace std::chrono_literals;

std::string a_user(bench& b) { return b->create_user({})->id; }

TEST(AuthRules, IdsAndTokensLookAsEachLuciaMakesThem) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const auto user = a_user(b);
    EXPECT_EQ(user.size(), rules->user_id.length) << rules->name;
    EXPECT_EQ(user.find_first_not_of(rules->user_id.alphabet), std::string::npos) << rules->name;
    const auto made = b->create_session(user, {});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->session.id.size(), rules->session_id.length) << rules->name;
    if (rules->token == token_kind::session_id) {
      EXPECT_EQ(made->token, made->session.id) << rules->name;
    } else {
      EXPECT_EQ(made->token.size(), 16U + 1 + 44);
      EXPECT_TRUE(made->token.starts_with(made->session.id + '.'));
    }
  }
}

TEST(AuthRules, ALiveSessionIsAcceptedAndNothingIsWritten) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const auto made = b->create_session(a_user(b), {});
    const int before = b.plan->calls;
    const auto who = b->validate(made->token);
    ASSERT_TRUE(who) << rules->name;
    EXPECT_EQ(b.plan->calls - before, 1) << rules->name << ": one look-up, no write";
    EXPECT_FALSE(who->session.fresh);
    EXPECT_EQ(who->token, made->token);
  }
}

TEST(AuthRules, ManyTokensAreLookedUpTogetherAndEachIsAnsweredInItsPlace) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const auto ended = b->create_session(a_user(b), {});
    const auto made = b->create_session(a_user(b), {});
    const auto other = b->create_session(a_user(b), {});
    ASSERT_TRUE(b->revoke(ended->token));
    auto forged = made->token;
    forged[forged.size() / 2] = forged[forged.size() / 2] == 'a' ? 'b' : 'a';
    const std::string_view tokens[] = {made->token,  "no token", ended->token,
                                       other->token, forged,     made->token};
    const int before = b.plan->calls;
    const auto all = b->validate(tokens);
    EXPECT_EQ(b.plan->calls - before, 1) << rules->name << ": one look-up for all";
    ASSERT_EQ(all.size(), 6U);
    for (const std::size_t none : {1U, 2U, 4U}) EXPECT_FALSE(all[none]) << rules->name << ' ' << none;
    ASSERT_TRUE(all[0] && all[3] && all[5]);
    EXPECT_EQ(all[0]->user.id, made->session.user_id);
    EXPECT_EQ(all[3]->session.id, other->session.id);
    EXPECT_EQ(all[5]->token, made->token);
  }
}

TEST(AuthRules, AValidationThatWasUsedBeforeIsFilledAnew) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const auto one = b->create_session(a_user(b), {});
    const auto other = b->create_session(a_user(b), {});
    basic_validation used;
    for (const auto* made : {&*one, &*other, &*one}) {
      ASSERT_TRUE(b->validate(made->token, used)) << rules->name;
      const auto fresh = b->validate(made->token);
      EXPECT_EQ(used.session.id, made->session.id);
      EXPECT_EQ(used.session.user_id, fresh->session.user_id);
      EXPECT_EQ(used.session.times, fresh->session.times);
      EXPECT_EQ(used.session.expires_at, fresh->session.expires_at);
      EXPECT_FALSE(used.session.fresh);
      EXPECT_EQ(used.user, fresh->user);
      EXPECT_EQ(used.token, made->token);
    }
    ASSERT_TRUE(b->revoke(one->token));
    EXPECT_FALSE(b->validate(one->token, used)) << rules->name << ": what it held before is no answer";
    EXPECT_FALSE(b->validate("no token", used));
    ASSERT_TRUE(b->validate(other->token, used));
    EXPECT_EQ(used.session.id, other->session.id);
  }
}

TEST(AuthRules, ATokenMayLieInTheValidationThatIsFilled) {
  bench b{schemes::lucia_v3};
  const auto made = b->create_session(a_user(b), {});
  basic_validation used;
  ASSERT_TRUE(b->validate(made->token, used));
  EXPECT_TRUE(b->validate(used.session.id, used)) << "in this layout the id is the token";
  EXPECT_EQ(used.session.id, made->session.id);
  EXPECT_TRUE(b->validate(used.token, used));
  EXPECT_EQ(used.token, made->token);
  const auto short_one = b->create_session(a_user(b), {}, "short");
  ASSERT_TRUE(b->validate(short_one->token, used));
  EXPECT_TRUE(b->validate(used.session.id, used)) << "however its string keeps it";
}

TEST(AuthRules, AmongManyWhatCannotBeATokenNeverReachesTheStore) {
  bench b{schemes::cardea};
  const std::string_view tokens[] = {"", "a b", "no.secret"};
  const int before = b.plan->calls;
  EXPECT_EQ(b->validate(tokens).size(), 3U);
  EXPECT_TRUE(b->validate(std::span<const std::string_view>{}).empty());
  EXPECT_EQ(b.plan->calls, before);
}

TEST(AuthRules, AmongManyEachIsRenewedForItself) {
  bench b{schemes::lucia_v3};
  const auto old = b->create_session(a_user(b), {});
  b.clock += 24h * 20;
  const auto young = b->create_session(a_user(b), {});
  const std::string_view tokens[] = {old->token, young->token};
  const auto all = b->validate(tokens);
  EXPECT_TRUE(all[0]->session.fresh);
  EXPECT_EQ(all[0]->session.expires_at, b.clock.now() + 24h * 30);
  EXPECT_FALSE(all[1]->session.fresh);
}

TEST(AuthRules, LuciaUpToOneEightRenewsWithANewRowAndLeavesTheOld) {
  for (const auto* rules : {&schemes::lucia_v0, &schemes::lucia_v1}) {
    bench b{*rules};
    const auto user = a_user(b);
    const auto made = b->create_session(user, {});
    b.clock += 24h + 1ms;
    const auto who = b->validate(made->token);
    ASSERT_TRUE(who);
    EXPECT_TRUE(who->session.fresh);
    EXPECT_NE(who->session.id, made->session.id);
    EXPECT_EQ(who->token, who->session.id);
    EXPECT_EQ(who->session.times.active_expires, b.clock.now() + 24h);
    EXPECT_EQ(who->session.times.expires, b.clock.now() + 24h * 15);
    EXPECT_EQ(b->list_sessions(user).size(), 2U);
    EXPECT_TRUE(b->validate(made->token)) << "the old one lives until it is dead";
  }
}

TEST(AuthRules, LuciaTwoRenewsInPlace) {
  bench b{schemes::lucia_v2};
  const auto user = a_user(b);
  const auto made = b->create_session(user, {});
  b.clock += 24h + 1ms;
  const auto who = b->validate(made->token);
  ASSERT_TRUE(who);
  EXPECT_TRUE(who->session.fresh);
  EXPECT_TRUE(who->session.active);
  EXPECT_EQ(who->session.id, made->session.id);
  EXPECT_EQ(who->session.times.expires, b.clock.now() + 24h * 15);
  EXPECT_EQ(b->list_sessions(user).size(), 1U);
  EXPECT_FALSE(b->validate(made->token)->session.fresh);
}

TEST(AuthRules, LuciaThreeRenewsFromHalfOfTheLifeOn) {
  bench b{schemes::lucia_v3};
  const auto made = b->create_session(a_user(b), {});
  b.clock += 24h * 15 - 1ms;
  EXPECT_FALSE(b->validate(made->token)->session.fresh);
  b.clock += 1ms;
  const auto who = b->validate(made->token);
  EXPECT_TRUE(who->session.fresh);
  EXPECT_EQ(who->session.expires_at, b.clock.now() + 24h * 30);
}

TEST(AuthRules, CardeaWritesTheLastUseOnceAnHourAndEndsAtTheAbsoluteLimit) {
  bench b{schemes::cardea};
  const auto made = b->create_session(a_user(b), {});
  const auto begun = b.clock.now();
  b.clock += 59min;
  EXPECT_FALSE(b->validate(made->token)->session.fresh);
  b.clock += 1min;
  EXPECT_TRUE(b->validate(made->token)->session.fresh);
  for (b.clock += 24h * 9; b.clock.now() < begun + 24h * 30; b.clock += 24h * 9)
    ASSERT_TRUE(b->validate(made->token));
  b.clock.set(begun + 24h * 30);
  EXPECT_FALSE(b->validate(made->token)) << "however often it is used";
}

TEST(AuthRules, CardeaEndsASessionThatIsNotUsedForTenDays) {
  bench b{schemes::cardea};
  const auto made = b->create_session(a_user(b), {});
  b.clock += 24h * 10;
  EXPECT_FALSE(b->validate(made->token));
}

TEST(AuthRules, AnExpiredRowIsDeletedByAllButLuciaTwo) {
  for (const auto* rules : every_scheme) {
    bench b{*rules};
    const auto made = b->create_session(a_user(b), {});
    b.clock += 24h * 40;
    EXPECT_FALSE(b->validate(made->token));
    EXPECT_EQ(b->store().find_session(made->session.id).has_value(), rules == &schemes::lucia_v2)
        << rules->name;
    EXPECT_EQ(b->prune(), rules == &schemes::lucia_v2 ? 1 : 0);
  }
}

TEST(AuthRules, ASweepEndsWhereItIsToldToOrNothingIsLeft) {
  bench b{schemes::lucia_v3};
  const auto user = a_user(b);
  for (int i = 0; i < 4500; ++i) (void)*b->create_session(user, {});
  b.clock += 24h * 40;
  EXPECT_EQ(b->prune(0), 0);
  EXPECT_EQ(b->prune(1), 1);
  EXPECT_EQ(b->prune(2001), 2001) << "more than one slice, and no whole number of them";
  EXPECT_EQ(b->prune(), 2498);
  EXPECT_EQ(b->prune(), 0);
}

TEST(AuthRules, ListedSessionsAreTheLivingOnesAndAreNotRenewed) {
  bench b{schemes::lucia_v2};
  const auto user = a_user(b);
  (void)*b->create_session(user, {});
  b.clock += 24h * 2;
  (void)*b->create_session(user, {});
  auto sessions = b->list_sessions(user);
  ASSERT_EQ(sessions.size(), 2U);
  EXPECT_NE(sessions[0].active, sessions[1].active);
  b.clock += 24h * 13 + 1ms;
  EXPECT_EQ(b->list_sessions(user).size(), 1U);
}

TEST(AuthRules, AFirstKeyIsPrimaryOnlyInLuciaUpToOneEightAndStaysWithItsUser) {
  for (const auto* rules : schemes_with_keys) {
    bench b{*rules};
    const auto user = b->create_user({}, ada, "pw")->id;
    EXPECT_EQ(b->find_key(ada)->primary, rules->has_primary_keys) << rules->name;
    if (!rules->has_primary_keys) continue;
    EXPECT_EQ(b->delete_key(ada).error(), errc::primary_key);
    EXPECT_TRUE(b->delete_user(user));
    EXPECT_FALSE(b->find_key(ada));
  }
}

TEST(AuthRules, AProviderUserIdMayHoldColonsAndAProviderMayNot) {
  bench b{schemes::lucia_v2};
  const auto user = a_user(b);
  EXPECT_EQ(b->create_key(user, {"github", "42:colon"})->provider_user_id, "42:colon");
  EXPECT_TRUE(b->find_key({"github", "42:colon"}));
  EXPECT_THROW((void)b->create_key(user, {"git:hub", "42"}), error);
  EXPECT_THROW((void)b->create_key(user, {"", "42"}), error);
  EXPECT_THROW((void)b->create_key(user, {"github", std::string_view{"a\0b", 3}}), error);
  EXPECT_THROW((void)b->create_key(user, {"github", "\xff"}), error);
}

TEST(AuthRules, ASingleUseKeyOpensOnceAndOnlyInTime) {
  for (const auto* rules : {&schemes::lucia_v0, &schemes::lucia_v1}) {
    bench b{*rules};
    const auto user = a_user(b);
    (void)*b->create_key(user, {"email", "t1"}, {.expires_in = 10min});
    (void)*b->create_key(user, {"email", "t2"}, {.password = "pw", .expires_in = 10min});
    EXPECT_EQ(b->use_key({"email", "t2"}, "no").error(), errc::invalid_password);
    EXPECT_TRUE(b->use_key({"email", "t2"}, "pw")) << "a wrong password has not used it up";
    EXPECT_EQ(b->use_key({"email", "t2"}, "pw").error(), errc::invalid_key_id);
    b.clock += 10min + 1ms;
    EXPECT_EQ(b->use_key({"email", "t1"}, std::nullopt).error(), errc::expired_key);
    EXPECT_FALSE(b->find_key({"email", "t1"}));
  }
  bench b{schemes::lucia_v2};
  EXPECT_THROW((void)b->create_key(a_user(b), {"email", "t"}, {.expires_in = 10min}), error);
}

TEST(AuthRules, RefusalsSayWhy) {
  bench b{schemes::cardea};
  const auto user = b->create_user({}, ada, "pw")->id;
  EXPECT_EQ(b->create_user({}, ada, "pw").error(), errc::duplicate_key_id);
  EXPECT_EQ(b->create_user({}, {}, {}, user).error(), errc::duplicate_user_id);
  EXPECT_EQ(b->create_key("nobody", {"a", "b"}).error(), errc::invalid_user_id);
  EXPECT_EQ(b->create_key(user, ada).error(), errc::duplicate_key_id);
  EXPECT_EQ(b->create_session("nobody", {}).error(), errc::invalid_user_id);
  const auto made = b->create_session(user, {}, "mine");
  EXPECT_EQ(b->create_session(user, {}, "mine").error(), errc::duplicate_session_id);
  EXPECT_EQ(b->set_key_password({"no", "one"}, "pw").error(), errc::invalid_key_id);
  EXPECT_EQ(b->delete_key({"no", "one"}).error(), errc::invalid_key_id);
  EXPECT_FALSE(b->delete_user("nobody"));
  EXPECT_FALSE(b->revoke("nothing"));
}

TEST(AuthRules, RefusedUsersLeaveNoKeyAndRefusedKeysNoUser) {
  bench b{schemes::cardea};
  (void)*b->create_user({}, ada, "pw");
  (void)b->create_user({}, ada, "other");
  EXPECT_EQ(b->list_users().size(), 1U);
}

TEST(AuthRules, AttributesAreWrittenReadAndChanged) {
  const columns of_user{{"username", column_type::string, false, {}},
                        {"age", column_type::integer, true, {}}};
  const columns of_session{{"country", column_type::string, true, {}}};
  bench b{schemes::cardea, of_user, of_session};
  const auto user = b->create_user({std::string{"ada"}, null_value{}});
  const assignment older[] = {{1, std::int64_t{36}}};
  EXPECT_EQ(b->update_user(user->id, older)->attributes, (record{std::string{"ada"}, std::int64_t{36}}));
  EXPECT_EQ(b->update_user("nobody", older).error(), errc::invalid_user_id);
  const auto made = b->create_session(user->id, {std::string{"uk"}});
  const assignment moved[] = {{0, null_value{}}};
  EXPECT_EQ(b->update_session(made->session.id, moved)->attributes, record{null_value{}});
  EXPECT_EQ(b->validate(made->token)->user.attributes[1], value{std::int64_t{36}});
  const assignment nothing[] = {{0, null_value{}}};
  EXPECT_THROW((void)b->update_user(user->id, nothing), error) << "username may not be null";
  EXPECT_THROW((void)b->create_user({std::string{"a\0b", 3}, null_value{}}), error);
  EXPECT_THROW((void)b->create_user({std::string{"\xc3\x28"}, null_value{}}), error);
  EXPECT_THROW((void)b->create_user({std::string{"too few"}}), error);
}

TEST(AuthRules, SessionsOfLuciaUpToOneEightHaveNoAttributes) {
  const columns of_session{{"country", column_type::string, true, {}}};
  EXPECT_THROW((bench{schemes::lucia_v1, {}, of_session}), error);
}

TEST(AuthRules, CookiesFollowTheScheme) {
  bench two{schemes::lucia_v2};
  const auto of_two = two->create_session(a_user(two), {});
  EXPECT_EQ(two->session_cookie(of_two->token, of_two->session).serialize(),
            "auth_session=" + of_two->token + "; Path=/; Expires=" +
                to_http_date(two.clock.now() + 24h * 15) + "; HttpOnly; Secure; SameSite=Lax");
  bench three{schemes::lucia_v3};
  const auto of_three = three->create_session(a_user(three), {});
  EXPECT_EQ(three->session_cookie(of_three->token, of_three->session).serialize(),
            "auth_session=" + of_three->token + "; HttpOnly; Max-Age=2592000; Path=/; SameSite=Lax; Secure");
  bench own{schemes::cardea};
  const auto of_own = own->create_session(a_user(own), {});
  EXPECT_EQ(
      own->session_cookie(of_own->token, of_own->session).serialize(),
      "__Host-auth_session=" + of_own->token + "; HttpOnly; Max-Age=864000; Path=/; SameSite=Lax; Secure");
  EXPECT_EQ(own->read_session_cookie("a=b; __Host-auth_session=" + of_own->token), of_own->token);
  EXPECT_EQ(own->blank_session_cookie().serialize(),
            "__Host-auth_session=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure");
}

}  // namespace
}  // namespace cardea
