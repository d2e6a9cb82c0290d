// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cardea::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string place(const http::response& out) { return std::string{out.find("Location").value_or("")}; }

TEST(ServicePages, TheWayInLeadsFromTheDoorToTheAccount) {
  home h;
  browser ada{h};
  EXPECT_EQ(place(ada.get("/")), "/sign-in");
  EXPECT_THAT(ada.get("/sign-in").body, HasSubstr("<h1>Sign in</h1>"));
  const auto made = ada.submit("/sign-up", "identifier=ada&password=correct+horse&attr.nick=Countess");
  EXPECT_EQ(made.status, 303) << made.body;
  EXPECT_EQ(place(made), "/account");
  const auto account = ada.get("/account");
  EXPECT_EQ(account.status, 200);
  EXPECT_THAT(account.body, HasSubstr("ada"));
  EXPECT_THAT(account.body, HasSubstr("Countess"));
  EXPECT_THAT(account.body, HasSubstr("Firefox"));
  EXPECT_EQ(place(ada.get("/")), "/account");
  EXPECT_EQ(place(ada.get("/sign-in")), "/account");
}

TEST(ServicePages, EachPageHasAStrictPolicyAndIsKeptByNobody) {
  home h{[](service_options& o) { o.return_origins = {"https://app.example", "*.shop.example"}; }};
  const auto out = browser{h}.get("/sign-in");
  EXPECT_EQ(out.find("Content-Security-Policy"),
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
            "form-action 'self' https://app.example https://*.shop.example");
  EXPECT_EQ(out.find("Cache-Control"), "no-store");
  EXPECT_EQ(out.find("Vary"), "Cookie, Authorization");
  EXPECT_EQ(out.find("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(out.find("Referrer-Policy"), "same-origin");
  EXPECT_EQ(out.find("Content-Type"), "text/html; charset=utf-8");
}

TEST(ServicePages, WhatIsWrongStandsAtItsFieldAndNoPasswordComesBack) {
  home h;
  const auto out = browser{h}.submit("/sign-up", "identifier=a&password=zu-kurz&attr.nick=Countess");
  EXPECT_EQ(out.status, 422);
  EXPECT_THAT(out.body, HasSubstr("Take 3 to 64 letters"));
  EXPECT_THAT(out.body, HasSubstr("Take at least 8 characters"));
  EXPECT_THAT(out.body, HasSubstr("value=\"Countess\""));
  EXPECT_THAT(out.body, Not(HasSubstr("zu-kurz")));
}

TEST(ServicePages, AWrongPasswordIsSaidOnThePageAndTheNameStays) {
  home h;
  browser{h}.sign_up("ada");
  const auto out = browser{h}.submit("/sign-in", "identifier=ada&password=wrong-one&return=/app");
  EXPECT_EQ(out.status, 401);
  EXPECT_THAT(out.body, HasSubstr("do not belong together"));
  EXPECT_THAT(out.body, HasSubstr("value=\"ada\""));
  EXPECT_THAT(out.body, HasSubstr("value=\"/app\""));
  EXPECT_THAT(out.body, Not(HasSubstr("wrong-one")));
}

TEST(ServicePages, SessionsAreEndedOneByOneAndAllAtOnce) {
  home h;
  browser ada{h}, phone{h};
  ada.sign_up("ada");
  phone.sign_in("ada");
  const auto handle = std::string{json_of(phone.get("/api/me")).at("session").at("handle").as_string()};
  EXPECT_THAT(ada.get("/account").body, HasSubstr(handle));
  EXPECT_EQ(place(ada.submit("/sessions/end", "handle=" + handle)), "/account?notice=session-ended");
  EXPECT_FALSE(phone.is_signed_in());
  phone.sign_in("ada");
  EXPECT_EQ(place(ada.submit("/sign-out-everywhere", "")), "/sign-in?notice=signed-out-everywhere");
  EXPECT_FALSE(phone.is_signed_in());
  EXPECT_FALSE(ada.is_signed_in());
  EXPECT_FALSE(ada.cookies.contains(session_cookie));
}

TEST(ServicePages, ThePasswordIsChangedInPlaceAndAWrongOneIsAnErrorOfItsField) {
  home h;
  browser ada{h};
  ada.sign_up("ada");
  const auto refused = ada.submit("/password", "current_password=wrong-one&new_password=battery+staple");
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("id=\"current_password-wrong\""));
  EXPECT_EQ(place(ada.submit("/password", "current_password=correct+horse&new_password=battery+staple")),
            "/account?notice=password-changed");
  EXPECT_TRUE(ada.is_signed_in());
  EXPECT_THAT(ada.get("/account?notice=password-changed").body, HasSubstr("Your password was changed"));
}

TEST(ServicePages, AnAccountIsDeletedWithItsPassword) {
  home h;
  browser ada{h};
  ada.sign_up("ada");
  EXPECT_THAT(ada.submit("/account/delete", "password=wrong-one").body, HasSubstr("id=\"password-wrong\""));
  EXPECT_TRUE(ada.is_signed_in());
  EXPECT_EQ(place(ada.submit("/account/delete", "password=correct+horse")),
            "/sign-in?notice=account-deleted");
  EXPECT_FALSE(ada.is_signed_in());
  EXPECT_EQ(ada.sign_in("ada").status, 401);
}

TEST(ServicePages, ANoticeIsOneOfOursAndNeverTheWordsOfALink) {
  home h;
  EXPECT_THAT(browser{h}.get("/sign-in?notice=Call+0800-CROOKS").body, Not(HasSubstr("CROOKS")));
}

TEST(ServicePages, ThePrefixOfTheBaseUrlStandsBeforeEveryPath) {
  home h{[](service_options& o) { o.base_url = "https://example.com/auth/"; }};
  browser ada{h};
  EXPECT_EQ(place(ada.get("/auth")), "/auth/sign-in");
  EXPECT_EQ(ada.get("/sign-in").status, 404);
  EXPECT_THAT(ada.get("/auth/sign-in").body, HasSubstr("action=\"/auth/sign-in\""));
  EXPECT_EQ(json_of(ada.get("/auth/api/openapi.json")).at("servers").at(0).at("url").as_string(), "/auth");
}

TEST(ServicePages, WhatIsNotThereIsAPageForPeopleAndAProblemForPrograms) {
  home h;
  browser b{h};
  EXPECT_EQ(b.get("/nowhere").status, 404);
  EXPECT_EQ(b.get("/nowhere").find("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(problem_in(b.get("/api/nowhere")), "not-found");
  const auto wrong = b.api("DELETE", "/api/sign-in");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.find("Allow"), "POST");
  EXPECT_EQ(b.send("HEAD", "/sign-in", "", {}).status, 200);
}

TEST(ServicePages, WithoutPagesThereIsNothingButTheApi) {
  home h{[](service_options& o) { o.features.pages = false; }};
  for (const auto* path : {"/", "/sign-in", "/account", "/style.css"})
    EXPECT_EQ(problem_in(browser{h}.get(path)), "not-found") << path;
  browser ada{h};
  ada.sign_up("ada");
  EXPECT_TRUE(ada.is_signed_in());
}

}  // namespace
}  // namespace cardea::service
