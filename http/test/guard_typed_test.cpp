// SPDX-License-Identifier: MIT
#include <cardea/http/guard.hpp>
#include <cardea/manual_clock.hpp>
#include <cardea/memory/store.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using testing::HasSubstr;
using namespace cardea;
using namespace std::chrono_literals;

struct user_attributes {
  std::string username;
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username))

struct typed_guard : testing::Test {
  manual_clock clock;
  cardea::auth<user_attributes> auth{std::make_unique<memory::store>(schemes::lucia_v3), {.clock = &clock}};
  http::guard<user_attributes> guard{auth, {.origins = {"https://app.example"}}};
  std::string id = auth.create_user({.username = "ada"}).value().id;
  cardea::auth<user_attributes>::session session = auth.create_session(id).value();
  std::string cookie = "auth_session=" + session.token;

  http::response greet(const std::vector<http::field>& fields, std::string_view method = "GET") {
    return guard.require({.method = method, .fields = fields}, [&](const auto& who) {
      http::response out;
      out.body = "hello " + who.user.attributes.username;
      return out;
    });
  }
};

using GuardTyped = typed_guard;

TEST_F(GuardTyped, TheHandlerSeesTheApplicationsAttributes) {
  const auto out = greet({{"Cookie", cookie}});
  EXPECT_EQ(out.status, 200);
  EXPECT_EQ(out.body, "hello ada");
  EXPECT_EQ(out.find("Cache-Control"), "no-store");
  EXPECT_EQ(out.find("Set-Cookie"), std::nullopt);
}

TEST_F(GuardTyped, WhereASessionIsRequiredNobodyIsTold401) {
  const auto out = greet({{"Cookie", "auth_session=" + std::string(40, 'a')}});
  EXPECT_EQ(out.status, 401);
  EXPECT_THAT(std::string{out.find("Set-Cookie").value_or("")}, HasSubstr("Max-Age=0"));
  EXPECT_EQ(greet({}).status, 401);
}

TEST_F(GuardTyped, ACrossSiteRequestDoesNotReachTheHandler) {
  const auto out = greet({{"Cookie", cookie}, {"Origin", "https://evil.example"}}, "POST");
  EXPECT_EQ(out.status, 403);
  EXPECT_EQ(out.find("Set-Cookie"), std::nullopt);
}

TEST_F(GuardTyped, ARenewedSessionIsSentAgain) {
  clock += 24h * 16;
  EXPECT_THAT(std::string{greet({{"Cookie", cookie}}).find("Set-Cookie").value_or("")},
              HasSubstr(session.token));
  clock += 24h * 16;
  EXPECT_EQ(greet({{"Authorization", "Bearer " + session.token}}).find("Set-Cookie"), std::nullopt);
}

TEST_F(GuardTyped, WhereNoSessionIsRequiredTheHandlerIsToldWhetherThereIsOne) {
  const auto ask = [&](const std::vector<http::field>& fields) {
    return guard.answer({.fields = fields}, [](const auto& found) {
      http::response out;
      out.body = found ? found->user.attributes.username : "nobody";
      return out;
    });
  };
  EXPECT_EQ(ask({{"Cookie", cookie}}).body, "ada");
  EXPECT_EQ(ask({}).body, "nobody");
}

TEST_F(GuardTyped, SignInSendsTheCookieAndSignOutEndsTheSession) {
  http::response in;
  guard.sign_in(in, session);
  EXPECT_EQ(in.find("Set-Cookie"), auth.session_cookie(session).serialize());
  const std::vector<http::field> fields{{"Cookie", cookie}, {"Origin", "https://app.example"}};
  const auto out = guard.require({.method = "POST", .fields = fields}, [&](const auto& who) {
    http::response gone{.status = 204};
    guard.sign_out(gone, who);
    return gone;
  });
  EXPECT_EQ(out.find("Set-Cookie"), auth.blank_session_cookie().serialize());
  EXPECT_FALSE(auth.validate(session.token));
}

}  // namespace
