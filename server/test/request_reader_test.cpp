// SPDX-License-Identifier: MIT
#include "request_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace cardea::server {
namespace {

using step = request_reader::step;

/// Gives the bytes in pieces of that size; stops where the reader has something to say.
step give(request_reader& to, std::string_view& bytes, std::size_t piece = std::string_view::npos) {
  auto now = step::read;
  while (now == step::read && !bytes.empty()) {
    const auto room = to.room();
    const auto count = std::min({room.size(), bytes.size(), piece});
    std::ranges::copy(bytes.substr(0, count), room.begin());
    bytes.remove_prefix(count);
    now = to.took(count);
  }
  return now;
}

struct outcome {
  step last;
  int status;
  std::string method, target, body;
};

outcome read(std::string_view bytes, std::size_t piece = std::string_view::npos) {
  const limits most{};
  request_reader reader{most};
  const auto last = give(reader, bytes, piece);
  if (last != step::answer) return {last, reader.status(), {}, {}, {}};
  const auto& r = reader.request();
  return {last, 0, std::string{r.method}, std::string{r.target}, std::string{r.body}};
}

int refused(std::string_view bytes) {
  const auto all = read(bytes);
  EXPECT_EQ(all.last, step::refuse) << bytes;
  // However it is cut up on its way, it is refused for the same reason.
  for (const std::size_t piece : {1U, 7U}) EXPECT_EQ(read(bytes, piece).status, all.status) << bytes;
  return all.status;
}

const std::string host = "Host: a.example\r\n";

TEST(RequestReader, AnEmptyLineBeforeARequestIsOverlookedHoweverItIsCutUp) {
  const auto text = "\r\n\r\nGET /a HTTP/1.1\r\n" + host + "\r\n";
  for (std::size_t piece = 1; piece <= text.size(); ++piece)
    EXPECT_EQ(read(text, piece).target, "/a") << piece;
  EXPECT_EQ(refused("\rGET / HTTP/1.1\r\n" + host + "\r\n"), 400);
}

TEST(RequestReader, ARequestIsTheSameHoweverItIsCutUp) {
  const auto text = "POST /a?b=c HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello";
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    const auto got = read(text, piece);
    ASSERT_EQ(got.last, step::answer) << piece;
    EXPECT_EQ(got.method + " " + got.target + " " + got.body, "POST /a?b=c hello") << piece;
  }
}

TEST(RequestReader, AChunkedBodyIsPutTogether) {
  const auto text = "POST / HTTP/1.1\r\n" + host +
                    "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n";
  for (const std::size_t piece : {1U, 3U, 1000U}) EXPECT_EQ(read(text, piece).body, "hello world") << piece;
}

// Byte by byte Beast 1.81 asserts, and would end the server where assertions are on.
TEST(RequestReader, AnEmptyChunkedBodyIsReadHoweverItIsCutUp) {
  const auto text = "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    const auto all = read(text, piece);
    EXPECT_EQ(all.last, step::answer) << piece;
    EXPECT_EQ(all.body, "") << piece;
  }
  const auto three = "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\n0\r\n";
  EXPECT_EQ(read(three, 1).body, "0\r\n") << "which is no chunk";
}

TEST(RequestReader, ATrailerIsNoField) {
  std::string_view text =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nCookie: session=x\r\n\r\n";
  const limits most{};
  request_reader reader{most};
  ASSERT_EQ(give(reader, text), step::answer);
  EXPECT_FALSE(reader.request().has("Cookie"));
}

TEST(RequestReader, TwoRequestsThatCameTogetherAreRead) {
  std::string_view text = "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n";
  const limits most{};
  request_reader reader{most};
  ASSERT_EQ(give(reader, text), step::answer);
  EXPECT_EQ(reader.request().target, "/1");
  reader.next();
  ASSERT_EQ(reader.advance(), step::answer) << "an empty line before a request is overlooked";
  EXPECT_EQ(reader.request().target, "/2");
  reader.next();
  EXPECT_EQ(reader.advance(), step::read);
  EXPECT_FALSE(reader.has_begun());
}

