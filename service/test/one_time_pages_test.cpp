// SPDX-License-Identifier: MIT
#include "one_time_fixture.hpp"

#include <gmock/gmock.h>

namespace cardea::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(ServiceOneTime, ALinkSignsInWithAButtonAndLeadsBack) {
  browser b{h};
  EXPECT_EQ(b.submit("/sign-in-link", "identifier=ada&return=/app?x=1").find("Location"),
            "/sign-in-link?sent=true");
  EXPECT_THAT(b.get("/sign-in-link?sent=true").body, HasSubstr("Look into your mail"));
  const auto token = h.token_in_last_mail();
  EXPECT_THAT(h.mails.back().text, HasSubstr("&return=%2Fapp%3Fx%3D1"));
  const auto page = b.get("/sign-in-link/confirm?token=" + token + "&return=%2Fapp%3Fx%3D1");
  EXPECT_THAT(page.body, HasSubstr("value=\"" + token + "\""));
  const auto page_again = b.get("/sign-in-link/confirm?token=" + token);
  EXPECT_EQ(page_again.status, 200) << "looking uses nothing up";
  const auto out = b.submit("/sign-in-link/confirm", "token=" + token + "&return=/app?x=1");
  EXPECT_EQ(out.find("Location"), "/app?x=1");
  EXPECT_TRUE(b.is_signed_in());
  EXPECT_EQ(b.submit("/sign-in-link/confirm", "token=" + token).status, 400);
}

TEST_F(ServiceOneTime, ACodeIsTypedInOnThePageThatAskedForIt) {
  browser b{h};
  const auto page = b.submit("/sign-in-code", "identifier=ada");
  const auto at = page.body.find("name=\"ticket\" value=\"");
  ASSERT_NE(at, std::string::npos);
  const auto ticket = page.body.substr(at + 21, 43);
  const auto wrong = b.submit("/sign-in-code/confirm", "ticket=" + ticket + "&code=00000000");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.body, HasSubstr("That code is not right"));
  EXPECT_EQ(b.submit("/sign-in-code/confirm", "ticket=" + ticket + "&code=" + h.code_in_last_mail())
                .find("Location"),
            "/account");
}

TEST_F(ServiceOneTime, TheResetPagesLeadFromTheMailToTheSignIn) {
  browser b{h};
  b.submit("/password-reset", "identifier=ada");
  const auto token = h.token_in_last_mail();
  EXPECT_THAT(b.get("/password-reset/confirm?token=" + token).body, HasSubstr(token));
  EXPECT_THAT(b.submit("/password-reset/confirm", "token=" + token + "&new_password=short").body,
              HasSubstr(token));
  EXPECT_EQ(
      b.submit("/password-reset/confirm", "token=" + token + "&new_password=battery+staple").find("Location"),
      "/sign-in?notice=password-reset");
  EXPECT_THAT(b.submit("/password-reset/confirm", "token=" + token + "&new_password=battery+staple").body,
              HasSubstr("This link is not good"));
}

TEST_F(ServiceOneTime, OneRecipientGetsAFewMailsAndTheAnswerStaysTheSame) {
  std::string first;
  for (int i = 0; i < 9; ++i) {
    const auto out =
        browser(h, "192.0.2." + std::to_string(i)).api("POST", "/api/password-reset", named("ada"));
    if (first.empty()) first = out.body;
    EXPECT_EQ(out.status, 202);
    EXPECT_EQ(out.body, first);
  }
  EXPECT_EQ(h.mails.size(), 3U);
}

TEST_F(ServiceOneTime, OneNetworkAsksForAFewMailsAndTriesAFewTokens) {
  int limited = 0;
  for (int i = 0; i < 25; ++i)
    if (browser{h}.api("POST", "/api/password-reset", named("user" + std::to_string(i))).status == 429)
      ++limited;
  EXPECT_EQ(limited, 5);
  for (int i = 0; i < 30; ++i)
    browser{h}.api("POST", "/api/sign-in-link/confirm", with_token(std::string(43, 'A')));
  EXPECT_EQ(browser{h}.api("POST", "/api/sign-in-link/confirm", with_token(std::string(43, 'A'))).status,
            429);
}

TEST_F(ServiceOneTime, MailsAreLettersToOnePersonInPlainText) {
  ask_reset();
  ada.api("POST", "/api/email-verification");
  browser{h}.api("POST", "/api/sign-in-code", named("ada"));
  for (const auto& letter : h.mails) {
    EXPECT_NO_THROW((void)mail::to_rfc5322(letter, {.address = "us@x.example"}, h.clock.now()))
        << letter.subject;
    EXPECT_THAT(letter.text, StartsWith("Hello,\n\n"));
    EXPECT_THAT(letter.subject, HasSubstr("auth.example"));
  }
}

TEST_F(ServiceOneTime, NoMailNoLinksNoCodes) {
  home silent{[](service_options& o) { o.send_mail = {}; }};
  for (const auto* path :
       {"/api/password-reset", "/api/sign-in-link", "/api/sign-in-code", "/api/email-verification"})
    EXPECT_EQ(browser{silent}.api("POST", path, named("ada")).status, 404) << path;
  EXPECT_THAT(browser{silent}.get("/sign-in").body, Not(HasSubstr("password-reset")));
}

}  // namespace
}  // namespace cardea::service
