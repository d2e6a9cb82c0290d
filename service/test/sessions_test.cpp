// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cardea::service {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ServiceSessions, TheUsersOwnAreListedWithWhenAndWhence) {
  home h;
  browser ada{h}, phone{h, "2001:db8::1"};
  ada.sign_up("ada");
  h.clock += 2h;
  phone.sign_in("ada");
  browser{h}.sign_up("bob");
  const auto all = json_of(ada.get("/api/sessions")).at("sessions").as_array();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].at("current").as_bool());
  EXPECT_FALSE(all[1].at("current").as_bool());
  EXPECT_EQ(all[1].at("address").as_string(), "2001:db8::1");
  EXPECT_EQ(all[1].at("createdAt").as_string(), "2030-01-02T05:04:05.678Z");
}

TEST(ServiceSessions, NoTokenAndNoIdIsEverShown) {
  for (const auto* rules : {&schemes::cardea, &schemes::lucia_v2, &schemes::lucia_v1}) {
    home h{{}, *rules};
    browser ada{h};
    ada.sign_up("ada");
    const auto token = ada.cookies.begin()->first.find("session") != std::string::npos
                           ? ada.cookies.begin()->second
                           : ada.cookies.rbegin()->second;
    const auto id = token.substr(0, token.find('.'));
    for (const auto* path : {"/api/me", "/api/sessions", "/account"}) {
      const auto out = ada.get(path);
      EXPECT_EQ(out.status, 200) << rules->name;
      EXPECT_THAT(out.body, Not(HasSubstr(id))) << rules->name << path;
    }
  }
}

TEST(ServiceSessions, T9AfterSigningOutTheTokenIsWorthNothing) {
  home h;
  browser ada{h};
  ada.sign_up("ada");
  browser copy{h};
  copy.cookies = ada.cookies;
  EXPECT_EQ(ada.api("POST", "/api/sign-out").status, 204);
  EXPECT_FALSE(ada.cookies.contains(session_cookie));
  EXPECT_FALSE(copy.is_signed_in());
  EXPECT_FALSE(copy.cookies.contains(session_cookie)) << "the browser is told to forget it";
}

TEST(ServiceSessions, OneIsEndedByItsHandleAndTheOthersAtOnce) {
  home h;
  browser ada{h}, phone{h}, tablet{h};
  ada.sign_up("ada");
  phone.sign_in("ada");
  tablet.sign_in("ada");
  const auto handle = std::string{json_of(phone.get("/api/me")).at("session").at("handle").as_string()};
  EXPECT_EQ(ada.api("DELETE", "/api/sessions/" + handle).status, 204);
  EXPECT_FALSE(phone.is_signed_in());
  EXPECT_EQ(problem_in(ada.api("DELETE", "/api/sessions/" + handle)), "not-found");
  const auto ended = ada.api("DELETE", "/api/sessions");
  EXPECT_EQ(json_of(ended).at("ended").as_int64(), 1);
  EXPECT_FALSE(tablet.is_signed_in());
  EXPECT_TRUE(ada.is_signed_in());
  EXPECT_EQ(json_of(ada.api("DELETE", "/api/sessions?all=true")).at("ended").as_int64(), 1);
  EXPECT_FALSE(ada.cookies.contains(session_cookie));
}

TEST(ServiceSessions, T16ASessionOfSomebodyElseIsNotThere) {
  home h;
  browser ada{h}, bob{h};
  ada.sign_up("ada");
  bob.sign_up("bob");
  const auto handle = std::string{json_of(bob.get("/api/me")).at("session").at("handle").as_string()};
  EXPECT_EQ(ada.api("DELETE", "/api/sessions/" + handle).status, 404);
  EXPECT_TRUE(bob.is_signed_in());
}

TEST(ServiceSessions, T16WhoseItIsComesFromTheSessionAndNeverFromTheBody) {
  home h;
  browser ada{h}, bob{h};
  ada.sign_up("ada");
  bob.sign_up("bob");
  const auto id = std::string{json_of(bob.get("/api/me")).at("user").at("id").as_string()};
  const auto out =
      ada.api("PUT", "/api/password",
              R"({"currentPassword":"correct horse","newPassword":"battery staple","userId":")" + id + "\"}");
  EXPECT_EQ(out.status, 422);
  EXPECT_EQ(ada.api("DELETE", "/api/me", R"({"password":"correct horse","userId":")" + id + "\"}").status,
            422);
  EXPECT_EQ(browser{h}.sign_in("bob").status, 200);
}

