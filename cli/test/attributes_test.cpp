// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <boost/json/parse.hpp>

namespace cardea::cli::test {
namespace {

class Attributes : public Layouts {
 protected:
  Attributes() {
    more = {"--user-attributes", "name:string,age:integer?,weight:number?,verified:boolean?,seen:timestamp?"};
    ok({"migrate"});
  }
};

TEST_P(Attributes, EachTypeGoesInAndComesOutAsItself) {
  const auto made = ok({"user", "create", "--attr", "name=a=b", "--attr", "age=-9007199254740993", "--attr",
                        "weight=1.5", "--attr", "verified=true", "--attr", "seen=2030-01-02T03:04:05.000Z"});
  EXPECT_EQ(made.at("user").at("attributes"),
            boost::json::parse(R"({"name":"a=b","age":-9007199254740993,"weight":1.5E0,"verified":true,
                                  "seen":"2030-01-02T03:04:05.000Z"})"));
  const std::string id{made.at("user").at("id").as_string()};
  EXPECT_EQ(ok({"user", "get", id}), made);
}

TEST_P(Attributes, WhatIsNotSaidIsTheDefaultAndWhatIsEmptyIsNull) {
  const auto id = user({"--attr", "name=", "--attr", "age=7"});
  const auto changed = ok({"user", "update", id, "--attr", "age=", "--attr", "verified=0"});
  EXPECT_EQ(changed.at("user").at("attributes"),
            boost::json::parse(R"({"name":"","age":null,"weight":null,"verified":false,"seen":null})"));
  EXPECT_TRUE(
      ok({"user", "update", id, "--null", "verified"}).at("user").at("attributes").at("verified").is_null());
}

TEST_P(Attributes, AWrongOneIsRefusedWithItsNameAndWithoutItsValue) {
  for (const std::string wrong :
       {"age=12x", "age=9223372036854775808", "age= 1", "weight=nan", "weight=1,5", "verified=yes",
        "seen=tomorrow", "seen=2030-13-01T00:00:00Z", "name=hunter2", "nothing=hunter2", "hunter2"}) {
    arguments line{"user", "create", "--attr", wrong};
    if (wrong.starts_with("name")) line.insert(line.end(), {"--attr", "name=again"});
    const auto refused = cardea(line);
    EXPECT_EQ(refused.status, 2) << wrong;
    EXPECT_EQ(refused.code(), "INVALID_ARGUMENT") << wrong;
    EXPECT_EQ(refused.err.find("hunter2"), std::string::npos);
  }
  const auto unknown = cardea({"user", "update", "x", "--attr", "nme=1"});
  EXPECT_NE(unknown.err.find("name, age, weight, verified, seen"), std::string::npos) << unknown.err;
  EXPECT_EQ(cardea({"user", "update", "x"}).status, 2);
  EXPECT_EQ(cardea({"user", "update", "x", "--null", "name"}).status, 2);
  EXPECT_EQ(cardea({"user", "update", "x", "--attr", "name=y"}).code(), "AUTH_INVALID_USER_ID");
  EXPECT_EQ(cardea({"user", "create"}).code(), "CONFLICT");
}

TEST_P(Attributes, EveryUserIsListedPastOnePage) {
  std::string text = "BEGIN;";
  const auto table = layout == "cardea" || layout == "lucia-v1" ? "auth_user" : "user";
  for (int i = 0; i < 1100; ++i)
    text += std::string{"INSERT INTO "} + table + "(id,name) VALUES('u" + std::to_string(i) + "','x');";
  sql(text + "COMMIT");
  EXPECT_EQ(ok({"user", "list"}).at("users").as_array().size(), 1100U);
}

INSTANTIATE_TEST_SUITE_P(Every, Attributes, ::testing::ValuesIn(every_layout));

class SessionAttributes : public Layouts {};

TEST_P(SessionAttributes, AreKeptWhereTheLayoutHasThem) {
  more = {"--session-attributes", "country:string?,trusted:boolean?"};
  if (layout == "lucia-v0" || layout == "lucia-v1") {
    EXPECT_EQ(cardea({"migrate"}).status, 2);
    return;
  }
  ok({"migrate"});
  const auto id = user();
  const auto made = ok({"session", "create", id, "--attr", "country=fr"});
  const auto wanted = boost::json::parse(R"({"country":"fr","trusted":null})");
  EXPECT_EQ(made.at("session").at("attributes"), wanted);
  EXPECT_EQ(ok({"session", "list", id}).at("sessions").at(0).at("attributes"), wanted);
}

INSTANTIATE_TEST_SUITE_P(Every, SessionAttributes, ::testing::ValuesIn(every_layout));

}  // namespace
}  // namespace cardea::cli::test
