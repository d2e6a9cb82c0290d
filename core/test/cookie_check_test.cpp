// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/cookie.hpp>
#include <cardea/error.hpp>
#include <cardea/scheme.hpp>

#include <functional>

namespace {

using cardea::cookie_options;
using cardea::same_site;

cookie_options with(const std::function<void(cookie_options&)>& change) {
  cookie_options options;
  change(options);
  return options;
}

cookie_options named(std::string name) {
  return with([&](cookie_options& o) { o.name = std::move(name); });
}

void expect_refused(const cookie_options& options, const char* word) {
  try {
    options.check();
    FAIL() << word;
  } catch (const cardea::error& caught) {
    EXPECT_EQ(caught.code(), cardea::errc::invalid_argument);
    EXPECT_NE(std::string{caught.what()}.find(word), std::string::npos) << caught.what();
  }
}

TEST(CookieOptions, TheDefaultsAreFine) { EXPECT_NO_THROW(cookie_options{}.check()); }

// Lucia 2 replaced its defaults by what the user gave, so that setting SameSite lost Path=/.
TEST(CookieOptions, SettingOneFieldDoesNotLoseTheOthers) {
  const auto options = with([](cookie_options& o) { o.same_site = same_site::strict; });
  EXPECT_EQ(options.path, "/");
  EXPECT_TRUE(options.http_only);
  EXPECT_TRUE(options.secure);
  EXPECT_EQ(options.for_scheme(cardea::schemes::lucia_v2).name, "auth_session");
  EXPECT_EQ(options.for_scheme(cardea::schemes::cardea).name, "__Host-auth_session");
}

TEST(CookieOptions, TheSchemesPrefixYieldsToWhatWasSaidAndANameOfOnesOwnDoesNot) {
  const auto name_of = [](cookie_options options) {
    return options.for_scheme(cardea::schemes::cardea).name;
  };
  EXPECT_EQ(name_of(with([](cookie_options& o) { o.domain = "example.com"; })), "auth_session");
  EXPECT_EQ(name_of(with([](cookie_options& o) { o.path = "/app"; })), "auth_session");
  EXPECT_EQ(name_of(with([](cookie_options& o) { o.secure = false; })), "auth_session");
  EXPECT_EQ(name_of(named("mine")), "mine");
  auto own = named("__Host-mine");
  own.secure = false;
  EXPECT_THROW((void)own.for_scheme(cardea::schemes::cardea), cardea::error);
}

TEST(CookieOptions, ANameIsAToken) {
  for (const char* name : {"a b", "a=b", "a;b", "a,b", "a\"b", "(a)", "a\n", "\xc3\xa9", "a/b", "a@b"}) {
    expect_refused(named(name), "name");
  }
  EXPECT_NO_THROW(named("a!#$%&'*+-.^_`|~Z9").check());
  expect_refused(named(std::string("a\0b", 3)), "name");
}

TEST(CookieOptions, DomainAndPathHoldNoControlCommaOrSemicolon) {
  for (const char* text : {"a;b", "a,b", "a\nb", "a\x7f", "\xc3\xa9"}) {
    expect_refused(with([&](cookie_options& o) { o.domain = text; }), "domain");
    expect_refused(with([&](cookie_options& o) { o.path = text; }), "path");
  }
}

TEST(CookieOptions, SameSiteNoneNeedsSecure) {
  auto options = with([](cookie_options& o) { o.same_site = same_site::none; });
  EXPECT_NO_THROW(options.check());
  options.secure = false;
  expect_refused(options, "SameSite=None");
}

TEST(CookieOptions, TheHostPrefixMeansSecureTheRootAndNoDomain) {
  for (const char* name : {"__Host-s", "__host-s", "__HOST-s"}) {
    const auto good = named(name);
    EXPECT_NO_THROW(good.check());
    auto bad = good;
    bad.domain = "example.com";
    expect_refused(bad, "__Host-");
    for (const char* path : {"/x", ""}) {
      bad = good;
      bad.path = path;
      expect_refused(bad, "__Host-");
    }
    bad = good;
    bad.secure = false;
    expect_refused(bad, "__Host-");
  }
}

TEST(CookieOptions, TheSecurePrefixMeansSecure) {
  for (const char* name : {"__Secure-s", "__secure-s"}) {
    auto options = named(name);
    options.domain = "example.com";
    options.path = "/x";
    EXPECT_NO_THROW(options.check());
    options.secure = false;
    expect_refused(options, "__Secure-");
  }
}

}  // namespace
