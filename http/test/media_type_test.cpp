// SPDX-License-Identifier: MIT
#include <cardea/http/media_type.hpp>

#include <gtest/gtest.h>

namespace cardea::http {
namespace {

TEST(MediaType, IsInLowerCaseAndWithoutParameters) {
  EXPECT_EQ(parse_media_type("application/json"), "application/json");
  EXPECT_EQ(parse_media_type(" Application/JSON ; charset=utf-8"), "application/json");
  EXPECT_EQ(parse_media_type("application/problem+json"), "application/problem+json");
}

TEST(MediaType, AMalformedOneIsAbsent) {
  for (const char* text :
       {"", "application", "application/", "/json", "a/b/c", "a b/c", "application/json,text/plain",
        "application /json", "application/ json", ";", "a/b\x01", "a/\xff"})
    EXPECT_EQ(parse_media_type(text), std::nullopt) << text;
  EXPECT_EQ(parse_media_type("a/" + std::string(255, 'b')), std::nullopt);
}

// The type that a form of another site can send, with a parameter that looks like the one that is asked for.
TEST(MediaType, AParameterDoesNotMakeTextJson) {
  const auto is_json = [](std::vector<field> fields) {
    return has_media_type({.method = "POST", .fields = fields}, "application/json");
  };
  EXPECT_TRUE(is_json({{"Content-Type", "application/json"}}));
  EXPECT_FALSE(is_json({{"Content-Type", "text/plain; application/json"}}));
  EXPECT_FALSE(is_json({{"Content-Type", "text/plain"}, {"Content-Type", "application/json"}}));
  EXPECT_FALSE(is_json({{"Content-Type", "application/jsonp"}}));
  EXPECT_FALSE(is_json({}));
}

}  // namespace
}  // namespace cardea::http
