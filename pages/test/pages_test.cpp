// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/pages/pages.hpp>

#include <gmock/gmock.h>

#include <regex>

#include "sample.hpp"

namespace cardea::pages {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Pages, EachSaysItsTitleItsLanguageAndWhereItsStyleIs) {
  const pages all;
  for (const auto name : page_names) {
    const auto page = all.render(name, {{"title", "The title"}, {"heading", "The title"}, {"base", "/auth"}});
    EXPECT_THAT(page, HasSubstr("<title>The title</title>")) << name;
    EXPECT_THAT(page, HasSubstr("<html lang=\"en\">")) << name;
    EXPECT_THAT(page, HasSubstr("<h1>The title</h1>")) << name;
    EXPECT_THAT(page, HasSubstr("href=\"/auth/style.css\"")) << name;
  }
  EXPECT_THAT(all.style(), HasSubstr("prefers-color-scheme: dark"));
}

TEST(Pages, EveryFormPostsUnderTheBase) {
  const pages all;
  const std::regex form{"<form [^>]*>"};
  for (const auto name : page_names) {
    const auto page = all.render(name, everything("x"));
    for (std::sregex_iterator at{page.begin(), page.end(), form}, end; at != end; ++at)
      EXPECT_THAT(at->str(), HasSubstr("method=\"post\" action=\"/auth/")) << name;
  }
}

TEST(Pages, AnErrorStandsAtItsFieldAndAtTheTopAndInTheTitle) {
  const auto page =
      pages{}.render("sign-up", {{"title", "Sign up"}, {"errors", {{"password", "It is on every list."}}}});
  EXPECT_THAT(page, HasSubstr("<title>Error: Sign up</title>"));
  EXPECT_THAT(page, HasSubstr("role=\"alert\""));
  EXPECT_THAT(page, HasSubstr("<a href=\"#password\">It is on every list.</a>"));
  EXPECT_THAT(page, HasSubstr("<p class=\"wrong\" id=\"password-wrong\">It is on every list.</p>"));
  EXPECT_THAT(page, HasSubstr("aria-describedby=\"password-help password-wrong\"\naria-invalid=\"true\""));
  EXPECT_THAT(page, Not(HasSubstr("identifier-wrong")));
}

TEST(Pages, WithoutAnErrorNothingIsAlarming) {
  for (const auto name : page_names) {
    const auto page =
        pages{}.render(name, {{"title", "t"}, {"error", ""}, {"errors", boost::json::object{}}});
    EXPECT_THAT(page, Not(HasSubstr("role=\"alert\""))) << name;
    EXPECT_THAT(page, Not(HasSubstr("aria-invalid"))) << name;
    EXPECT_THAT(page, Not(HasSubstr("Error:"))) << name;
  }
}

TEST(Pages, AFieldOfTheTableShowsWhatWasTypedAndWhatIsWrongWithIt) {
  const auto page = pages{}.render("sign-up", everything("typed"));
  EXPECT_THAT(page, HasSubstr("name=\"attr.email\" type=\"email\" autocomplete=\"email\"\nvalue=\"typed\""));
  EXPECT_THAT(page, HasSubstr("id=\"attr.email-wrong\">typed</p>"));
}

TEST(Pages, WhatIsSwitchedOffIsNotOffered) {
  const auto page = pages{}.render("sign-in", {{"title", "t"}, {"features", {{"signUp", false}}}});
  for (const auto* path : {"/sign-up", "/password-reset", "/sign-in-link", "/sign-in-code"})
    EXPECT_THAT(page, Not(HasSubstr(path)));
}

TEST(Pages, AnAccountThatCannotBeDeletedByItsOwnerOffersNoButtonForIt) {
  auto model = everything("x");
  EXPECT_THAT(pages{}.render("account", model), HasSubstr("/account/delete"));
  model["features"] = boost::json::object{};
  EXPECT_THAT(pages{}.render("account", model), Not(HasSubstr("/account/delete")));
}

TEST(Pages, TheSessionAtHandHasNoButtonOfItsOwnAndTheOthersHave) {
  auto page = pages{}.render("account", everything("other"));
  EXPECT_THAT(page, Not(HasSubstr("value=\"one\"")));
  EXPECT_THAT(page, HasSubstr("name=\"handle\" value=\"other\""));
}

TEST(Pages, AnAddressThatIsTheNameIsShownOnce) {
  auto model = everything("x");
  model["user"] = {{"identifier", "ada@x.example"}, {"email", "ada@x.example"}, {"emailVerified", true}};
  const auto page = pages{}.render("account", model);
  const auto shown = page.find("<bdi>ada@x.example</bdi>\n<span class=\"tag\">confirmed</span>");
  ASSERT_NE(shown, std::string::npos);
  EXPECT_EQ(page.find("<bdi>ada@x.example</bdi>", shown + 1), std::string::npos);
}

TEST(Pages, WithoutAPasswordNoneIsAskedFor) {
  auto model = everything("x");
  model["hasPassword"] = false;
  const auto page = pages{}.render("account", model);
  EXPECT_THAT(page, Not(HasSubstr("autocomplete=\"current-password\"")));
  EXPECT_THAT(page, HasSubstr("Choose a password"));
}

TEST(Pages, AnUnknownOneIsAnError) {
  EXPECT_THROW((void)pages{}.render("sign_in", {}), error);
  EXPECT_THROW((void)pages{}.render("part-top", {}), error);
}

}  // namespace
}  // namespace cardea::pages
