// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace cardea::service {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Ada, signed in, called `nick`.
struct ServiceForwardAuth : ::testing::Test {
  std::vector<std::string> proxies{"10.0.0.0/8"};
  home h{[this](service_options& o) {
    o.return_origins = {"https://app.example"};
    o.proxies = http::trusted_proxies{proxies};
  }};
  browser ada{h, "10.0.0.1"};

  void SetUp() override { ada.sign_up("ada"); }
  void call(const std::string& nick) {
    const std::array changes{assignment{3, nick}};
    ASSERT_TRUE(h.auth->update_user(h.auth->list_users().front().id, changes));
  }
  std::string place(const std::string& target, std::vector<header> more) {
    more.emplace_back("Accept", "text/html,application/xhtml+xml");
    return std::string{browser(h, "10.0.0.1").get(target, std::move(more)).find("Location").value_or("none")};
  }
};

TEST_F(ServiceForwardAuth, SaysWhoItIsInHeadersAndHasNoBody) {
  call("Countess");
  const auto out = ada.get("/forward-auth");
  EXPECT_EQ(out.status, 200);
  EXPECT_EQ(out.find("X-Cardea-User"), h.auth->list_users().front().id);
  EXPECT_EQ(out.find("X-Cardea-Nick"), "Countess");
  EXPECT_EQ(out.body, "");
  EXPECT_EQ(out.find("Cache-Control"), "no-store");
}

TEST_F(ServiceForwardAuth, NobodyIs401WhateverTheClientSaysOfItself) {
  const auto out =
      browser(h, "10.0.0.1").get("/forward-auth", {{"X-Cardea-User", "admin"}, {"Accept", "text/html"}});
  EXPECT_EQ(out.status, 401);
  EXPECT_EQ(out.find("X-Cardea-User"), std::nullopt);
  EXPECT_EQ(out.find("WWW-Authenticate"), "Bearer");
}

TEST_F(ServiceForwardAuth, T28EachIdentityHeaderIsAlwaysSetSoThatNoClientsOwnIsLeft) {
  const auto out = ada.get("/forward-auth", {{"X-Cardea-Nick", "admin"}});
  EXPECT_EQ(out.find("X-Cardea-Nick"), "") << "null, and said to be nothing";
  EXPECT_EQ(std::ranges::count_if(out.fields, [](const auto& one) { return one.name == "X-Cardea-Nick"; }),
            1);
}

TEST_F(ServiceForwardAuth, T28AValueCannotEndItsHeader) {
  call("a\r\nX-Cardea-User: admin\t\xc3\xa9 100%");
  EXPECT_EQ(ada.get("/forward-auth").find("X-Cardea-Nick"),
            "a%0D%0AX-Cardea-User:%20admin%09%C3%A9%20100%25");
}

TEST(ServiceForwardAuthOptions, T28AHeadersNameHasNoUnderscore) {
  for (const auto* name : {"X_Cardea_User", "X-Cardea_User", "", "X Cardea", "X-Cardea:", "X-C\r\n"}) {
    const auto make = [&] { home h{[&](service_options& o) { o.identity_headers = {{name, ""}}; }}; };
    EXPECT_THROW(make(), error) << name;
  }
}

TEST_F(ServiceForwardAuth, ARenewedCookieTravelsBack) {
  h.clock += 2h;
  EXPECT_THAT(std::string{ada.get("/forward-auth").find("Set-Cookie").value_or("")},
              StartsWith(session_cookie));
}

TEST_F(ServiceForwardAuth, AnyMethodAndAnyPathBelowIsAnsweredTheSame) {
  for (const auto* method : {"GET", "POST", "DELETE", "PROPFIND"})
    EXPECT_EQ(ada.send(method, "/forward-auth/orders/7?x=1", "", {{"Origin", "https://app.example"}}).status,
              200);
  EXPECT_EQ(ada.get("/forward-authority").status, 404);
}

TEST_F(ServiceForwardAuth, RedirectsAPageLoadWhereTheProxyAsksForIt) {
  EXPECT_EQ(place("/forward-auth", {}), "none") << "nginx takes no redirect";
  EXPECT_EQ(place("/forward-auth?redirect=true", {}), "https://auth.example/sign-in");
  EXPECT_EQ(place("/forward-auth?redirect=true", {{"X-Forwarded-Proto", "https"},
                                                  {"X-Forwarded-Host", "app.example"},
                                                  {"X-Forwarded-Uri", "/a?b=1"}}),
            "https://auth.example/sign-in?return=https%3A%2F%2Fapp.example%2Fa%3Fb%3D1");
  EXPECT_EQ(
      place("/forward-auth?redirect=true",
            {{"X-Forwarded-Proto", "https"}, {"X-Forwarded-Host", "auth.example"}, {"X-Original-URI", "/a"}}),
      "https://auth.example/sign-in?return=%2Fa");
  EXPECT_EQ(place("/forward-auth?redirect=true", {{"X-Forwarded-Method", "POST"}}), "none");
  EXPECT_EQ(
      browser(h, "10.0.0.1").get("/forward-auth?redirect=true", {{"Accept", "application/json"}}).status,
      401);
}

TEST_F(ServiceForwardAuth, T30ARedirectLeadsBackToConfiguredPlacesOnly) {
  const std::string plain = "https://auth.example/sign-in";
  const auto from = [&](const std::string& proto, const std::string& host, const std::string& uri) {
    return place("/forward-auth?redirect=true",
                 {{"X-Forwarded-Proto", proto}, {"X-Forwarded-Host", host}, {"X-Forwarded-Uri", uri}});
  };
  EXPECT_EQ(from("https", "evil.example", "/a"), plain);
  EXPECT_EQ(from("http", "app.example", "/a"), plain) << "not the configured scheme";
  EXPECT_EQ(from("https", "app.example@evil.example", "/a"), plain);
  EXPECT_EQ(from("https", "app.example", "//evil.example"), plain);
  EXPECT_EQ(from("https", "app.example", "@evil.example/"), plain);
  EXPECT_EQ(from("https", "app.example", ".evil.example/"), plain);
  EXPECT_EQ(from("https", "app.example", "/\\evil.example"), plain);
}

TEST_F(ServiceForwardAuth, T30AReturnPathThatLeadsElsewhereIsNotTaken) {
  for (const auto* hostile :
       {"//evil.example", "/%5Cevil.example", "https://evil.example", "https:evil.example",
        "javascript:alert(1)", "%2F%2Fevil.example", "/%09/evil.example", "https://app.example.evil.example/",
        "///evil.example", "https://app.example@evil.example/", "https://app.example//evil.example",
        "http://app.example/", "https://user@app.example/", "/a%0d%0aSet-Cookie:x=1",
        "https://app.example:444/"}) {
    const auto out =
        browser{h}.submit("/sign-in", "identifier=ada&password=correct+horse&return=" + std::string{hostile});
    EXPECT_EQ(out.find("Location"), "/account") << hostile;
  }
  for (const auto& [given, taken] : {std::pair{"/app?x=1", "/app?x=1"},
                                     {"https://app.example", "https://app.example"},
                                     {"https://app.example/a?b=1", "https://app.example/a?b=1"}}) {
    const auto out =
        browser{h}.submit("/sign-in", "identifier=ada&password=correct+horse&return=" + std::string{given});
    EXPECT_EQ(out.find("Location"), taken);
  }
}

}  // namespace
}  // namespace cardea::service
