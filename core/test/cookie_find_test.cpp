// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/cookie.hpp>

namespace {

using cardea::find_cookie;
using namespace std::string_literals;

TEST(FindCookie, TheOneOfThatNameAmongOthers) {
  EXPECT_EQ(find_cookie("auth_session=abc", "auth_session"), "abc");
  EXPECT_EQ(find_cookie("a=1; auth_session=abc; b=2", "auth_session"), "abc");
  EXPECT_EQ(find_cookie("auth_session=", "auth_session"), "");
  EXPECT_FALSE(find_cookie("a=1; b=2", "auth_session"));
  EXPECT_FALSE(find_cookie("", "auth_session"));
}

TEST(FindCookie, NamesAreComparedWholeAndWithCase) {
  for (const char* header :
       {"xauth_session=a", "auth_sessionx=a", "AUTH_SESSION=a", "auth_session", "=a", "x=auth_session=a"}) {
    EXPECT_FALSE(find_cookie(header, "auth_session")) << header;
  }
  EXPECT_FALSE(find_cookie("=a; b", ""));
}

TEST(FindCookie, TheFirstOfTwoWins) {
  EXPECT_EQ(find_cookie("s=first; s=second", "s"), "first");
  EXPECT_FALSE(find_cookie("s=%00; s=second", "s"));
}

// Lucia 3 cut a value at its second "=", so base64 lost its padding.
TEST(FindCookie, AValueGoesOnBehindItsSecondEqualsSign) {
  EXPECT_EQ(find_cookie("s=abc.AA+/BB==; t=1", "s"), "abc.AA+/BB==");
  EXPECT_EQ(find_cookie("s=a=b=c", "s"), "a=b=c");
}

// Lucia 3 threw on a malformed "%" in any cookie of the request.
TEST(FindCookie, AMalformedPercentIsKeptAsItStands) {
  EXPECT_EQ(find_cookie("other=%; s=abc; %zz=%", "s"), "abc");
  for (const char* value :
       {"%", "%4", "%zz", "100%", "a%2", "%C3", "%ED%A0%80", "%C0%80", "%41%", "%g1", "%-1"}) {
    EXPECT_EQ(find_cookie("s="s + value, "s"), value);
  }
}

TEST(FindCookie, AValueIsPercentDecoded) {
  EXPECT_EQ(find_cookie("s=a%20b%2F%3D%2b%C3%A9", "s"), "a b/=+\u00e9");
  EXPECT_EQ(find_cookie("s=a+b", "s"), "a+b");
  EXPECT_EQ(find_cookie("s=%2541", "s"), "%41");
}

TEST(FindCookie, QuotesAroundAreRemoved) {
  EXPECT_EQ(find_cookie("s=\"abc\"", "s"), "abc");
  EXPECT_EQ(find_cookie("s=\"\"", "s"), "");
  EXPECT_EQ(find_cookie("s=\"abc", "s"), "\"abc");
  EXPECT_EQ(find_cookie("s=\"", "s"), "\"");
  EXPECT_EQ(find_cookie("s=%22abc%22", "s"), "\"abc\"");
}

TEST(FindCookie, BlanksAndTabsAroundAreTrimmed) {
  EXPECT_EQ(find_cookie("a=1;s=abc;b=2", "s"), "abc");
  EXPECT_EQ(find_cookie("a=1; \t s \t=\t abc \t;b=2", "s"), "abc");
  EXPECT_EQ(find_cookie(";;; ; s=abc;", "s"), "abc");
}

// T39, CVE-2016-7401: only a semicolon parts cookies, so what a third party may write stays in its value.
TEST(FindCookie, NothingButASemicolonPartsCookies) {
  for (const char* header : {"ga=x,s=evil", "ga=x s=evil", "ga=x]s=evil", "ga=x\ts=evil", "ga=x&s=evil",
                             "ga=x\ns=evil", "ga=x%3Bs=evil", "ga=x%3B%20s=evil"}) {
    EXPECT_FALSE(find_cookie(header, "s")) << header;
  }
  EXPECT_EQ(find_cookie("ga=\"x; s=evil\"; s=good", "s"), "evil\"");
}

// A subdomain may set "__%48ost-s", but not "__Host-s".
TEST(FindCookie, NamesAreNotDecoded) {
  EXPECT_FALSE(find_cookie("__%48ost-s=evil", "__Host-s"));
  EXPECT_EQ(find_cookie("__%48ost-s=evil; __Host-s=good", "__Host-s"), "good");
}

TEST(FindCookie, ANameThatLucia3EncodesIsFoundInEitherSpelling) {
  EXPECT_EQ(find_cookie("a%2Bb=1", "a+b"), "1");
  EXPECT_EQ(find_cookie("a+b=1", "a+b"), "1");
  EXPECT_FALSE(find_cookie("a%2bb=1", "a+b"));
}

TEST(FindCookie, AValueWithANulOrAControlCharacterIsAbsent) {
  for (const auto& value : {"a\0b"s, "\0"s, "%00"s, "a%00b"s, "a\nb"s, "%0A"s, "%0d"s, "a\x7f"s, "%7F"s,
                            "%09"s, "a\tb"s, "\x1b"s}) {
    EXPECT_FALSE(find_cookie("s=" + value, "s")) << testing::PrintToString(value);
  }
  EXPECT_EQ(find_cookie("a=\0; s=b"s, "s"), "b");
}

TEST(FindCookie, ItsOwnSerializationIsReadBack) {
  for (const char* value :
       {"", "abc", "a b;c,d\"e\\f", "100%", "%41", "\"quoted\"", " blank ", "pas\u0301\uFB01"}) {
    for (const auto style : {cardea::cookie_style::lucia_v1, cardea::cookie_style::lucia_v3}) {
      cardea::cookie c;
      c.name = "a~s";
      c.value = value;
      c.style = style;
      const auto written = c.serialize();
      EXPECT_EQ(find_cookie(written.substr(0, written.find(';')), "a~s"), value);
    }
  }
}

// T31: whatever the bytes, an answer.
TEST(FindCookie, AHeaderOfAMegabyteIsAbsent) {
  EXPECT_FALSE(find_cookie(std::string(1 << 20, 'x'), "s"));
  EXPECT_FALSE(find_cookie("s=abc; " + std::string(1 << 20, ';'), "s"));
  EXPECT_FALSE(find_cookie("s=abc;" + std::string(64 * 1024 - 5, 'x'), "s"));
  EXPECT_EQ(find_cookie("s=abc;" + std::string(64 * 1024 - 6, 'x'), "s"), "abc");
}

TEST(FindCookie, EveryByteInEveryPlaceGetsAnAnswer) {
  const auto header = "a=1; s=\"%41\"; b=2"s;
  for (std::size_t place = 0; place < header.size(); ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      auto changed = header;
      changed[place] = static_cast<char>(byte);
      EXPECT_NO_THROW((void)find_cookie(changed, "s"));
    }
  }
}

}  // namespace
