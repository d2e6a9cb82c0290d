// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/origin.hpp>

#include <vector>

namespace {

using namespace std::string_literals;

bool allowed(std::string_view origin, std::vector<std::string> entries) {
  return cardea::is_allowed_origin(origin, entries);
}

TEST(Origin, SchemeHostAndPortMustBeTheSame) {
  const std::vector entries{"https://app.example.com"s, "http://localhost:5173"s};
  EXPECT_TRUE(allowed("https://app.example.com", entries));
  EXPECT_TRUE(allowed("http://localhost:5173", entries));
  for (const char* other :
       {"https://example.com", "https://x.app.example.com", "https://app.example.com:8443",
        "https://app.example.org", "https://localhost:5173", "http://localhost", "http://localhost:5174"}) {
    EXPECT_FALSE(allowed(other, entries)) << other;
  }
}

// Lucia 2 and 3 compared hosts only.
TEST(Origin, PlainHttpDoesNotPassForHttps) {
  EXPECT_FALSE(allowed("http://app.example.com", {"https://app.example.com"}));
  EXPECT_FALSE(allowed("http://app.example.com", {"app.example.com"}));
  EXPECT_FALSE(allowed("http://a.example.com", {"*.example.com"}));
  EXPECT_FALSE(allowed("http://app.example.com:443", {"app.example.com"}));
  EXPECT_FALSE(allowed("https://app.example.com", {"http://app.example.com"}));
}

TEST(Origin, CaseAndDefaultPortsMakeNoDifference) {
  EXPECT_TRUE(allowed("HTTPS://APP.Example.COM", {"https://app.example.com"}));
  EXPECT_TRUE(allowed("https://app.example.com", {"HTTPS://App.example.com:443"}));
  EXPECT_TRUE(allowed("https://app.example.com:443", {"app.example.com"}));
  EXPECT_TRUE(allowed("http://app.example.com:80", {"http://app.example.com"}));
  EXPECT_FALSE(allowed("https://app.example.com:80", {"app.example.com"}));
}

TEST(Origin, AHostMeansHttpsAndHttpOnThisMachineOnly) {
  EXPECT_TRUE(allowed("https://app.example.com:8443", {"app.example.com:8443"}));
  EXPECT_FALSE(allowed("https://app.example.com", {"app.example.com:8443"}));
  for (const char* host : {"localhost", "127.0.0.1", "[::1]"}) {
    EXPECT_TRUE(allowed("http://"s + host, {host})) << host;
    EXPECT_TRUE(allowed("https://"s + host, {host})) << host;
    EXPECT_TRUE(allowed("http://"s + host + ":5173", {host + ":5173"s})) << host;
    EXPECT_TRUE(allowed("https://"s + host + ":5173", {host + ":5173"s})) << host;
    EXPECT_FALSE(allowed("http://"s + host + ":5173", {host})) << host;
    EXPECT_FALSE(allowed("http://"s + host, {host + ":443"s})) << host;
    EXPECT_FALSE(allowed("ftp://"s + host, {host})) << host;
  }
  EXPECT_FALSE(allowed("http://10.0.0.1", {"10.0.0.1"}));
}

TEST(Origin, ABaseDomainIsEveryHostUnderItAndNotItself) {
  EXPECT_TRUE(allowed("https://a.example.com", {"*.example.com"}));
  EXPECT_TRUE(allowed("https://a.b.c.example.com", {"*.example.com"}));
  EXPECT_TRUE(allowed("https://A.EXAMPLE.com", {"*.Example.com"}));
  EXPECT_TRUE(allowed("http://a.example.com:8080", {"http://*.example.com:8080"}));
  EXPECT_TRUE(allowed("https://a.example.com", {"https://*.example.com"}));
  for (const char* other :
       {"https://example.com", "https://.example.com", "https://aexample.com",
        "https://a.example.com.evil.org", "https://a.example.com:8443", "http://a.example.com",
        "https://a..example.com", "https://*.example.com", "https://a.example.com."}) {
    EXPECT_FALSE(allowed(other, {"*.example.com"})) << other;
  }
}

// Lucia 2 took the last two labels for the base domain, so a host under co.uk trusted all of it.
TEST(Origin, ABaseDomainIsTheOneThatWasWritten) {
  EXPECT_FALSE(allowed("https://evil.co.uk", {"*.shop.co.uk"}));
  EXPECT_TRUE(allowed("https://www.shop.co.uk", {"*.shop.co.uk"}));
  EXPECT_TRUE(allowed("https://anything.co.uk", {"*.co.uk"}));
  EXPECT_FALSE(allowed("https://evil.co.uk", {"shop.co.uk"}));
}

TEST(Origin, AnAddressIsUnderNoDomain) {
  EXPECT_FALSE(allowed("https://127.0.0.1", {"*.0.0.1"}));
  EXPECT_FALSE(cardea::is_origin_pattern("*.127.0.0.1"));
  EXPECT_FALSE(cardea::is_origin_pattern("*.[::1]"));
}

TEST(Origin, AnAddressOfSixteenBytesHasManySpellings) {
  EXPECT_TRUE(allowed("https://[2001:DB8::1]:8443", {"https://[2001:db8:0:0:0:0:0:1]:8443"}));
  EXPECT_FALSE(allowed("https://[2001:db8::2]", {"https://[2001:db8::1]"}));
  EXPECT_FALSE(allowed("https://[::1%25eth0]", {"[::1]"}));
}

TEST(Origin, ATrailingDotMakesAnotherHost) {
  EXPECT_FALSE(allowed("https://example.com.", {"example.com"}));
  EXPECT_FALSE(allowed("https://example.com", {"example.com."}));
  EXPECT_TRUE(allowed("https://example.com.", {"example.com."}));
}

TEST(Origin, OtherSchemesAreAllowedWhereTheyAreWritten) {
  EXPECT_TRUE(allowed("tauri://localhost", {"tauri://localhost"}));
  EXPECT_TRUE(allowed("chrome-extension://abcdef", {"chrome-extension://abcdef"}));
  EXPECT_FALSE(allowed("tauri://localhost", {"localhost"}));
}

// Lucia 2 threw on "null". T31: whatever the bytes, an answer.
TEST(Origin, NullAndMalformedOriginsAreNotAllowed) {
  const std::vector entries{"example.com"s, "null"s, "https://null"s, ""s, "*"s, "*.com"s};
  for (const auto& origin : {""s,
                             "null"s,
                             " "s,
                             "example.com"s,
                             "//example.com"s,
                             "https:"s,
                             "https://"s,
                             "https:///"s,
                             "https:example.com"s,
                             "https:/example.com"s,
                             "https://example.com/"s,
                             "https://example.com/x"s,
                             "https://example.com?x"s,
                             "https://example.com#x"s,
                             "https://example.com#"s,
                             "https://user@example.com"s,
                             "https://user:pw@example.com"s,
                             "https://@example.com"s,
                             "https://evil.org@example.com"s,
                             "https://example.com:"s,
                             "https://example.com:0"s,
                             "https://example.com:65536"s,
                             "https://example.com:65979"s,
                             "https://example.com:443x"s,
                             "https://example.com:-1"s,
                             " https://example.com"s,
                             "https://example.com "s,
                             "https://example.com\n"s,
                             "https://example.com\0"s,
                             "https://example.com\\@evil.org"s,
                             "https://ex%61mple.com"s,
                             "https://example.com%00"s,
                             "https://[::1"s,
                             "https://[v1.x]"s,
                             "https://example.com, https://example.com"s,
                             "https://example.com https://example.com"s,
                             "javascript:alert(1)"s,
                             "data:text/html,x"s,
                             "file://"s,
                             "blob:https://example.com/x"s,
                             "https://\xc3\xa9.com"s}) {
    EXPECT_FALSE(allowed(origin, entries)) << testing::PrintToString(origin);
  }
  EXPECT_FALSE(allowed("https://" + std::string(1 << 20, 'a'), entries));
  EXPECT_FALSE(allowed("https://example.com", {}));
}

TEST(Origin, APatternIsCheckedAtStart) {
  for (const char* good : {"https://app.example.com", "http://localhost:5173", "app.example.com",
                           "app.example.com:8443", "localhost", "[::1]", "[::1]:8080", "127.0.0.1",
                           "*.example.com", "*.co.uk", "https://*.example.com", "a_b.example.com"}) {
    EXPECT_TRUE(cardea::is_origin_pattern(good)) << good;
  }
  for (const char* bad : {"",
                          "*",
                          "*.",
                          "*.*.example.com",
                          "a.*.com",
                          "*example.com",
                          "https://",
                          "https://*",
                          "://x",
                          "https://app.example.com/",
                          "app.example.com/x",
                          "user@example.com",
                          "app.example.com:",
                          "app.example.com:99999",
                          "a b.com",
                          ".example.com",
                          "example..com",
                          "*..com",
                          "https://a,b.com",
                          "https://example.com?x",
                          "ex%61mple.com",
                          "1ttp://example.com",
                          "\xc3\xa9.com"}) {
    EXPECT_FALSE(cardea::is_origin_pattern(bad)) << bad;
    EXPECT_FALSE(allowed("https://app.example.com", {bad})) << bad;
  }
  EXPECT_FALSE(cardea::is_origin_pattern("example.com\0"s));
}

}  // namespace
