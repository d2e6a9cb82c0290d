// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cardea::service {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

void refuses(const std::function<void(service_options&)>& change, const std::string& sentence,
             const cardea::scheme& rules = schemes::cardea) {
  try {
    home h{change, rules};
    ADD_FAILURE() << "taken, though: " << sentence;
  } catch (const error& no) {
    EXPECT_EQ(no.code(), errc::invalid_argument);
    EXPECT_THAT(no.what(), HasSubstr(sentence));
  }
}

TEST(ServiceOptions, WhatContradictsItselfIsRefusedAtTheStart) {
  refuses([](service_options& o) { o.base_url = ""; }, "a base URL is needed");
  for (const auto* url : {"auth.example", "ftp://auth.example", "https://user@auth.example",
                          "https://a.example/?x", "https://a.example/#x", "https://"})
    refuses([&](service_options& o) { o.base_url = url; }, "the base URL is https:// or http://");
  refuses([](service_options& o) { o.origins = {"https://"}; }, "malformed");
  refuses([](service_options& o) { o.return_origins = {"//x"}; }, "malformed");
  refuses([](service_options& o) { o.attributes.settable = {"nothing"}; },
          "there is no attribute \"nothing\"");
  refuses([](service_options& o) { o.attributes.settable = {"email_verified"}; }, "not for a client to set");
  refuses([](service_options& o) { o.attributes.email = "age"; }, "of another type");
  refuses([](service_options& o) { o.attributes.session_address = "city"; },
          "there is no attribute \"city\"");
  refuses([](service_options& o) { o.limits.sign_in_account.burst = 0; }, "");
  refuses([](service_options& o) { o.lifetimes.device = 401 * 24h; }, "up to 400 days");
  refuses([](service_options& o) { o.lifetimes.password_reset = 0s; }, "more than nothing");
  refuses(
      [](service_options& o) {
        o.identity_headers = {{"X-Cardea-City", "city"}};
      },
      "there is no attribute");
  refuses({}, "people sign in with keys", schemes::lucia_v3);
}

TEST(ServiceOptions, SignUpWithAddressesNeedsAProofOfThem) {
  refuses(
      [](service_options& o) {
        o.identifier = identifier_kind::email;
        o.attributes.settable = {};
        o.send_mail = {};
      },
      "sign-up with e-mail addresses needs mail");
}

TEST(ServiceOptions, WhereSignUpIsClosedNobodyHasToProveAnAddress) {
  home h{[](service_options& o) {
    o.identifier = identifier_kind::email;
    o.attributes.settable = {};
    o.features.sign_up = false;
  }};
  ASSERT_TRUE(h.auth->create_user(
      {std::string{"ada@x.example"}, null_value{}, false, null_value{}, null_value{}, null_value{}},
      key_name{"email", "ada@x.example"}, "correct horse"));
  EXPECT_EQ(browser{h}.sign_in("ada@x.example").status, 200);
}

TEST(ServiceOptions, AFormMayEndAtAnOriginOfThisMachineOverPlainHttp) {
  home h{[](service_options& o) { o.return_origins = {"localhost:5173"}; }};
  EXPECT_THAT(std::string{browser{h}.get("/sign-in").find("Content-Security-Policy").value_or("")},
              HasSubstr("form-action 'self' https://localhost:5173 http://localhost:5173"));
}

TEST(ServiceOptions, BlanksAroundANameAreNotKept) {
  home h;
  browser ada{h};
  ada.api("POST", "/api/sign-up", R"({"identifier":"  Ada ","password":"correct horse"})");
  EXPECT_EQ(json_of(ada.get("/api/me")).at("user").at("identifier").as_string(), "Ada");
}

TEST(ServiceOptions, WhoHasNoPasswordIsNotAskedForOneButSentToTheLink) {
  home h;
  const auto user = h.auth->create_user(
      {std::string{"ada"}, std::string{"ada@x.example"}, false, null_value{}, null_value{}, null_value{}},
      key_name{"username", "ada"}, std::nullopt);
  browser ada{h};
  ada.api("POST", "/api/sign-in-link", R"({"identifier":"ada"})");
  ada.api("POST", "/api/sign-in-link/confirm", R"({"token":")" + h.token_in_last_mail() + "\"}");
  ASSERT_TRUE(ada.is_signed_in());
  EXPECT_EQ(problem_in(ada.api("DELETE", "/api/me", R"({"password":""})")), "no-password");
  EXPECT_EQ(
      problem_in(ada.api("PUT", "/api/password", R"({"currentPassword":"","newPassword":"battery staple"})")),
      "no-password");
  ada.api("POST", "/api/password-reset", R"({"identifier":"ada"})");
  EXPECT_EQ(ada.api("POST", "/api/password-reset/confirm",
                    R"({"token":")" + h.token_in_last_mail() + R"(","newPassword":"battery staple"})")
                .status,
            204);
  EXPECT_EQ(ada.sign_in("ada", "battery staple").status, 200);
}

TEST(ServiceOptions, AnotherNameOfTheSameUserDoesNotKeepTheOldPassword) {
  home h;
  browser ada{h};
  ada.sign_up("ada");
  const auto id = h.auth->list_users().front().id;
  ASSERT_TRUE(h.auth->create_key(id, {"username", "lovelace"}, {.password = "correct horse"}));
  ada.api("PUT", "/api/password", R"({"currentPassword":"correct horse","newPassword":"battery staple"})");
  EXPECT_EQ(browser{h}.sign_in("lovelace").status, 401);
  EXPECT_EQ(browser{h}.sign_in("lovelace", "battery staple").status, 200);
}

TEST(ServiceOptions, WorkIsSaidByRouteBeforeAnythingIsDone) {
  home h;
  const auto work = [&](std::string_view method, std::string_view target) {
    return h.serves->work_of({.method = method, .target = target});
  };
  EXPECT_EQ(work("POST", "/api/sign-in"), http::work::password);
  EXPECT_EQ(work("GET", "/api/me?x"), http::work::look_up);
  EXPECT_EQ(work("POST", "/forward-auth/a/b"), http::work::look_up);
  EXPECT_EQ(work("GET", "/api/sessions"), http::work::database);
  EXPECT_EQ(work("DELETE", "/api/sessions/abc"), http::work::database);
  EXPECT_EQ(work("GET", "/style.css"), http::work::none);
  EXPECT_EQ(work("GET", "/nowhere"), http::work::none);
  EXPECT_EQ(h.serves->route_of({.method = "DELETE", .target = "/api/sessions/abc"}),
            "/api/sessions/{handle}");
  EXPECT_EQ(h.serves->route_of({.method = "GET", .target = "/secret"}), "");
}

}  // namespace
}  // namespace cardea::service
