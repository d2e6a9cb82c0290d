// SPDX-License-Identifier: MIT
// Many who ask who they are, answered with one look-up.
#include "home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cardea::service {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct ServiceLookUp : ::testing::Test {
  home h{[](service_options& o) { o.limits.sign_up_address = {.burst = 1000, .every = 1s}; }};
  std::vector<std::string> cookies;
  std::vector<std::string> targets;

  /// Somebody new, who asks for `target` next time.
  void asks(const std::string& name, const std::string& target = "/api/me") {
    browser one{h};
    one.sign_up(name);
    shows(one.cookies.at(session_cookie), target);
  }
  void shows(const std::string& token, const std::string& target = "/api/me") {
    cookies.push_back(session_cookie + "=" + token);
    targets.push_back(target);
  }
  std::string token_of(std::size_t i) const { return cookies[i].substr(cookies[i].find('=') + 1); }
  /// All of them at once.
  std::vector<http::response> answers() {
    std::vector<http::field> fields;
    for (const auto& one : cookies) fields.push_back({"Cookie", one});
    std::vector<http::request> requests;
    for (std::size_t i = 0; i < cookies.size(); ++i)
      requests.push_back({.target = targets[i], .fields = {&fields[i], 1}, .peer = "192.0.2.1"});
    std::vector<const http::request*> all;
    for (const auto& one : requests) all.push_back(&one);
    std::vector<http::response> out(all.size());
    h.serves->handle_all(all, out);
    return out;
  }
  static std::string identifier_in(const http::response& out) {
    return std::string{json_of(out).at("user").at("identifier").as_string()};
  }
};

TEST_F(ServiceLookUp, ABatchIsOneLookUpAndEachIsToldOfThemselves) {
  for (int i = 0; i < 20; ++i) asks("ada" + std::to_string(i), i % 4 == 3 ? "/forward-auth/x" : "/api/me");
  h.plan->begin();
  const auto out = answers();
  EXPECT_EQ(h.plan->calls, 1);
  for (std::size_t i = 0; i < out.size(); ++i) {
    EXPECT_EQ(out[i].status, 200) << i;
    EXPECT_EQ(out[i].find("Cache-Control"), "no-store");
    const auto name = "ada" + std::to_string(i);
    if (i % 4 == 3)
      EXPECT_EQ(out[i].find("X-Cardea-User"), h.auth->find_key({"username", name})->user_id);
    else
      EXPECT_EQ(identifier_in(out[i]), name);
  }
}

TEST_F(ServiceLookUp, EachAnswerIsTheOneItWouldGetAlone) {
  asks("ada");
  asks("bob", "/forward-auth");
  shows("nobody");
  shows("nobody", "/forward-auth?redirect=true");
  shows("");
  const auto together = answers();
  for (std::size_t i = 0; i < cookies.size(); ++i) {
    const http::field cookie{"Cookie", cookies[i]};
    const auto alone = h.serves->handle({.target = targets[i], .fields = {&cookie, 1}, .peer = "192.0.2.1"});
    EXPECT_EQ(together[i].status, alone.status) << i;
    EXPECT_EQ(together[i].body, alone.body) << i;
    ASSERT_EQ(together[i].fields.size(), alone.fields.size()) << i;
    for (std::size_t j = 0; j < alone.fields.size(); ++j) {
      EXPECT_EQ(together[i].fields[j].name, alone.fields[j].name);
      EXPECT_EQ(together[i].fields[j].value, alone.fields[j].value);
    }
  }
}

TEST_F(ServiceLookUp, OneBadCookieAmongManyIsNobodyAndGoes) {
  for (int i = 0; i < 5; ++i) asks("ada" + std::to_string(i));
  cookies[2].back() = cookies[2].back() == 'A' ? 'B' : 'A';
  const auto out = answers();
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_EQ(out[i].status, i == 2 ? 401 : 200) << i;
  EXPECT_THAT(std::string{out[2].find("Set-Cookie").value_or("")}, HasSubstr("Max-Age=0"));
}

TEST_F(ServiceLookUp, OneThatWasRevokedIsNobody) {
  for (int i = 0; i < 5; ++i) asks("ada" + std::to_string(i));
  EXPECT_EQ(answers()[3].status, 200);
  ASSERT_TRUE(h.auth->revoke(token_of(3)));
  const auto out = answers();
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_EQ(out[i].status, i == 3 ? 401 : 200) << i;
}

TEST_F(ServiceLookUp, OnlyTheOneThatIsRenewedGetsItsCookieAgain) {
  asks("ada");
  h.clock += 2h;
  asks("bob");
  const auto out = answers();
  EXPECT_THAT(std::string{out[0].find("Set-Cookie").value_or("")},
              StartsWith(session_cookie + "=" + token_of(0)));
  EXPECT_EQ(out[1].find("Set-Cookie"), std::nullopt);
  EXPECT_EQ(answers()[0].find("Set-Cookie"), std::nullopt) << "once";
}

TEST_F(ServiceLookUp, TheSameCookieTwiceIsAnsweredTwice) {
  asks("ada");
  shows(token_of(0));
  h.clock += 2h;
  for (const auto& one : answers()) EXPECT_EQ(one.status, 200);
}

TEST_F(ServiceLookUp, WhereTheLookUpOfAllFailsEachIsAskedByItself) {
  for (int i = 0; i < 4; ++i) asks("ada" + std::to_string(i));
  h.plan->begin(1);
  for (const auto& one : answers()) EXPECT_EQ(one.status, 200);
  EXPECT_EQ(h.plan->calls, 5);
}

TEST_F(ServiceLookUp, ARenewalThatCannotBeWrittenIsTheFailureOfOne) {
  for (int i = 0; i < 4; ++i) asks("ada" + std::to_string(i));
  h.clock += 2h;
  // The look-up is the first call, and each of the four is renewed by one more; then each asks again by
  // itself.
  h.plan->begin(2);
  for (const auto& one : answers()) EXPECT_EQ(one.status, 200);
}

TEST_F(ServiceLookUp, ADatabaseThatIsGoneIsNeverAYesAndIsNotAskedForEach) {
  for (int i = 0; i < 10; ++i) asks("ada" + std::to_string(i), i % 2 == 0 ? "/api/me" : "/forward-auth");
  shows("nobody");
  h.plan->is_gone = true;
  h.plan->begin();
  for (const auto& one : answers()) {
    EXPECT_EQ(one.status, 503);
    EXPECT_EQ(one.find("Retry-After"), "1");
    EXPECT_EQ(one.find("X-Cardea-User"), std::nullopt);
    EXPECT_EQ(one.find("Set-Cookie"), std::nullopt) << "a cookie is neither given nor taken";
  }
  EXPECT_EQ(h.plan->calls, 3);
  EXPECT_THAT(h.events, Contains(HasSubstr("failed||")));
  h.plan->is_gone = false;
  const auto out = answers();
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_EQ(out[i].status, i < 10 ? 200 : 401);
}

}  // namespace
}  // namespace cardea::service
