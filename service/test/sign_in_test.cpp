// SPDX-License-Identifier: MIT
#include "home.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cardea::service {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

/// Everything of a response that a client sees.
std::string seen(const http::response& out) {
  auto text = std::to_string(out.status) + "\n";
  for (const auto& one : out.fields) text += one.name + ": " + one.value + "\n";
  return text + out.body;
}

TEST(ServiceSignIn, WhoSignsUpIsSignedInAndSeesThemselves) {
  home h;
  browser ada{h};
  const auto out =
      ada.api("POST", "/api/sign-up",
              R"({"identifier":"Ada","password":"correct horse","attributes":{"nick":"countess"}})");
  ASSERT_EQ(out.status, 201) << out.body;
  const auto me = json_of(ada.get("/api/me"));
  EXPECT_EQ(me.at("user").at("identifier").as_string(), "Ada");
  EXPECT_EQ(me.at("user").at("attributes").at("nick").as_string(), "countess");
  EXPECT_TRUE(me.at("session").at("current").as_bool());
  EXPECT_EQ(me.at("session").at("address").as_string(), "192.0.2.1");
  EXPECT_FALSE(browser{h}.is_signed_in());
}

TEST(ServiceSignIn, ANameIsTheSameWhateverItsCaseAndTheBlanksAroundIt) {
  home h;
  browser{h}.sign_up("Ada");
  EXPECT_EQ(browser{h}.sign_in(" aDA ").status, 200);
  home exact{[](service_options& o) { o.fold_case = false; }};
  browser{exact}.sign_up("Ada");
  EXPECT_EQ(browser{exact}.sign_in("ada").status, 401);
}

TEST(ServiceSignIn, T1T5UnknownWrongAndLockedLookAlikeAndCostTheSame) {
  home h{[](service_options& o) { o.limits.sign_in_account_and_address = {.burst = 1, .every = 1h}; }};
  browser{h}.sign_up("ada");
  const auto attempt = [&](const std::string& name, const std::string& password, const std::string& from) {
    const int before = h.work();
    auto out = seen(browser{h, from}.sign_in(name, password));
    return std::pair{out, h.work() - before};
  };
  const auto wrong = attempt("ada", "wrong password", "192.0.2.7");
  EXPECT_THAT(wrong.first, HasSubstr("invalid-credentials"));
  EXPECT_EQ(wrong.second, 1);
  const auto unknown = attempt("nobody", "wrong password", "192.0.2.8");
  const auto locked = attempt("ada", "wrong password", "192.0.2.7");
  const auto locked_but_right = attempt("ada", "correct horse", "192.0.2.7");
  const auto locked_unknown = attempt("nobody", "wrong password", "192.0.2.8");
  const auto impossible = attempt(std::string(2000, 'x'), "wrong password", "192.0.2.9");
  for (const auto& other : {unknown, locked, locked_but_right, locked_unknown, impossible}) {
    EXPECT_EQ(other.first, wrong.first);
    EXPECT_EQ(other.second, wrong.second);
  }
  EXPECT_THAT(h.events, Contains(HasSubstr("|locked")));
}

TEST(ServiceSignIn, ALockedAccountAsksTheStoreAsOftenAsAWrongPassword) {
  home h{[](service_options& o) { o.limits.sign_in_account_and_address = {.burst = 1, .every = 1h}; }};
  browser{h}.sign_up("ada");
  const auto calls = [&] {
    const int before = h.plan->calls;
    browser{h}.sign_in("ada", "wrong password");
    return h.plan->calls - before;
  };
  const int wrong = calls();
  EXPECT_EQ(calls(), wrong);
}

TEST(ServiceSignIn, AGoodAttemptCountsAgainstNoLimit) {
  home h{[](service_options& o) {
    o.limits.sign_in_account_and_address = {.burst = 2, .every = 1h};
    o.limits.sign_in_address = {.burst = 2, .every = 1h};
    o.limits.sign_in_account = {.burst = 2, .every = 1h};
  }};
  browser{h}.sign_up("ada");
  for (int i = 0; i < 9; ++i) EXPECT_EQ(browser{h}.sign_in("ada").status, 200) << i;
}

