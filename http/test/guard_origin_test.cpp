// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "guard_fixture.hpp"

namespace cardea::http {
namespace {

TEST(GuardOrigin, ARequestThatChangesNothingIsNeverRefused) {
  guarded g;
  for (const char* method : {"GET", "HEAD", "OPTIONS", "TRACE"})
    EXPECT_FALSE(g.is_cross_site({{"Cookie", g.cookie()}, {"Sec-Fetch-Site", "cross-site"}}, method))
        << method;
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "get", "", "ANY"})
    EXPECT_TRUE(g.is_cross_site({{"Cookie", g.cookie()}, {"Sec-Fetch-Site", "cross-site"}}, method))
        << method;
}

TEST(GuardOrigin, AWebSocketBeginsWithAGetThatIsHeldToItsOrigin) {
  guarded g;
  const field evil{"Origin", "https://evil.example"};
  EXPECT_TRUE(g.is_cross_site({{"Upgrade", "websocket"}, {"Cookie", g.cookie()}, evil}, "GET"));
  EXPECT_TRUE(g.is_cross_site({{"upgrade", "WebSocket, x"}, {"Cookie", g.cookie()}}, "GET"));
  EXPECT_FALSE(g.is_cross_site({{"Upgrade", "websocket"}, {"Origin", "https://app.example"}}, "GET"));
  EXPECT_FALSE(g.is_cross_site({{"Upgrade", "h2c"}, {"Cookie", g.cookie()}}, "GET"));
}

TEST(GuardOrigin, SecFetchSiteIsTakenAtItsWord) {
  guarded g;
  for (const char* own : {"same-origin", "none"})
    EXPECT_FALSE(g.is_cross_site({{"Cookie", g.cookie()}, {"Sec-Fetch-Site", own}})) << own;
  for (const char* other : {"same-site", "cross-site", "", "Same-Origin", "same-origin, none", "null"}) {
    EXPECT_TRUE(g.is_cross_site({{"Cookie", g.cookie()}, {"Sec-Fetch-Site", other}})) << other;
    EXPECT_TRUE(g.is_cross_site({{"Sec-Fetch-Site", other}})) << other;
  }
  EXPECT_TRUE(g.is_cross_site({{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Site", "none"}}));
}

TEST(GuardOrigin, AnOriginOnTheListIsAllowedFromAnySite) {
  guarded g;
  for (const char* site : {"same-site", "cross-site"})
    EXPECT_FALSE(g.is_cross_site({{"Sec-Fetch-Site", site}, {"Origin", "https://app.example"}})) << site;
  EXPECT_FALSE(g.is_cross_site({{"Cookie", g.cookie()}, {"Origin", "https://app.example"}}));
}

TEST(GuardOrigin, AnyOtherOriginIsRefusedWithOrWithoutASession) {
  guarded g;
  for (const char* origin :
       {"https://evil.example", "http://app.example", "null", "", "https://app.example:8443",
        "https://app.example.evil.example", "https://app.example/", "app.example"}) {
    EXPECT_TRUE(g.is_cross_site({{"Cookie", g.cookie()}, {"Origin", origin}})) << origin;
    EXPECT_TRUE(g.is_cross_site({{"Origin", origin}})) << origin;
  }
  EXPECT_TRUE(g.is_cross_site({{"Origin", "https://app.example"}, {"Origin", "https://app.example"}}));
}

// A form of the own pages, under `Referrer-Policy: no-referrer`.
TEST(GuardOrigin, AnOriginThatAPolicyHidesDoesNotMakeTheOwnPageAStranger) {
  guarded g;
  EXPECT_FALSE(g.is_cross_site({{"Origin", "null"}, {"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_TRUE(g.is_cross_site({{"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"}}));
}

TEST(GuardOrigin, T29TheHostThatWasAskedForIsNoOriginToTrust) {
  guarded g;
  EXPECT_TRUE(g.is_cross_site({{"Host", "evil.example"}, {"Origin", "https://evil.example"}}));
  EXPECT_TRUE(g.is_cross_site(
      {{"Host", "app.example"}, {"X-Forwarded-Host", "evil.example"}, {"Origin", "https://evil.example"}}));
}

TEST(GuardOrigin, WithoutEitherHeaderOnlyASessionCookieIsRefused) {
  guarded g;
  EXPECT_TRUE(g.is_cross_site({{"Cookie", g.cookie()}}));
  EXPECT_TRUE(g.is_cross_site({{"Cookie", "a=b"}, {"Cookie", g.cookie()}}));
  EXPECT_FALSE(g.is_cross_site({{"Cookie", "theme=dark"}}));
  EXPECT_FALSE(g.is_cross_site({}));
}

TEST(GuardOrigin, ABearerTokenIsExemptAndNothingThatOnlyLooksLikeOne) {
  guarded g;
  const auto bearer = "Bearer " + g.token;
  const field evil{"Origin", "https://evil.example"};
  EXPECT_FALSE(g.is_cross_site({{"Authorization", bearer}, evil}));
  EXPECT_FALSE(g.is_cross_site({{"Authorization", bearer}, {"Cookie", g.cookie()}, evil}));
  // A link may carry the user and password of Basic.
  EXPECT_TRUE(g.is_cross_site({{"Authorization", "Basic YTpi"}, {"Cookie", g.cookie()}, evil}));
  EXPECT_TRUE(g.is_cross_site({{"Authorization", bearer}, {"Authorization", bearer}, evil}));
}

TEST(GuardOrigin, AMalformedEntryIsRefusedAtTheStart) {
  guarded g;
  for (const char* entry : {"", "*", "https://", "https://a/b", "a b"})
    EXPECT_THROW((basic_guard{*g.bench.auth, {.origins = {entry}}}), error) << entry;
}

}  // namespace
}  // namespace cardea::http
