// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/cookie.hpp>
#include <cardea/error.hpp>

namespace {

using namespace std::chrono_literals;
using cardea::cookie;
using cardea::cookie_style;
using cardea::same_site;

constexpr cardea::timestamp moment{1893553445678ms};
constexpr const char* odd_value = "a b/=+;%\u00e9\U0001F600~!*'()";

cookie of(std::string name, std::string value, cookie_style style) {
  cookie c;
  c.name = std::move(name);
  c.value = std::move(value);
  c.path = "/";
  c.style = style;
  return c;
}

// Each expectation was written by the package it names, on Node 20.
TEST(CookieOfLucia3, ASessionOfThirtyDays) {
  auto c = of("auth_session", "abc", cookie_style::lucia_v3);
  c.max_age = 30 * 24h;
  EXPECT_EQ(c.serialize(), "auth_session=abc; HttpOnly; Max-Age=2592000; Path=/; SameSite=Lax; Secure");
}

TEST(CookieOfLucia3, ABlankOne) {
  auto c = of("auth_session", "", cookie_style::lucia_v3);
  c.max_age = 0s;
  EXPECT_EQ(c.serialize(), "auth_session=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure");
}

TEST(CookieOfLucia3, EveryAttributeInItsOrder) {
  auto c = of("a+b#c", "v", cookie_style::lucia_v3);
  c.domain = "example.com";
  c.expires = moment;
  c.max_age = 60s;
  c.same_site = same_site::none;
  EXPECT_EQ(
      c.serialize(),
      "a%2Bb%23c=v; Domain=example.com; Expires=Wed, 02 Jan 2030 03:04:05 GMT; HttpOnly; Max-Age=60; Path=/; "
      "SameSite=None; Secure");
}

TEST(CookieOfLucia3, AValueIsEncodedAsAUriComponent) {
  auto c = of("__Host-s", odd_value, cookie_style::lucia_v3);
  c.domain = "example.com";
  c.path = "/x";
  c.max_age = 400 * 24h;
  c.same_site = same_site::strict;
  c.secure = false;
  EXPECT_EQ(c.serialize(),
            "__Host-s=a%20b%2F%3D%2B%3B%25%C3%A9%F0%9F%98%80~!*'(); Domain=example.com; HttpOnly; "
            "Max-Age=34560000; "
            "Path=/x; SameSite=Strict");
}

TEST(CookieOfLucia2, ASession) {
  auto c = of("auth_session", "x1", cookie_style::lucia_v1);
  c.expires = moment;
  EXPECT_EQ(c.serialize(),
            "auth_session=x1; Path=/; Expires=Wed, 02 Jan 2030 03:04:05 GMT; HttpOnly; Secure; SameSite=Lax");
}

TEST(CookieOfLucia2, ABlankOneInDevelopment) {
  auto c = of("auth_session", "", cookie_style::lucia_v1);
  c.expires = cardea::timestamp{};
  c.secure = false;
  EXPECT_EQ(c.serialize(),
            "auth_session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax");
}

TEST(CookieOfLucia2, EveryAttributeInItsOrder) {
  auto c = of("auth_session", odd_value, cookie_style::lucia_v1);
  c.max_age = 60s;
  c.domain = "example.com";
  c.path = "/x";
  c.expires = moment;
  c.same_site = same_site::strict;
  EXPECT_EQ(
      c.serialize(),
      "auth_session=a%20b%2F%3D%2B%3B%25%C3%A9%F0%9F%98%80~!*'(); Max-Age=60; Domain=example.com; Path=/x; "
      "Expires=Wed, 02 Jan 2030 03:04:05 GMT; HttpOnly; Secure; SameSite=Strict");
}

TEST(Cookie, ARawTokenKeepsTheCharactersOfBase64) {
  auto c = of("auth_session", "abcd.AA+/BB==", cookie_style::lucia_v3);
  c.raw = true;
  EXPECT_EQ(c.serialize(), "auth_session=abcd.AA+/BB==; HttpOnly; Path=/; SameSite=Lax; Secure");
}

void expect_refused(const cookie& c) {
  try {
    (void)c.serialize();
    FAIL() << c.name << '=' << c.value << ' ' << c.domain << ' ' << c.path;
  } catch (const cardea::error& caught) {
    EXPECT_EQ(caught.code(), cardea::errc::invalid_argument);
    EXPECT_EQ(std::string{caught.what()}.find(c.value), std::string::npos);
  }
}

TEST(Cookie, ARawValueOfAnythingButCookieOctetsIsRefused) {
  for (const char* value : {"a b", "a;b", "a,b", "a\"b", "a\\b", "a\nb", "\xc3\xa9", "a\x7f"}) {
    auto c = of("auth_session", value, cookie_style::lucia_v3);
    c.raw = true;
    expect_refused(c);
  }
}

TEST(Cookie, NothingCanBeAddedThroughANameADomainOrAPath) {
  expect_refused(of("a=b; Secure", "a token", cookie_style::lucia_v1));
  expect_refused(of("a\r\nSet-Cookie: b", "v", cookie_style::lucia_v1));
  expect_refused(of("", "v", cookie_style::lucia_v3));
  for (const auto style : {cookie_style::lucia_v1, cookie_style::lucia_v3}) {
    for (const char* text : {"/; Domain=evil.example", "/\r\nX: y", "/,", "/\x01"}) {
      auto c = of("a", "v", style);
      c.path = text;
      expect_refused(c);
      c.path = "/";
      c.domain = text;
      expect_refused(c);
    }
  }
  EXPECT_EQ(of("a\r\nb", "v\r\nw", cookie_style::lucia_v3).serialize().substr(0, 22),
            "a%0D%0Ab=v%0D%0Aw; Htt");
}

TEST(Cookie, NameAndValueTogetherAreUpTo4096BytesAsWritten) {
  EXPECT_NO_THROW((void)of("a", std::string(4095, 'x'), cookie_style::lucia_v3).serialize());
  expect_refused(of("a", std::string(4096, 'x'), cookie_style::lucia_v3));
  expect_refused(of("a", std::string(1366, ' '), cookie_style::lucia_v1));
}

}  // namespace
