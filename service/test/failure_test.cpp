// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cardea::service {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

/// One call and what it answers when nothing is broken.
struct act {
  const char* method;
  const char* path;
  const char* body;
  int status;
};

// T37: the n-th call of each operation fails before or after it has had its effect, for every n.
TEST(ServiceFailure, T37OfTheStoreAtAnyCallIs503AndNeverAYes) {
  constexpr act acts[] = {
      {"POST", "/api/sign-in", R"({"identifier":"ada","password":"correct horse"})", 200},
      {"GET", "/api/me", "", 200},
      {"GET", "/api/sessions", "", 200},
      {"DELETE", "/api/sessions", "", 200},
      {"PUT", "/api/password", R"({"currentPassword":"correct horse","newPassword":"battery staple"})", 200},
      {"DELETE", "/api/me", R"({"password":"correct horse"})", 204},
      {"GET", "/forward-auth", "", 200},
  };
  for (const auto& one : acts) {
    for (const auto when : {faulty_store::moment::before, faulty_store::moment::after}) {
      int failures = 0;
      for (int at = 1; at < 20; ++at) {
        home h;
        browser ada{h};
        ada.sign_up("ada");
        h.plan->begin(at, when);
        const auto out = ada.api(one.method, one.path, one.body);
        const bool did_fail = h.plan->calls >= at;
        h.plan->begin();
        if (!did_fail) {
          EXPECT_EQ(out.status, one.status) << one.path;
          break;
        }
        ++failures;
        EXPECT_EQ(out.status, 503) << one.path << " call " << at;
        EXPECT_EQ(out.find("Retry-After"), "1");
        EXPECT_EQ(out.find("X-Cardea-User"), std::nullopt);
        EXPECT_EQ(out.find("Set-Cookie"), std::nullopt) << "a cookie is neither given nor taken";
        EXPECT_THAT(out.body, Not(HasSubstr("connection")));
        EXPECT_THAT(h.events, Contains(HasSubstr("failed||")));
      }
      EXPECT_GT(failures, 0) << one.path;
    }
  }
}

TEST(ServiceFailure, APageSaysThatItDoesNotWorkAndNotWhy) {
  home h;
  browser ada{h};
  ada.sign_up("ada");
  h.plan->begin(1);
  const auto out = ada.get("/account");
  EXPECT_EQ(out.status, 503);
  EXPECT_EQ(out.find("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(out.body, HasSubstr("Try again soon"));
  EXPECT_THAT(out.body, Not(HasSubstr("cut")));
  EXPECT_THAT(h.events, Contains(HasSubstr("the connection was cut")));
  EXPECT_TRUE(ada.is_signed_in()) << "and it heals by itself";
}

TEST(ServiceFailure, NoSecretIsInAnEvent) {
  home h;
  browser ada{h};
  ada.sign_up("ada");
  ada.sign_in("ada", "wrong password");
  ada.api("POST", "/api/sign-up",
          R"({"identifier":"bob","password":"bobs password","attributes":{"email":"bob@x.example"}})");
  ada.sign_in("bob", "bobs password");
  const auto session = ada.cookies.at(session_cookie);
  const auto device = ada.cookies.at(device_cookie);
  ada.api("POST", "/api/password-reset", R"({"identifier":"bob"})");
  const auto token = h.token_in_last_mail();
  ada.api("POST", "/api/password-reset/confirm",
          R"({"token":")" + token + R"(","newPassword":"battery staple"})");
  ASSERT_GT(h.events.size(), 5U);
  for (const auto& line : h.events)
    for (const auto& secret :
         {std::string{"correct horse"}, std::string{"wrong password"}, std::string{"bobs password"},
          std::string{"battery staple"}, token, std::string{"bob@x"}, session, device})
      EXPECT_THAT(line, Not(HasSubstr(secret)));
}

TEST(ServiceFailure, NoBytesMakeItThrow) {
  home h;
  browser b{h};
  const std::string bytes{"\0\xff\r\n%zz;=", 10};
  for (const auto& route : h.serves->routes()) {
    for (const auto* method : {"GET", "POST", "PUT", "DELETE", "", "\xff"}) {
      for (const auto* type : {"application/json", "application/x-www-form-urlencoded", "\xff"}) {
        const auto out = b.send(method, std::string{route.path} + "?" + bytes, bytes,
                                {{"Content-Type", type}, {"Cookie", bytes}, {"Authorization", bytes}});
        EXPECT_LT(out.status, 500) << route.path;
        EXPECT_FALSE(b.cookies.contains(session_cookie)) << route.path;
      }
    }
  }
}

}  // namespace
}  // namespace cardea::service
