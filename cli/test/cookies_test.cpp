// SPDX-License-Identifier: MIT
#include "run.hpp"

namespace cardea::cli::test {
namespace {

class Cookies : public Layouts {
 protected:
  [[nodiscard]] std::string set_cookie(const arguments& line, const std::string& input = {}) const {
    return std::string{ok(line, input).at("setCookie").as_string()};
  }
};

TEST_P(Cookies, OneOfANewSessionNeedsNoDatabase) {
  const auto text = set_cookie({"cookie", "abc"});
  EXPECT_EQ(set_cookie({"cookie", "--stdin"}, "abc\n").substr(0, 20), text.substr(0, 20));
  EXPECT_NE(text.find("auth_session=abc; "), std::string::npos);
  EXPECT_NE(text.find(has_two_periods() ? "Expires=" : "Max-Age="), std::string::npos);
  EXPECT_NE(set_cookie({"cookie", "--blank"}).find("auth_session=; "), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(directory / "app.db"));
}

TEST_P(Cookies, ItsEndIsTheOneThatIsSaidElseTheRowsElseANewSessions) {
  if (!has_two_periods()) return;
  const std::string id(40, 'a');
  EXPECT_NE(set_cookie({"cookie", id, "--expires", "2031-02-03T04:05:06.789Z"})
                .find("Expires=Mon, 03 Feb 2031 04:05:06 GMT"),
            std::string::npos);
  ok({"migrate"});
  ok({"session", "create", user(), "--id", id});
  const auto table = layout == "lucia-v0"   ? "session"
                     : layout == "lucia-v1" ? "auth_session"
                                            : "user_session";
  sql(std::string{"UPDATE "} + table + " SET idle_expires = 1893553445678");
  EXPECT_NE(set_cookie({"cookie", id}).find("Expires=Wed, 02 Jan 2030 03:04:05 GMT"), std::string::npos);
  EXPECT_EQ(set_cookie({"cookie", std::string(40, 'b')}).find("2030"), std::string::npos);
}

TEST_P(Cookies, ItsAttributesAreTheApplications) {
  more = {"--cookie", "name=sid,domain=example.com,path=/app,samesite=strict,secure=false"};
  const auto text = set_cookie({"cookie", "abc"});
  for (const auto* part : {"sid=abc", "; Domain=example.com", "; Path=/app", "; SameSite=Strict"})
    EXPECT_NE(text.find(part), std::string::npos) << text;
  EXPECT_EQ(text.find("Secure"), std::string::npos);
  for (const auto* wrong :
       {"samesite=some", "secure=1", "httponly=false", "name", "name=a b", "samesite=none,secure=false"}) {
    more = {"--cookie", wrong};
    EXPECT_EQ(cardea({"cookie", "--blank"}).status, 2) << wrong;
  }
}

TEST_P(Cookies, AHeaderGivesItsToken) {
  const std::string token = layout == "cardea" || layout == "lucia-v3" ? "abc" : std::string(40, 'a');
  const auto name = layout == "cardea" ? "__Host-auth_session" : "auth_session";
  const auto header = std::string{"a=1; "} + name + "=" + token + "; b=2";
  EXPECT_EQ(ok({"cookie", "parse", header}).at("token").as_string(), token);
  EXPECT_EQ(ok({"cookie", "parse", "--stdin"}, header).at("token").as_string(), token);
  using namespace std::string_literals;
  for (const auto& wrong :
       {""s, "a=1"s, name + "="s, name + "=a\0b"s, "[x]"s, std::string(1'000'000, 'a') + header}) {
    const auto none = cardea({"cookie", "parse", "--stdin"}, wrong);
    EXPECT_EQ(none.status, 1);
    EXPECT_EQ(none.out, "{\"token\":null}\n");
  }
}

TEST_P(Cookies, ATokenThatIsTooLongOrNoneAtAllIsWrongUsage) {
  EXPECT_EQ(cardea({"cookie"}).status, 2);
  EXPECT_EQ(cardea({"cookie", "abc", "--blank"}).status, 2);
  EXPECT_EQ(cardea({"cookie", "--stdin"}, std::string(5000, 'a')).status, 2);
  EXPECT_EQ(cardea({"cookie", "abc", "--expires", "soon"}).status, 2);
}

INSTANTIATE_TEST_SUITE_P(Every, Cookies, ::testing::ValuesIn(every_layout));

using Origins = Cli;

TEST_F(Origins, AreAllowedOrNot) {
  EXPECT_EQ(run({"origin", "https://a.example.com", "b.example.com", "*.example.com"}).status, 0);
  EXPECT_EQ(run({"origin", "https://[::1]", "[::1]"}).status, 0);
  for (const auto* wrong :
       {"http://a.example.com", "null", "", "https://a.example.com.evil.net", "https://example.com"}) {
    const auto refused = run({"--json", "origin", wrong, "*.example.com"});
    EXPECT_EQ(refused.status, 1) << wrong;
    EXPECT_EQ(refused.out, "{\"allowed\":false}\n");
  }
  EXPECT_EQ(run({"origin", "https://a.example.com"}).status, 2);
  EXPECT_EQ(run({"origin", "https://a.example.com", "not a host"}).status, 2);
  EXPECT_EQ(run({"origin", "https://a.example.com", "a.example.com", "--frob"}).status, 2);
}

using Passwords = Cli;

TEST_F(Passwords, AreHashedInTheLayoutsFormatAndVerifiedInEvery) {
  for (const auto* format : {"s2", "lucia-v3", "argon2id"}) {
    const auto made = run({"--json", "password", "hash", "--format", format, "--stdin"}, "correct horse\n");
    ASSERT_EQ(made.status, 0);
    const auto hash = made.text("/hash");
    EXPECT_EQ(hash.starts_with("s2:"), std::string_view{format} == "s2");
    EXPECT_EQ(hash.starts_with("$argon2id$"), std::string_view{format} == "argon2id");
    const auto right = run({"--json", "password", "verify", hash, "--stdin"}, "correct horse");
    EXPECT_EQ(right.status, 0);
    EXPECT_EQ(right.json().at("needsRehash").as_bool(), std::string_view{format} != "argon2id");
    const auto wrong = run({"--json", "password", "verify", hash, "--stdin"}, "correct horsf");
    EXPECT_EQ(wrong.status, 1);
    EXPECT_EQ(wrong.out, "{\"valid\":false,\"needsRehash\":false}\n");
    EXPECT_EQ(wrong.err.find(hash), std::string::npos);
  }
  EXPECT_TRUE(run({"--layout", "lucia-v2", "password", "hash", "--stdin"}, "x").out.starts_with("s2:"));
  EXPECT_EQ(run({"--json", "password", "hash", "--stdin"}, "").code(), "AUTH_INVALID_PASSWORD");
  EXPECT_EQ(run({"password", "hash"}).status, 2);
  EXPECT_EQ(run({"password", "hash", "--format", "md5", "--stdin"}, "x").status, 2);
}

}  // namespace
}  // namespace cardea::cli::test
