// SPDX-License-Identifier: MIT
#include "device.hpp"

#include <gtest/gtest.h>

namespace cardea::pages {
namespace {

TEST(Device, ABrowserAndASystemAreNamed) {
  EXPECT_EQ(device_of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
            "Firefox on Linux");
  EXPECT_EQ(
      device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                "Gecko) Version/17.5 Mobile/15E148 Safari/604.1"),
      "Safari on iPhone");
  EXPECT_EQ(
      device_of("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
                "Mobile Safari/537.36"),
      "Chrome on Android");
}

TEST(Device, EdgeIsNotTakenForTheChromeThatItSaysItIs) {
  EXPECT_EQ(device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                      "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"),
            "Edge on Windows");
}

TEST(Device, AProgramIsNamedWithoutASystem) { EXPECT_EQ(device_of("curl/8.5.0"), "curl"); }

TEST(Device, WhatIsNotKnownStaysAsItIs) {
  EXPECT_EQ(device_of("lynx"), "lynx");
  EXPECT_EQ(device_of(""), "");
}

TEST(Device, ALongOneIsCutBetweenCharacters) {
  std::string text(59, 'x');
  text += "\u00e9\u00e9\u00e9";  // two bytes each: the 60th byte is in the middle of one
  EXPECT_EQ(device_of(text), std::string(59, 'x') + "\u2026");
}

}  // namespace
}  // namespace cardea::pages
