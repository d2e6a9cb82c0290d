// SPDX-License-Identifier: MIT
#include "one_time_fixture.hpp"

#include <gmock/gmock.h>

namespace cardea::service {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(ServiceOneTime, AResetSetsThePasswordOnceAndEndsEverySession) {
  const auto token = ask_reset();
  browser b{h};
  EXPECT_EQ(b.api("POST", "/api/password-reset/confirm", with_password(token)).status, 204);
  EXPECT_FALSE(ada.is_signed_in());
  EXPECT_EQ(ada.sign_in("ada").status, 401);
  EXPECT_EQ(ada.sign_in("ada", "battery staple").status, 200);
  EXPECT_EQ(problem_in(b.api("POST", "/api/password-reset/confirm", with_password(token, "third password"))),
            "invalid-token");
  EXPECT_THAT(h.mails.back().text, HasSubstr("your password was changed"));
}

TEST_F(ServiceOneTime, AResetEndsWhatElseWasSentAndForgetsTheBrowsers) {
  const auto first = ask_reset();
  const auto second = ask_reset();
  browser b{h};
  b.api("POST", "/api/password-reset/confirm", with_password(second));
  EXPECT_EQ(b.api("POST", "/api/password-reset/confirm", with_password(first, "third password")).status, 400);
  EXPECT_EQ(h.kept.erase_one_times(h.auth->list_users().front().id, ""), 0);
}

TEST_F(ServiceOneTime, APasswordThatIsRefusedLeavesTheLinkGood) {
  const auto token = ask_reset();
  browser b{h};
  EXPECT_EQ(b.api("POST", "/api/password-reset/confirm", with_password(token, "short")).status, 422);
  EXPECT_EQ(b.api("POST", "/api/password-reset/confirm", with_password(token)).status, 204);
}

TEST_F(ServiceOneTime, T4KnownAndUnknownAreAskedAboutAlike) {
  for (const auto* path : {"/api/password-reset", "/api/sign-in-link", "/api/sign-in-code"}) {
    const auto ask = [&](const std::string& name, const std::string& from) {
      const int before = h.work();
      const auto out = browser(h, from).api("POST", path, named(name));
      std::string seen = std::to_string(out.status);
      for (const auto& one : out.fields) seen += one.name + one.value;
      return std::tuple{seen, out.body.size(), h.work() - before};
    };
    h.mails.clear();
    const auto known = ask("ada", "192.0.2.1");
    EXPECT_EQ(h.mails.size(), 1U) << path;
    EXPECT_EQ(ask("nobody", "192.0.2.2"), known) << path;
    EXPECT_EQ(h.mails.size(), 1U) << path;
  }
}

TEST_F(ServiceOneTime, T4TheStoreIsAskedAsOftenAboutOneAsAboutTheOther) {
  const auto calls = [&](const std::string& name) {
    const int before = h.plan->calls;
    browser{h}.api("POST", "/api/password-reset", named(name));
    return h.plan->calls - before;
  };
  EXPECT_EQ(calls("nobody"), calls("ada"));
}

TEST_F(ServiceOneTime, T10ALinkIsGoodOnlyWhileTheAddressIsTheUsers) {
  const auto reset = ask_reset();
  browser b{h};
  b.api("POST", "/api/sign-in-link", named("ada"));
  const auto link = h.token_in_last_mail();
  ada.api("POST", "/api/email-verification");
  const auto proof = h.token_in_last_mail();
  move_to("new@x.example");
  EXPECT_EQ(b.api("POST", "/api/password-reset/confirm", with_password(reset)).status, 400);
  EXPECT_EQ(b.api("POST", "/api/sign-in-link/confirm", with_token(link)).status, 400);
  EXPECT_EQ(b.api("POST", "/api/email-verification/confirm", with_token(proof)).status, 400);
  EXPECT_FALSE(b.is_signed_in());
  EXPECT_FALSE(json_of(ada.get("/api/me")).at("user").at("emailVerified").as_bool());
  EXPECT_EQ(browser{h}.sign_in("ada").status, 200);
}

TEST_F(ServiceOneTime, T10AnAddressProvenBeforeMakesNoLinkToAnotherGood) {
  browser b{h};
  ada.api("POST", "/api/email-verification");
  ASSERT_EQ(b.api("POST", "/api/email-verification/confirm", with_token(h.token_in_last_mail())).status, 204);
  b.api("POST", "/api/sign-in-link", named("ada"));
  const auto link = h.token_in_last_mail();
  move_to("new@x.example");
  EXPECT_EQ(b.api("POST", "/api/sign-in-link/confirm", with_token(link)).status, 400);
  EXPECT_FALSE(b.is_signed_in());
}

TEST_F(ServiceOneTime, T13ATicketWithoutItsCodeIsNothing) {
  browser b{h};
  const auto ticket =
      std::string{json_of(b.api("POST", "/api/sign-in-code", named("ada"))).at("ticket").as_string()};
  const auto code = h.code_in_last_mail();
  EXPECT_THAT(h.mails.back().text, Not(HasSubstr(ticket)));
  EXPECT_FALSE(b.cookies.contains(session_cookie));
  EXPECT_EQ(b.get("/api/me", {{"Authorization", "Bearer " + ticket}}).status, 401);
  EXPECT_EQ(b.api("POST", "/api/sign-in-link/confirm", with_token(ticket)).status, 400);
  EXPECT_EQ(b.api("POST", "/api/sign-in-code/confirm", with_code(ticket, "")).status, 422);
  EXPECT_EQ(b.api("POST", "/api/sign-in-code/confirm", with_code(ticket, "00000000")).status, 400);
  EXPECT_EQ(
      b.api("POST", "/api/sign-in-code/confirm", with_code(ticket, code.substr(0, 4) + " " + code.substr(4)))
          .status,
      200);
  EXPECT_TRUE(b.is_signed_in());
  EXPECT_EQ(browser{h}.api("POST", "/api/sign-in-code/confirm", with_code(ticket, code)).status, 400);
}

TEST_F(ServiceOneTime, ATicketIsGoodForAFewGuessesAndThenForNone) {
  browser b{h};
  const auto ticket =
      std::string{json_of(b.api("POST", "/api/sign-in-code", named("ada"))).at("ticket").as_string()};
  const auto code = h.code_in_last_mail();
  std::string wrong;
  for (int i = 0; i < 5; ++i)
    wrong = b.api("POST", "/api/sign-in-code/confirm", with_code(ticket, "00000000")).body;
  const int before = h.work();
  const auto right = b.api("POST", "/api/sign-in-code/confirm", with_code(ticket, code));
  EXPECT_EQ(right.body, wrong);
  EXPECT_EQ(h.work() - before, 1);
  EXPECT_FALSE(b.is_signed_in());
}

TEST_F(ServiceOneTime, ATicketForNobodyCostsAGuessTheSame) {
  const auto cost = [&](const std::string& name) {
    browser b{h};
    const auto ticket =
        std::string{json_of(b.api("POST", "/api/sign-in-code", named(name))).at("ticket").as_string()};
    const int before = h.work();
    const auto body = b.api("POST", "/api/sign-in-code/confirm", with_code(ticket, "00000000")).body;
    return std::pair{body, h.work() - before};
  };
  EXPECT_EQ(cost("nobody"), cost("ada"));
}

TEST_F(ServiceOneTime, T29LinksBeginWithTheConfiguredUrlWhateverTheHost) {
  browser b{h};
  b.send("POST", "/api/password-reset", named("ada"),
         {{"Content-Type", "application/json"},
          {"Host", "evil.example"},
          {"X-Forwarded-Host", "evil.example"},
          {"Forwarded", "host=evil.example"}});
  ASSERT_EQ(h.mails.size(), 1U);
  EXPECT_THAT(h.mails[0].text, HasSubstr("https://auth.example/password-reset/confirm?token="));
  EXPECT_THAT(h.mails[0].text, Not(HasSubstr("evil")));
}

TEST_F(ServiceOneTime, T33MailGoesToTheStoredAddressAndNeverToWhatWasTyped) {
  home by_address{[](service_options& o) {
    o.identifier = identifier_kind::email;
    o.attributes.settable = {};
  }};
  browser b{by_address};
  b.api("POST", "/api/sign-up", R"({"identifier":"mike@x.example","password":"correct horse"})");
  by_address.mails.clear();
  // A dotless i, a full-width m, a Kelvin sign: some fold them to "mike".
  for (const auto* typed : {"m\\u0131ke@x.example", "\\uff4dike@x.example", "mi\\u212ae@x.example"})
    EXPECT_EQ(b.api("POST", "/api/password-reset", named(typed)).status, 202);
  EXPECT_TRUE(by_address.mails.empty());
  b.api("POST", "/api/password-reset", named(" MIKE@X.EXAMPLE"));
  ASSERT_EQ(by_address.mails.size(), 1U);
  EXPECT_EQ(by_address.mails[0].to, "mike@x.example");

  browser{h}.api("POST", "/api/password-reset", named("ada"));
  EXPECT_EQ(h.mails.back().to, "Ada@x.example");
}

TEST_F(ServiceOneTime, T34ATokenIsGoodForItsPurposeOnly) {
  const auto reset = ask_reset();
  browser b{h};
  EXPECT_EQ(b.api("POST", "/api/sign-in-link/confirm", with_token(reset)).status, 400);
  EXPECT_EQ(b.api("POST", "/api/email-verification/confirm", with_token(reset)).status, 400);
  EXPECT_EQ(b.api("POST", "/api/password-reset/confirm", with_password(ada.cookies.at(device_cookie))).status,
            400);
  EXPECT_EQ(b.api("POST", "/api/password-reset/confirm", with_password(reset)).status, 204);
}

TEST_F(ServiceOneTime, ATokenIsOverWhenItsTimeIs) {
  const auto token = ask_reset();
  h.clock += 31min;
  EXPECT_EQ(browser{h}.api("POST", "/api/password-reset/confirm", with_password(token)).status, 400);
}

}  // namespace
}  // namespace cardea::service
