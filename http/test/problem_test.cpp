// SPDX-License-Identifier: MIT
#include <cardea/http/problem.hpp>

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace cardea::http {
namespace {

namespace json = boost::json;

TEST(Problem, HasTheMembersOfRfc9457) {
  const problem_error errors[] = {{"#/password", "Too short."}};
  const auto out = problem(422, "https://x.example/problems/form", "Invalid", "It \"is\" so.", errors);
  EXPECT_EQ(out.status, 422);
  EXPECT_EQ(out.find("Content-Type"), "application/problem+json");
  EXPECT_EQ(out.find("Cache-Control"), "no-store");
  EXPECT_EQ(json::parse(out.body), json::parse(R"({"type":"https://x.example/problems/form","title":"Invalid",
      "status":422,"detail":"It \"is\" so.","errors":[{"pointer":"#/password","detail":"Too short."}]})"));
}

TEST(Problem, WhatIsNotSaidIsLeftOut) {
  EXPECT_EQ(json::parse(problem(404, {}, "Not Found").body),
            json::parse(R"({"type":"about:blank","title":"Not Found","status":404})"));
}

TEST(Problem, BytesThatAreNoTextDoNotBreakTheBody) {
  EXPECT_EQ(json::parse(problem(400, {}, "Bad", "\xff\xfe").body).at("detail"), "");
}

TEST(Problem, A401HasAChallenge) {
  EXPECT_EQ(unauthenticated().status, 401);
  EXPECT_EQ(unauthenticated().find("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(cross_site_refused().status, 403);
}

TEST(Problem, WhatIsBrokenIsNotToldToStrangers) {
  const auto busy = failed(error{errc::unavailable, "secret-host refused"});
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.find("Retry-After"), "1");
  EXPECT_EQ(busy.body.find("secret-host"), std::string::npos);
  const auto broken = failed(error{errc::corrupt, "secret-host refused"});
  EXPECT_EQ(broken.status, 500);
  EXPECT_EQ(broken.body.find("secret-host"), std::string::npos);
}

}  // namespace
}  // namespace cardea::http
