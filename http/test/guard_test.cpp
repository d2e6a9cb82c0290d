// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "guard_fixture.hpp"

namespace cardea::http {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Guard, ASessionIsFoundByCookieOrByBearerToken) {
  guarded g;
  const auto by_cookie = g.identify({{"cookie", g.cookie()}});
  ASSERT_TRUE(by_cookie);
  EXPECT_EQ(by_cookie->who.user.id, g.user);
  EXPECT_EQ(by_cookie->via, credential::cookie);
  const auto by_bearer = g.identify({{"authorization", "bearer " + g.token}});
  ASSERT_TRUE(by_bearer);
  EXPECT_EQ(by_bearer->via, credential::bearer);
  EXPECT_FALSE(g.identify({}));
}

// Lucia 2 kept both in one place of the request.
TEST(Guard, Defect2WhereABearerTokenIsShownTheCookieIsNotLookedAt) {
  guarded g;
  const auto other = g.bench->create_user({}).value().id;
  const auto token = g.bench->create_session(other, {}).value().token;
  const auto found = g.identify({{"Cookie", g.cookie()}, {"Authorization", "Bearer " + token}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->who.user.id, other);
  EXPECT_EQ(found->via, credential::bearer);
  for (const char* bad : {"Bearer", "Bearer ", "bearer x.y", "BEARER a b", "Bearer\tx", "Bearer, Basic x"})
    EXPECT_FALSE(g.identify({{"Cookie", g.cookie()}, {"Authorization", bad}})) << bad;
}

TEST(Guard, AuthorizationOfAnotherSchemeLeavesTheCookieInForce) {
  guarded g;
  for (const char* other : {"Basic YTpi", "", "Bearerx y", "Digest a"})
    EXPECT_TRUE(g.identify({{"Cookie", g.cookie()}, {"Authorization", other}})) << other;
}

TEST(Guard, SeveralAuthorizationOrCookieFieldsShowNothing) {
  guarded g;
  const auto bearer = "Bearer " + g.token;
  EXPECT_FALSE(g.identify({{"Authorization", bearer}, {"Authorization", bearer}}));
  EXPECT_FALSE(g.identify({{"Authorization", "Basic YTpi"}, {"Authorization", bearer}}));
  EXPECT_FALSE(
      g.identify({{"Cookie", g.cookie()}, {"Authorization", "Basic a"}, {"Authorization", "Basic b"}}));
  EXPECT_FALSE(g.identify({{"Cookie", g.cookie()}, {"Cookie", "a=b"}}));
  EXPECT_EQ(g.store_calls(), 0);
}

TEST(Guard, T7WhatCanBeNoTokenNeverReachesTheDatabase) {
  for (const auto* rules : every_scheme) {
    guarded g{*rules};
    for (const std::string bad : {"", " ", "%00", "%20", "a%00b", "\"\"", "\xff", "%0d%0a", "\x01"}) {
      EXPECT_FALSE(g.identify({{"Cookie", g.cookie(bad)}})) << bad;
      EXPECT_FALSE(g.identify({{"Authorization", "Bearer " + bad}})) << bad;
    }
    const std::string long_one(100'000, 'a');
    EXPECT_FALSE(g.identify({{"Cookie", g.cookie(long_one)}}));
    EXPECT_FALSE(g.identify({{"Authorization", "Bearer " + long_one}}));
    EXPECT_EQ(g.store_calls(), 0);
  }
}

TEST(Guard, T21AnIdOfTheClientsIsNeverAdopted) {
  for (const auto* rules : every_scheme) {
    guarded g{*rules};
    const std::string chosen(40, 'a');
    const auto out = g.settled({{"Cookie", g.cookie(chosen)}});
    for (const auto& line : cookies_in(out)) EXPECT_EQ(line.find(chosen), std::string::npos);
    EXPECT_FALSE(g.bench->validate(chosen));
    EXPECT_EQ(g.bench->list_sessions(g.user).size(), 1U);
  }
}

TEST(Guard, T31EveryByteInEveryHeaderGetsAnAnswer) {
  guarded g;
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    for (const char* name : {"Cookie", "Authorization", "Origin", "Sec-Fetch-Site"})
      for (std::string value : {g.cookie(), "Bearer " + g.token, std::string{"https://app.example"}}) {
        for (const auto at : {std::size_t{0}, value.size() / 2, value.size() - 1}) {
          value[at] = c;
          const field fields[] = {{name, value}};
          const request incoming{.method = "POST", .fields = fields};
          EXPECT_NO_THROW({
            (void)g.guard.is_cross_site(incoming);
            (void)g.guard.identify(incoming);
          }) << name
             << ' ' << byte;
        }
      }
  }
}

TEST(Guard, T37AnErrorOfTheStoreIsPassedOn) {
  guarded g;
  g.bench.plan->begin(1);
  EXPECT_THROW((void)g.identify({{"Cookie", g.cookie()}}), error);
}

// Lucia 2 extended the row and sent nothing.
TEST(Guard, Defect1TheCookieOfARenewedSessionIsSentAgain) {
  for (const auto* rules : every_scheme) {
    guarded g{*rules};
    EXPECT_THAT(cookies_in(g.settled({{"Cookie", g.cookie()}})), IsEmpty());
    g.bench.clock += rules->expiry == expiry_rule::half_life ? 24h * 16 : 24h * 2;
    const auto lines = cookies_in(g.settled({{"Cookie", g.cookie()}}));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_THAT(lines[0], StartsWith(g.bench->cookie_settings().name + "="));
    EXPECT_EQ(lines[0].find("Max-Age=0"), std::string::npos);
  }
}

TEST(Guard, ARenewalByBearerTokenSetsNoCookie) {
  guarded g{schemes::lucia_v3};
  g.bench.clock += 24h * 16;
  const auto out = g.settled({{"Cookie", g.cookie("x")}, {"Authorization", "Bearer " + g.token}});
  EXPECT_THAT(cookies_in(out), IsEmpty());
}

TEST(Guard, ACookieThatIsWorthNothingIsTakenBack) {
  guarded g;
  const auto blank = g.bench->blank_session_cookie().serialize();
  EXPECT_THAT(cookies_in(g.settled({{"Cookie", g.cookie("a.b")}})), ElementsAre(blank));
  EXPECT_THAT(cookies_in(g.settled({{"Cookie", "theme=dark"}})), IsEmpty());
  EXPECT_THAT(cookies_in(g.settled({})), IsEmpty());
  EXPECT_THAT(cookies_in(g.settled({{"Cookie", g.cookie()}, {"Authorization", "Bearer x"}})), IsEmpty());
}

TEST(Guard, WhatTheHandlerSaysOfTheCookieStands) {
  guarded g{schemes::lucia_v3};
  g.bench.clock += 24h * 16;
  response out;
  out.add("Set-Cookie", "theme=light");
  g.guard.send_blank_cookie(out);
  const auto blank = g.bench->blank_session_cookie().serialize();
  EXPECT_THAT(cookies_in(g.settled({{"Cookie", g.cookie()}}, out)), ElementsAre("theme=light", blank));
  g.guard.send_blank_cookie(out);
  EXPECT_EQ(cookies_in(out).size(), 2U);
}

TEST(Guard, T39WhatDependsOnTheSessionIsNotStoredAndVaries) {
  guarded g;
  response out;
  out.set("Cache-Control", "public, max-age=60").set("Vary", "Accept");
  out = g.settled({}, g.settled({}, out));
  EXPECT_EQ(out.find("Cache-Control"), "no-store");
  std::vector<std::string> vary;
  for (const auto& one : out.fields)
    if (one.name == "Vary") vary.push_back(one.value);
  EXPECT_THAT(vary, ElementsAre("Accept", "Cookie, Authorization"));
}

TEST(Guard, T25NobodyWritesNothing) {
  guarded g;
  (void)g.settled({{"Cookie", g.cookie("aaaa.bbbb")}});
  (void)g.settled({});
  EXPECT_EQ(g.bench->list_users().size(), 1U);
  EXPECT_EQ(g.bench->list_sessions(g.user).size(), 1U);
}

TEST(Guard, ManyRequestsAreOneLookUpAndEachIsAnsweredForItself) {
  guarded g;
  const auto other = g.bench->create_session(g.bench->create_user({}).value().id, {}).value();
  const std::string first = g.cookie(), nobody = g.cookie("nobody"), second = "Bearer " + other.token;
  const std::vector<std::vector<field>> fields{{{"Cookie", first}},
                                               {{"Cookie", nobody}},
                                               {},
                                               {{"Authorization", second}},
                                               {{"Authorization", second}, {"Authorization", second}},
                                               {{"Cookie", first}}};
  std::vector<request> requests;
  for (const auto& one : fields) requests.push_back({.fields = one});
  std::vector<const request*> all;
  for (const auto& one : requests) all.push_back(&one);
  g.bench.plan->begin();
  const auto found = g.guard.identify(all);
  EXPECT_EQ(g.store_calls(), 1);
  ASSERT_EQ(found.size(), all.size());
  for (const auto& [i, via] :
       {std::pair{0U, credential::cookie}, {3U, credential::bearer}, {5U, credential::cookie}}) {
    ASSERT_TRUE(found[i]) << i;
    EXPECT_EQ(found[i]->via, via);
    EXPECT_EQ(found[i]->who.user.id == g.user, i != 3);
  }
  for (const auto i : {1U, 2U, 4U}) EXPECT_FALSE(found[i]) << i;
}

}  // namespace
}  // namespace cardea::http
