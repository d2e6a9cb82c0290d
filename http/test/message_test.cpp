// SPDX-License-Identifier: MIT
#include <cardea/http/message.hpp>

#include <gtest/gtest.h>

namespace cardea::http {
namespace {

TEST(Request, PathAndQueryArePartedAtTheFirstQuestionMark) {
  const request plain{.target = "/account"};
  EXPECT_EQ(plain.path(), "/account");
  EXPECT_EQ(plain.query(), "");
  const request asked{.target = "/sign-in?return=/a?b"};
  EXPECT_EQ(asked.path(), "/sign-in");
  EXPECT_EQ(asked.query(), "return=/a?b");
}

TEST(Request, AFieldIsFoundWhateverItsCase) {
  const field fields[] = {{"oRiGiN", "https://a.example"}};
  const request incoming{.fields = fields};
  EXPECT_EQ(incoming.only("Origin"), "https://a.example");
  EXPECT_TRUE(incoming.has("ORIGIN"));
  EXPECT_EQ(incoming.only("Origi"), std::nullopt);
}

TEST(Request, AFieldThatComesTwiceIsNotTaken) {
  const field fields[] = {{"Authorization", "Bearer a"}, {"authorization", "Bearer b"}};
  const request incoming{.fields = fields};
  EXPECT_EQ(incoming.only("Authorization"), std::nullopt);
  EXPECT_TRUE(incoming.has("Authorization"));
}

TEST(Response, SetTakesThePlaceOfAllOthersAndAddStandsBesideThem) {
  response out;
  out.add("Set-Cookie", "a=1").add("Set-Cookie", "b=2").set("Vary", "Cookie");
  out.set("vary", "Origin");
  ASSERT_EQ(out.fields.size(), 3U);
  EXPECT_EQ(out.find("set-cookie"), "a=1");
  EXPECT_EQ(out.find("Vary"), "Origin");
  EXPECT_EQ(out.find("Location"), std::nullopt);
}

}  // namespace
}  // namespace cardea::http