TEST(ServiceSessions, ARenewedSessionSendsItsCookieAgain) {
  home h;
  browser ada{h};
  ada.sign_up("ada");
  EXPECT_EQ(ada.get("/api/me").find("Set-Cookie"), std::nullopt);
  h.clock += 2h;
  EXPECT_THAT(std::string{ada.get("/api/me").find("Set-Cookie").value_or("")}, HasSubstr(session_cookie));
}

TEST(ServiceSessions, T24ADeletedUserHasNoSessionAndNoWayBack) {
  home h;
  browser ada{h}, phone{h};
  ada.sign_up("ada");
  phone.sign_in("ada");
  EXPECT_EQ(problem_in(ada.api("DELETE", "/api/me", R"({"password":"wrong password"})")), "wrong-password");
  const auto id = h.auth->list_users().front().id;
  EXPECT_EQ(ada.api("DELETE", "/api/me", R"({"password":"correct horse"})").status, 204);
  EXPECT_EQ(h.kept.erase_one_times(id, ""), 0) << "links, codes and known browsers are gone too";
  EXPECT_FALSE(ada.is_signed_in());
  EXPECT_FALSE(phone.is_signed_in());
  EXPECT_EQ(phone.sign_in("ada").status, 401);
}

TEST(ServiceSessions, AChangedPasswordEndsTheOthersAndRotatesThisOne) {
  home h;
  browser ada{h}, phone{h};
  ada.sign_up("ada");
  phone.sign_in("ada");
  browser old{h};
  old.cookies = ada.cookies;
  const auto out = ada.api("PUT", "/api/password",
                           R"({"currentPassword":"correct horse","newPassword":"battery staple"})");
  EXPECT_EQ(out.status, 200) << out.body;
  EXPECT_TRUE(ada.is_signed_in());
  EXPECT_FALSE(old.is_signed_in());
  EXPECT_FALSE(phone.is_signed_in());
  EXPECT_EQ(phone.sign_in("ada").status, 401);
  EXPECT_EQ(phone.sign_in("ada", "battery staple").status, 200);
}

TEST(ServiceSessions, TheCurrentPasswordIsNotGuessedThroughASessionEither) {
  home h{[](service_options& o) { o.limits.password_again = {.burst = 2, .every = 1h}; }};
  browser ada{h};
  ada.sign_up("ada");
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(ada.api("DELETE", "/api/me", R"({"password":"wrong password"})").status, 403);
  EXPECT_EQ(ada.api("DELETE", "/api/me", R"({"password":"correct horse"})").status, 429);
  EXPECT_TRUE(ada.is_signed_in());
}

TEST(ServiceSessions, ARightPasswordCountsAgainstNoLimit) {
  home h{[](service_options& o) { o.limits.password_again = {.burst = 1, .every = 1h}; }};
  browser ada{h};
  ada.sign_up("ada");
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(ada.api("PUT", "/api/password",
                      R"({"currentPassword":"correct horse","newPassword":"correct horse"})")
                  .status,
              200);
}

TEST(ServiceSessions, WhoIsNotSignedInIsToldSoAtEveryDoor) {
  home h;
  browser b{h};
  for (const auto& [method, path] : {std::pair{"GET", "/api/me"},
                                     {"GET", "/api/sessions"},
                                     {"DELETE", "/api/sessions"},
                                     {"DELETE", "/api/sessions/AAAAAAAAAAAAAAAAAAAAAA"},
                                     {"POST", "/api/email-verification"}}) {
    const auto out = b.api(method, path);
    EXPECT_EQ(out.status, 401) << path;
    EXPECT_EQ(out.find("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(problem_in(out), "unauthenticated");
  }
  EXPECT_EQ(b.get("/account").find("Location"), "/sign-in");
}

}  // namespace
}  // namespace cardea::service