TEST(ServiceSignIn, TooManyAttemptsFromOneNetworkAreToldWhateverTheAccount) {
  home h{[](service_options& o) { o.limits.sign_in_address = {.burst = 3, .every = 10s}; }};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(browser{h}.sign_in("user" + std::to_string(i)).status, 401);
  const int before = h.work();
  const auto out = browser{h}.sign_in("ada");
  EXPECT_EQ(out.status, 429);
  EXPECT_EQ(out.find("Retry-After"), "10");
  EXPECT_EQ(h.work(), before);
  EXPECT_EQ(browser(h, "192.0.2.2").sign_in("ada").status, 401);
  h.clock += 10s;
  EXPECT_EQ(browser{h}.sign_in("ada").status, 401);
}

TEST(ServiceSignIn, T18AnAddressOfIPv6CountsByItsNetworkAndAnIPv4OneHoweverItIsWritten) {
  home h{[](service_options& o) { o.limits.sign_in_address = {.burst = 1, .every = 1h}; }};
  EXPECT_EQ(browser(h, "2001:db8::1").sign_in("ada").status, 401);
  EXPECT_EQ(browser(h, "2001:DB8:0:0:ffff::2").sign_in("ada").status, 429);
  EXPECT_EQ(browser(h, "2001:db8:0:1::1").sign_in("ada").status, 401);
  EXPECT_EQ(browser(h, "192.0.2.1").sign_in("ada").status, 401);
  EXPECT_EQ(browser(h, "::ffff:192.0.2.1").sign_in("ada").status, 429);
}

TEST(ServiceSignIn, T18ANameCountsByItsCanonicalSpelling) {
  home h{[](service_options& o) { o.limits.sign_in_account_and_address = {.burst = 1, .every = 1h}; }};
  browser{h}.sign_up("ada");
  browser{h}.sign_in("ADA", "wrong password");
  EXPECT_EQ(browser{h}.sign_in("ada").status, 401);
}

TEST(ServiceSignIn, T19AForwardedAddressIsBelievedOfATrustedProxyOnly) {
  const std::vector<std::string> proxies{"10.0.0.0/8"};
  home h{[&](service_options& o) {
    o.limits.sign_in_address = {.burst = 1, .every = 1h};
    o.proxies = http::trusted_proxies{proxies};
  }};
  const auto attempt = [&](const std::string& peer, const std::string& forwarded) {
    browser b{h, peer};
    return b
        .send("POST", "/api/sign-in", R"({"identifier":"ada","password":"x"})",
              {{"Content-Type", "application/json"}, {"X-Forwarded-For", forwarded}})
        .status;
  };
  EXPECT_EQ(attempt("192.0.2.1", "198.51.100.1"), 401);
  EXPECT_EQ(attempt("192.0.2.1", "198.51.100.2"), 429);
  EXPECT_EQ(attempt("10.0.0.1", "198.51.100.1"), 401);
  EXPECT_EQ(attempt("10.0.0.1", "198.51.100.2"), 401);
  EXPECT_EQ(attempt("10.0.0.1", "198.51.100.7, 198.51.100.2"), 429);
}

TEST(ServiceSignIn, AStrangerDoesNotLockTheOwnerOut) {
  home h{[](service_options& o) {
    o.limits.sign_in_account = {.burst = 5, .every = 1h};
    o.limits.sign_in_address = {.burst = 1000, .every = 1s};
  }};
  browser owner{h};
  owner.sign_up("ada");
  owner.api("POST", "/api/sign-out");
  ASSERT_TRUE(owner.cookies.contains(device_cookie));
  for (int i = 0; i < 20; ++i) browser(h, "198.51.100." + std::to_string(i)).sign_in("ada", "wrong password");
  EXPECT_EQ(browser(h, "203.0.113.1").sign_in("ada").status, 401);
  EXPECT_EQ(owner.sign_in("ada").status, 200);
}

TEST(ServiceSignIn, AKnownBrowserHasALimitOfItsOwnAndIsNoMastersKey) {
  home h{[](service_options& o) { o.limits.sign_in_device = {.burst = 2, .every = 1h}; }};
  browser owner{h};
  owner.sign_up("ada");
  const auto device = owner.cookies.at(device_cookie);
  for (int i = 0; i < 2; ++i) {
    browser thief{h, "198.51.100.1"};
    thief.cookies[device_cookie] = device;
    EXPECT_EQ(thief.sign_in("ada", "wrong password").status, 401);
  }
  browser thief{h, "198.51.100.1"};
  thief.cookies[device_cookie] = device;
  EXPECT_EQ(thief.sign_in("ada").status, 401) << "its attempts are used up, though the password is right";
  EXPECT_FALSE(thief.is_signed_in());
}

