// SPDX-License-Identifier: MIT
#include "response_writer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cardea::server {
namespace {

constexpr std::string_view date = "Sat, 21 Nov 2026 10:04:05 GMT";

std::string written(const http::response& answer, framing how = {.date = date}) {
  std::string out;
  write_response(out, answer, how);
  return out;
}

TEST(ResponseWriter, AResponseIsWrittenWithItsLength) {
  http::response answer{.status = 201, .body = "made"};
  answer.add("X-A", "b");
  EXPECT_EQ(written(answer),
            "HTTP/1.1 201 Created\r\nDate: Sat, 21 Nov 2026 10:04:05 GMT\r\nX-A: b\r\n"
            "Content-Length: 4\r\n\r\nmade");
}

TEST(ResponseWriter, AFieldCannotBecomeTwo) {
  for (const auto& value :
       std::vector<std::string>{"a\r\nSet-Cookie: b=c", "a\nb", "a\rb", std::string{"a\0b", 3}}) {
    http::response answer{};
    answer.add("X-A", value);
    const auto out = written(answer);
    EXPECT_TRUE(out.starts_with("HTTP/1.1 500 ")) << out;
    EXPECT_EQ(out.find("X-A"), std::string::npos);
  }
  http::response answer{};
  answer.add("X-A: b\r\nX-B", "c");
  EXPECT_TRUE(written(answer).starts_with("HTTP/1.1 500 "));
}

TEST(ResponseWriter, WhatFramesAMessageIsTheServersToSay) {
  http::response answer{.status = 200, .body = "abc"};
  answer.add("content-length", "1").add("Transfer-Encoding", "chunked").add("Connection", "upgrade");
  const auto out = written(answer);
  EXPECT_EQ(out.find("chunked"), std::string::npos);
  EXPECT_EQ(out.find("upgrade"), std::string::npos);
  EXPECT_NE(out.find("Content-Length: 3\r\n"), std::string::npos);
  EXPECT_EQ(out.find("content-length"), std::string::npos);
}

TEST(ResponseWriter, AnAnswerToHeadHasTheLengthAndNoBody) {
  const auto out = written({.status = 200, .body = "abc"}, {.is_head = true, .date = date});
  EXPECT_TRUE(out.ends_with("Content-Length: 3\r\n\r\n")) << out;
}

TEST(ResponseWriter, WithoutContentThereIsNoLength) {
  for (const int status : {204, 304}) {
    const auto out = written({.status = status, .body = "abc"});
    EXPECT_EQ(out.find("Content-Length"), std::string::npos);
    EXPECT_TRUE(out.ends_with("\r\n\r\n"));
  }
}

TEST(ResponseWriter, AConnectionThatEndsIsSaid) {
  EXPECT_NE(written({}, {.keeps_alive = false, .date = date}).find("Connection: close\r\n"),
            std::string::npos);
  EXPECT_NE(written({}, {.is_http_1_0 = true, .date = date}).find("Connection: keep-alive\r\n"),
            std::string::npos);
}

TEST(ResponseWriter, ADateIsAsHttpHasIt) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(ResponseWriter, ARefusalIsProblemDetails) {
  const auto answer = refusal(503);
  EXPECT_EQ(answer.find("Content-Type"), "application/problem+json");
  EXPECT_EQ(answer.find("Retry-After"), "1");
  EXPECT_NE(answer.body.find(R"("title":"Service Unavailable","status":503)"), std::string::npos)
      << answer.body;
}

}  // namespace
}  // namespace cardea::server
