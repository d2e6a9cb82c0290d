// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/unicode.hpp>

namespace {

using cardea::is_utf8;
using cardea::to_nfc;
using cardea::to_nfkc;
using namespace std::string_literals;

const std::string mixed = "pas\u0301\uFB01\u2460";

// String.prototype.normalize of Node 20 gives the same bytes.
TEST(Unicode, NfkcOfLucia) {
  EXPECT_EQ(to_nfkc(mixed), "pa\u015Bfi1");
  EXPECT_EQ(to_nfkc("\uFF21\u00BD\uFDFA"),
            "A1\u20442\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 "
            "\u0639\u0644\u064A\u0647 \u0648\u0633\u0644\u0645");
  EXPECT_EQ(to_nfkc("\u1E9B\u0323"), "\u1E69");
  EXPECT_EQ(to_nfkc("\u1112\u1161\u11AB"), "\uD55C");
  EXPECT_EQ(to_nfkc("\u2126"), "\u03A9");
}

TEST(Unicode, NfcKeepsCompatibilityCharacters) {
  EXPECT_EQ(to_nfc(mixed), "pa\u015B\uFB01\u2460");
  EXPECT_EQ(to_nfc("\u1E9B\u0323"), "\u1E9B\u0323");
  EXPECT_EQ(to_nfc("\u0958"), "\u0915\u093C");
}

TEST(Unicode, WhatIsNormalStaysAsItIs) {
  for (const auto& text : {""s, "hunter2"s, "pa\u015Bfi1"s, "\U0001F600"s, "a\u00ADb\u200Bc"s}) {
    EXPECT_EQ(to_nfc(text), text);
    EXPECT_EQ(to_nfkc(text), text);
  }
}

TEST(Unicode, NulIsACharacterAsAnyOther) {
  EXPECT_TRUE(is_utf8("a\0b"s));
  EXPECT_EQ(to_nfc("s\u0301\0s\u0301"s), "\u015B\0\u015B"s);
  EXPECT_EQ(to_nfkc("\0"s), "\0"s);
}

TEST(Unicode, MarksAreOrderedAcrossLongRuns) {
  std::string marks = "a";
  for (int i = 0; i < 1000; ++i) marks += "\u0301\u0323";
  const auto normal = to_nfc(marks);
  ASSERT_TRUE(normal);
  EXPECT_EQ(normal->substr(0, 5), "\u1EA1\u0323");
  EXPECT_TRUE(normal->ends_with("\u0301"));
}

TEST(Unicode, IllFormedBytesAreRefused) {
  for (const auto& text :
       {"\x80"s, "\xc3"s, "a\xc3"s, "\xc0\x80"s, "\xc1\xbf"s, "\xe0\x80\x80"s, "\xe0\x9f\xbf"s,
        "\xed\xa0\x80"s, "\xed\xbf\xbf"s, "\xf0\x80\x80\x80"s, "\xf0\x8f\xbf\xbf"s, "\xf4\x90\x80\x80"s,
        "\xf5\x80\x80\x80"s, "\xff"s, "\xfe"s, "\xe2\x82"s, "\xe2\x28\xa1"s}) {
    EXPECT_FALSE(is_utf8(text)) << testing::PrintToString(text);
    EXPECT_FALSE(to_nfc(text)) << testing::PrintToString(text);
    EXPECT_FALSE(to_nfkc("x" + text)) << testing::PrintToString(text);
  }
}

TEST(Unicode, TheFirstAndLastOfEachLengthAreWellFormed) {
  EXPECT_TRUE(is_utf8("\x7f\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF"));
  EXPECT_TRUE(is_utf8(""));
}

}  // namespace
