// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <cardea/bearer.hpp>

#include <string>

namespace {

using cardea::find_bearer_token;
using namespace std::string_literals;

TEST(Bearer, TheTokenIsWhatFollowsTheScheme) {
  EXPECT_EQ(find_bearer_token("Bearer abc"), "abc");
  EXPECT_EQ(find_bearer_token("Bearer a-._~+/0Z=="), "a-._~+/0Z==");
}

TEST(Bearer, TheSchemeIsReadInAnyCase) {
  EXPECT_EQ(find_bearer_token("bearer abc"), "abc");
  EXPECT_EQ(find_bearer_token("BEARER abc"), "abc");
}

TEST(Bearer, BlanksAroundAreNotTheToken) {
  EXPECT_EQ(find_bearer_token("Bearer    abc"), "abc");
  EXPECT_EQ(find_bearer_token(" \tBearer abc \t"), "abc");
}

TEST(Bearer, TheTokenIsAViewIntoTheHeader) {
  const std::string header = "Bearer abc";
  EXPECT_EQ(find_bearer_token(header)->data(), header.data() + 7);
}

// T7 and T31: blank, white, NUL, malformed.
TEST(Bearer, AnythingElseIsNoToken) {
  for (const auto& header : {""s,
                             " "s,
                             "Bearer"s,
                             "Bearer "s,
                             "Bearer  \t"s,
                             "Bearerabc"s,
                             "Bearer\tabc"s,
                             "Basic abc"s,
                             "Bearer abc def"s,
                             "Bearer abc,def"s,
                             "Bearer a=b"s,
                             "Bearer ="s,
                             "Bearer \"abc\""s,
                             "Bearer abc\0"s,
                             "Bearer \0"s,
                             "Bearer a\0b"s,
                             "Bearer abc\r\n"s,
                             "Bearer abc;"s,
                             "Bearer \xc3\xa9"s,
                             "Bearer: abc"s,
                             "token abc"s,
                             "Bearer %41"s,
                             "Bearer abc, Bearer def"s}) {
    EXPECT_FALSE(find_bearer_token(header)) << testing::PrintToString(header);
  }
}

TEST(Bearer, AMegabyteIsRead) {
  const std::string token(1 << 20, 'a');
  EXPECT_EQ(find_bearer_token("Bearer " + token), token);
  EXPECT_FALSE(find_bearer_token("Bearer " + token + ' ' + token));
  EXPECT_FALSE(find_bearer_token(std::string(1 << 20, ' ')));
}

}  // namespace
