// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace cardea::service {
namespace {

void with_front_end(service_options& o) { o.origins = {"https://app.example"}; }

std::vector<header> from(const std::string& origin) {
  return {{"Origin", origin}, {"Sec-Fetch-Site", "same-site"}, {"Content-Type", "application/json"}};
}

TEST(ServiceCors, AConfiguredOriginMayReadTheApiAndWrite) {
  home h{with_front_end};
  browser ada{h};
  const auto out = ada.send("POST", "/api/sign-up", R"({"identifier":"ada","password":"correct horse"})",
                            from("https://app.example"));
  EXPECT_EQ(out.status, 201);
  EXPECT_EQ(out.find("Access-Control-Allow-Origin"), "https://app.example");
  EXPECT_EQ(out.find("Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(ada.get("/api/me", from("https://app.example")).find("Access-Control-Allow-Origin"),
            "https://app.example");
}

TEST(ServiceCors, AnotherOriginMayNeither) {
  home h{with_front_end};
  browser ada{h};
  ada.sign_up("ada");
  for (const auto* origin :
       {"https://evil.example", "http://app.example", "https://app.example.evil.example", "null"}) {
    EXPECT_EQ(ada.send("POST", "/api/sign-out", "", from(origin)).status, 403) << origin;
    EXPECT_EQ(ada.get("/api/me", from(origin)).find("Access-Control-Allow-Origin"), std::nullopt) << origin;
  }
  EXPECT_TRUE(ada.is_signed_in());
}

TEST(ServiceCors, EveryAnswerOfTheApiSaysThatItVariesByOrigin) {
  home h{with_front_end};
  for (const auto* path : {"/api/me", "/api/nowhere", "/api/openapi.json"}) {
    const auto out = browser{h}.get(path);
    EXPECT_TRUE(std::ranges::any_of(out.fields, [](const auto& one) {
      return one.name == "Vary" && one.value == "Origin";
    })) << path;
  }
}

TEST(ServiceCors, ABrowserThatAsksFirstIsToldWhatItMay) {
  home h{with_front_end};
  auto more = from("https://app.example");
  more.emplace_back("Access-Control-Request-Method", "PUT");
  const auto out = browser{h}.send("OPTIONS", "/api/password", "", more);
  EXPECT_EQ(out.status, 204);
  EXPECT_EQ(out.find("Access-Control-Allow-Methods"), "PUT");
  EXPECT_EQ(out.find("Access-Control-Allow-Headers"), "Authorization, Content-Type");
  more[0].second = "https://evil.example";
  EXPECT_EQ(browser{h}.send("OPTIONS", "/api/password", "", more).status, 405);
  EXPECT_EQ(browser{h}.send("OPTIONS", "/account", "", from("https://app.example")).status, 405);
}

TEST(ServiceCors, PagesAreReadByNobodyElse) {
  home h{with_front_end};
  EXPECT_EQ(browser{h}.get("/sign-in", from("https://app.example")).find("Access-Control-Allow-Origin"),
            std::nullopt);
}

}  // namespace
}  // namespace cardea::service
