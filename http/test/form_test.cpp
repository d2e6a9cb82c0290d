// SPDX-License-Identifier: MIT
#include <cardea/http/form.hpp>

#include <gtest/gtest.h>

namespace cardea::http {
namespace {

TEST(Form, FieldsAreDecodedAndAPlusIsABlank) {
  const auto read = form::parse("identifier=ada%40x.example&password=a+b%2Bc%C3%A9&empty=&bare");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->only("identifier"), "ada@x.example");
  EXPECT_EQ(read->only("password"), "a b+c\u00e9");
  EXPECT_EQ(read->only("empty"), "");
  EXPECT_EQ(read->only("bare"), "");
  EXPECT_EQ(read->only("absent"), std::nullopt);
}

TEST(Form, AFieldThatComesTwiceIsNotTaken) {
  const auto read = form::parse("return=%2Fa&return=%2F%2Fevil.example&a=1");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->only("return"), std::nullopt);
  EXPECT_EQ(read->only("a"), "1");
  EXPECT_EQ(read->fields().size(), 3U);
}

TEST(Form, AnEmptyTextIsAFormWithoutFields) {
  const auto read = form::parse("");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->fields().empty());
}

TEST(Form, MalformedTextIsAbsent) {
  for (const char* text : {"a=%", "a=%2", "a=%zz", "a=%00", "%00=a", "a=%ff", "%C3%28=a", "a=b c", "a=\x01",
                           "a=#", "a=\r\nb", "a=\xc3\xa9"})
    EXPECT_FALSE(form::parse(text)) << text;
}

// As a query within its target, or a body within the buffer of a connection.
TEST(Form, NothingBehindTheEndOfTheViewIsRead) {
  const std::string_view buffer = "a=b&return=/a&password=secret";
  const auto read = form::parse(buffer.substr(0, 12));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->only("return"), "/");
  EXPECT_EQ(read->fields().size(), 2U);
  EXPECT_EQ(form::parse(buffer.substr(0, 3))->only("a"), "b");
}

TEST(Form, IsHeldToItsLimits) {
  EXPECT_TRUE(form::parse("a=bc", {.bytes = 4}));
  EXPECT_FALSE(form::parse("a=bcd", {.bytes = 4}));
  EXPECT_TRUE(form::parse("a&b&c", {.fields = 3}));
  EXPECT_FALSE(form::parse("a&b&c", {.fields = 2}));
}

TEST(Form, OfARequestNeedsTheMediaType) {
  const auto of = [](std::string_view type) {
    const field fields[] = {{"content-type", type}};
    return form::of({.method = "POST", .fields = fields, .body = "a=b"}).has_value();
  };
  EXPECT_TRUE(of("application/x-www-form-urlencoded"));
  EXPECT_TRUE(of("Application/X-WWW-Form-Urlencoded; charset=UTF-8"));
  EXPECT_FALSE(of("multipart/form-data"));
  EXPECT_FALSE(of("application/json"));
  EXPECT_FALSE(form::of({.method = "POST", .body = "a=b"}));
}

}  // namespace
}  // namespace cardea::http