TEST(RequestReader, WhatTwoReadersCouldReadInTwoWaysIsRefused) {
  const std::string post = "POST / HTTP/1.1\r\n" + host;
  for (const std::string fields : {
           "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
           "Content-Length: 5\r\nContent-Length: 6\r\n",
           "Content-Length: 5\r\nContent-Length: 5\r\n",
           "Content-Length: 5, 5\r\n",
           "Content-Length: +5\r\n",
           "Content-Length: 0x5\r\n",
           "Content-Length: -1\r\n",
           "Content-Length: 99999999999999999999\r\n",
           "Content-Length : 5\r\n",
           "Content-Length:\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked, identity\r\nContent-Length: 5\r\n",
           "X: a\nTransfer-Encoding: chunked\r\n",
           "X: a\rY: b\r\n",
           " X: folded\r\n",
       })
    EXPECT_EQ(refused(post + fields + "\r\n"), 400) << fields;
  EXPECT_EQ(refused("POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n"), 400);
  EXPECT_EQ(refused(post + std::string{"X: a\0b\r\n\r\n", 10}), 400);
  EXPECT_EQ(refused(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), 400);
  EXPECT_EQ(refused(post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX0\r\n\r\n"), 400);
}

TEST(RequestReader, AnEncodingThatNobodyKnowsIsRefused) {
  for (const std::string coding : {"gzip", "gzip, chunked", "chunked, gzip", "xchunked", "chunked;q=1"})
    EXPECT_EQ(refused("POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: " + coding + "\r\n\r\n"), 501)
        << coding;
}

TEST(RequestReader, ALineThatIsNoneIsRefused) {
  for (const std::string line :
       {"GET", "GET /", "GET  / HTTP/1.1", "G(T / HTTP/1.1", "/ GET HTTP/1.1", "\x16\x03\x01",
        "GET /#part HTTP/1.1", "GET /\x80 HTTP/1.1", "GET a HTTP/1.1", "CONNECT a:1 HTTP/1.1",
        "GET * HTTP/1.1", "GET ftp://a/ HTTP/1.1", "GET http:// HTTP/1.1"})
    EXPECT_EQ(refused(line + "\r\n" + host + "\r\n"), 400) << line;
  for (const std::string version : {"HTTP/2.0", "HTTP/1.2", "http/1.1", "HTTP/1.1 "})
    EXPECT_EQ(refused("GET / " + version + "\r\n" + host + "\r\n"), 505) << version;
}

TEST(RequestReader, AHostIsWantedOnceAndIsOne) {
  for (const std::string fields :
       {"", "Host: a\r\nHost: a\r\n", "Host: a/b\r\n", "Host: a, b\r\n", "Host: u@a\r\n"})
    EXPECT_EQ(refused("GET / HTTP/1.1\r\n" + fields + "\r\n"), 400) << fields;
  EXPECT_EQ(read("GET / HTTP/1.0\r\n\r\n").last, step::answer);
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n").last, step::answer);
}

TEST(RequestReader, TheHostOfAnAbsoluteTargetGoesBeforeTheField) {
  std::string_view text = "GET http://b.example:80/x?y HTTP/1.1\r\nHost: a.example\r\n\r\n";
  const limits most{};
  request_reader reader{most};
  ASSERT_EQ(give(reader, text), step::answer);
  EXPECT_EQ(reader.request().target, "/x?y");
  EXPECT_EQ(reader.request().only("Host"), "b.example:80");
  EXPECT_EQ(read("GET HTTP://b.example HTTP/1.1\r\nHost: a\r\n\r\n").target, "/");
}

TEST(RequestReader, WhatIsTooLargeIsRefused) {
  const limits most{};
  const std::string get = "GET / HTTP/1.1\r\n" + host;
  EXPECT_EQ(refused(get + "X: " + std::string(most.head_bytes, 'x') + "\r\n\r\n"), 431);
  EXPECT_EQ(refused("GET /" + std::string(most.head_bytes, 'x') + " HTTP/1.1\r\n\r\n"), 431);
  std::string many = get;
  for (int i = 0; i < 101; ++i) many += "X: y\r\n";
  EXPECT_EQ(refused(many + "\r\n"), 431);
  const auto over = std::to_string(most.body_bytes + 1);
  EXPECT_EQ(refused("POST / HTTP/1.1\r\n" + host + "Content-Length: " + over + "\r\n\r\n"), 413);
  const auto chunked = "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(refused(chunked + "fffff\r\n" + std::string(most.body_bytes + 1, 'x')), 413);
  EXPECT_EQ(refused(chunked + "5;" + std::string(most.head_bytes * 3, 'x')), 413);
}

TEST(RequestReader, TheLargestBodyIsTaken) {
  const limits most{};
  const std::string body(most.body_bytes, 'x');
  const auto text =
      "POST / HTTP/1.1\r\n" + host + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  EXPECT_EQ(read(text + body, 4096).body, body);
}

TEST(RequestReader, AClientThatWaitsForLeaveIsTold) {
  std::string_view head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  std::string_view body = "ok";
  const limits most{};
  request_reader reader{most};
  ASSERT_EQ(give(reader, head), step::send_continue);
  ASSERT_EQ(give(reader, body), step::answer);
  EXPECT_EQ(reader.request().body, "ok");
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n\r\n"), 417);
  EXPECT_EQ(read("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok").last,
            step::answer)
      << "who did not wait is not told";
}

TEST(RequestReader, AConnectionIsKeptAsItsVersionSays) {
  const auto keeps = [](std::string_view text) {
    const limits most{};
    request_reader reader{most};
    EXPECT_EQ(give(reader, text), step::answer);
    return reader.keeps_alive();
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

}  // namespace
}  // namespace cardea::server