TEST(ServiceSignIn, ABrowserKnownToOneUserIsAStrangerToAnother) {
  home h{[](service_options& o) { o.limits.sign_in_account_and_address = {.burst = 1, .every = 1h}; }};
  browser{h}.sign_up("bob");
  browser ada{h};
  ada.sign_up("ada");
  EXPECT_EQ(ada.sign_in("bob", "wrong password").status, 401);
  EXPECT_EQ(ada.sign_in("bob").status, 401) << "locked for this address, whatever the browser";
}

TEST(ServiceSignIn, WhoeverSignsInLastIsTheOneABrowserIsKnownTo) {
  home h;
  browser{h}.sign_up("bob");
  browser shared{h};
  shared.sign_up("ada");
  const auto of_ada = shared.cookies.at(device_cookie);
  shared.sign_in("bob");
  EXPECT_NE(shared.cookies.at(device_cookie), of_ada);
}

TEST(ServiceSignIn, TheDeviceCookieIsKeptAsAHashAndForFourHundredDays) {
  home h;
  browser ada{h};
  const auto out = ada.api("POST", "/api/sign-up", R"({"identifier":"ada","password":"correct horse"})");
  std::string line;
  for (const auto& one : out.fields)
    if (one.value.starts_with(device_cookie)) line = one.value;
  EXPECT_THAT(line, HasSubstr("HttpOnly; Max-Age=34560000; Path=/; SameSite=Lax; Secure"));
  EXPECT_FALSE(h.kept.find_one_time(ada.cookies.at(device_cookie)));
  const auto again = ada.sign_in("ada");
  for (const auto& one : again.fields) EXPECT_THAT(one.value, Not(HasSubstr(device_cookie)));
}

TEST(ServiceSignIn, T22ASignInOverALiveSessionEndsThatOne) {
  home h;
  browser ada{h};
  ada.sign_up("ada");
  browser old{h};
  old.cookies[session_cookie] = ada.cookies.at(session_cookie);
  EXPECT_EQ(ada.sign_in("ada").status, 200);
  EXPECT_NE(ada.cookies.at(session_cookie), old.cookies.at(session_cookie));
  EXPECT_FALSE(old.is_signed_in());
  EXPECT_TRUE(ada.is_signed_in());
}

TEST(ServiceSignIn, AProgramGetsItsTokenInTheBodyAndNoCookie) {
  home h;
  browser{h}.sign_up("ada");
  browser program{h};
  const auto out = program.send("POST", "/api/sign-in",
                                R"({"identifier":"ada","password":"correct horse","tokenInBody":true})",
                                {{"Content-Type", "application/json"}});
  ASSERT_EQ(out.status, 200);
  EXPECT_EQ(out.find("Set-Cookie"), std::nullopt);
  const auto token = std::string{json_of(out).at("token").as_string()};
  EXPECT_EQ(program.get("/api/me", {{"Authorization", "Bearer " + token}}).status, 200);
  EXPECT_EQ(json_of(browser{h}.sign_in("ada")).if_contains("token"), nullptr);
}

TEST(ServiceSignIn, AFormOfAnotherSiteSignsNobodyIn) {
  home h;
  browser{h}.sign_up("ada");
  browser victim{h};
  const auto out = victim.send("POST", "/sign-in", "identifier=ada&password=correct+horse",
                               {{"Content-Type", "application/x-www-form-urlencoded"},
                                {"Sec-Fetch-Site", "cross-site"},
                                {"Origin", "https://evil.example"}});
  EXPECT_EQ(out.status, 403);
  EXPECT_TRUE(victim.cookies.empty());
  EXPECT_THAT(h.events, Contains(HasSubstr("cross_site")));
}

TEST(ServiceSignIn, ABodyThatIsNotJsonIsNotRead) {
  home h;
  browser b{h};
  const auto typed = [&](const std::string& type, const std::string& body) {
    return b.send("POST", "/api/sign-in", body, {{"Content-Type", type}, {"Sec-Fetch-Site", "same-origin"}});
  };
  EXPECT_EQ(typed("text/plain", R"({"identifier":"a","password":"b"})").status, 415);
  EXPECT_EQ(typed("application/json", "{").status, 400);
  EXPECT_EQ(typed("application/json", "[]").status, 400);
  EXPECT_EQ(typed("application/json", R"({"identifier":1})").status, 422);
  EXPECT_EQ(typed("application/json", "\"" + std::string(100, '[')).status, 400);
  const auto out = typed("application/json", R"({"identifier":"a"})");
  EXPECT_EQ(json_of(out).at("errors").at(0).at("pointer").as_string(), "#/password");
}

}  // namespace
}  // namespace cardea::service
