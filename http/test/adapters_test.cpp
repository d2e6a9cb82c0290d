// SPDX-License-Identifier: MIT
// What the adapters do with messages of the shapes of Boost.Beast and cpp-httplib; that they fit the real
// ones is shown by examples/07_beast.cpp and 08_httplib.cpp.
#include <cardea/http/beast.hpp>
#include <cardea/http/httplib.hpp>

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace cardea::http {
namespace {

struct beast_field {
  std::string name, text;
  std::string_view name_string() const { return name; }
  std::string_view value() const { return text; }
};

struct beast_message : std::vector<beast_field> {
  std::string method = "GET", at = "/a?b=c", content;
  unsigned status = 0, protocol = 11;
  bool keeps_alive = true, prepared = false;
  std::size_t length = 0;

  std::string_view method_string() const { return method; }
  std::string_view target() const { return at; }
  const std::string& body() const { return content; }
  std::string& body() { return content; }
  unsigned version() const { return protocol; }
  void version(unsigned v) { protocol = v; }
  bool keep_alive() const { return keeps_alive; }
  void keep_alive(bool k) { keeps_alive = k; }
  void result(unsigned code) { status = code; }
  void insert(const std::string& name, const std::string& value) { push_back({name, value}); }
  void content_length(std::size_t n) { length = n; }
  void prepare_payload() { prepared = true; }
};

struct httplib_message {
  std::string method = "POST", target = "/a?b=c", body = "d", remote_addr = "192.0.2.1";
  std::multimap<std::string, std::string> headers;
  int status = 0;
};

response two_cookies() {
  response out{.status = 401, .body = "no"};
  out.add("Set-Cookie", "a=1").add("Set-Cookie", "b=2").set("Content-Type", "text/plain");
  return out;
}

TEST(BeastAdapter, ARequestSeesEachOccurrenceOfAField) {
  beast_message message;
  message.content = "d";
  message.insert("Cookie", "a");
  message.insert("Cookie", "b");
  const beast_request adapted{message, "192.0.2.1", true};
  const request& incoming = adapted;
  EXPECT_EQ(incoming.method, "GET");
  EXPECT_EQ(incoming.target, "/a?b=c");
  EXPECT_EQ(incoming.body, "d");
  EXPECT_EQ(incoming.peer, "192.0.2.1");
  EXPECT_TRUE(incoming.is_secure);
  EXPECT_EQ(incoming.fields.size(), 2U);
  EXPECT_EQ(incoming.only("Cookie"), std::nullopt);
}

TEST(BeastAdapter, AResponseKeepsEveryCookieAndTheVersionThatWasAsked) {
  beast_message asked, out;
  asked.protocol = 10;
  asked.keeps_alive = false;
  to_beast(two_cookies(), asked, out);
  EXPECT_EQ(out.status, 401U);
  EXPECT_EQ(out.protocol, 10U);
  EXPECT_FALSE(out.keeps_alive);
  EXPECT_EQ(out.content, "no");
  EXPECT_TRUE(out.prepared);
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[0].text, "a=1");
  EXPECT_EQ(out[1].text, "b=2");
}

TEST(BeastAdapter, WhatAnswersHeadHasALengthAndNoBody) {
  beast_message asked, out;
  asked.method = "HEAD";
  to_beast(two_cookies(), asked, out);
  EXPECT_EQ(out.length, 2U);
  EXPECT_EQ(out.content, "");
}

TEST(HttplibAdapter, RequestsAndResponsesKeepEachOccurrenceOfAField) {
  httplib_message message;
  message.headers = {{"Authorization", "Bearer a"}, {"Authorization", "Bearer b"}, {"Host", "x.example"}};
  const httplib_request adapted{message};
  const request& incoming = adapted;
  EXPECT_EQ(incoming.method, "POST");
  EXPECT_EQ(incoming.target, "/a?b=c");
  EXPECT_EQ(incoming.body, "d");
  EXPECT_EQ(incoming.peer, "192.0.2.1");
  EXPECT_FALSE(incoming.is_secure);
  EXPECT_EQ(incoming.only("Authorization"), std::nullopt);
  EXPECT_EQ(incoming.only("Host"), "x.example");

  httplib_message out;
  out.headers.clear();
  to_httplib(two_cookies(), out);
  EXPECT_EQ(out.status, 401);
  EXPECT_EQ(out.body, "no");
  EXPECT_EQ(out.headers.count("Set-Cookie"), 2U);
}

}  // namespace
}  // namespace cardea::http
