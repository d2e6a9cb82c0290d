// SPDX-License-Identifier: MIT
#include "run.hpp"

namespace cardea::cli::test {
namespace {

class Sessions : public Layouts {
 protected:
  Sessions() {
    ok({"migrate"});
    id = user();
  }
  finished validate(const std::string& token) const {
    return cardea({"session", "validate", "--stdin"}, token);
  }
  std::string id;
};

TEST_P(Sessions, ATokenIsMadeAndAcceptedAndOneThatIsNotIsRefused) {
  const auto made = ok({"session", "create", id});
  const std::string token{made.at("token").as_string()};
  EXPECT_EQ(token == made.at("session").at("id").as_string(), layout != "cardea");
  EXPECT_TRUE(made.at("session").at("fresh").as_bool());
  const auto seen = validate(token + "\n");
  EXPECT_EQ(seen.status, 0) << seen.err;
  auto session = seen.json().at("session").as_object();
  EXPECT_FALSE(session.at("fresh").as_bool());
  EXPECT_EQ(session.at("userId").as_string(), id);
  for (const auto* field : {"activePeriodExpiresAt", "idlePeriodExpiresAt", "state"})
    EXPECT_EQ(session.contains(field), has_two_periods()) << field;
  EXPECT_EQ(session.contains("expiresAt"), !has_two_periods());
  EXPECT_EQ(session.contains("createdAt"), layout == "cardea");
  EXPECT_EQ(session.contains("lastVerifiedAt"), layout == "cardea");
  EXPECT_EQ(seen.text("/user/id"), id);
  EXPECT_EQ(cardea({"session", "validate", token}).status, 0);

  using namespace std::string_literals;
  for (const auto& wrong :
       {"x"s, ""s, " "s, "\0"s, token + "\0"s, token + "x", token.substr(1), std::string(1'000'000, 'a')}) {
    const auto refused = validate(wrong);
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(refused.out, "{\"session\":null,\"user\":null}\n");
    EXPECT_NE(refused.err, "");
  }
}

TEST_P(Sessions, TheyAreListedRevokedOneByOneAndAllAtOnce) {
  const std::string first{ok({"session", "create", id}).at("token").as_string()};
  ok({"session", "create", id});
  ok({"session", "create", id});
  EXPECT_EQ(ok({"session", "list", id}).at("sessions").as_array().size(), 3U);
  EXPECT_EQ(ok({"session", "revoke", "--stdin"}, first + "\n").at("deleted").as_int64(), 1);
  const auto none = cardea({"session", "revoke", first});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "{\"deleted\":0}\n");
  EXPECT_EQ(validate(first).status, 1);
  EXPECT_EQ(ok({"session", "revoke-all", id}).at("deleted").as_int64(), 2);
  EXPECT_EQ(ok({"session", "prune"}).at("deleted").as_int64(), 0);
  EXPECT_EQ(cardea({"session", "list", "nobody"}).code(), "AUTH_INVALID_USER_ID");
  EXPECT_EQ(cardea({"session", "create", "nobody"}).code(), "AUTH_INVALID_USER_ID");
}

TEST_P(Sessions, AnIdOfTheCallersOwnIsTakenOnce) {
  const std::string own(40, 'a');
  EXPECT_EQ(ok({"session", "create", id, "--id", own}).at("session").at("id").as_string(), own);
  EXPECT_EQ(cardea({"session", "create", id, "--id", own}).code(), "AUTH_DUPLICATE_SESSION_ID");
}

TEST_P(Sessions, PruneDeletesThoseThatAreOver) {
  if (layout != "lucia-v3") return;
  ok({"session", "create", id});
  sql("UPDATE session SET expires_at = 1");
  EXPECT_EQ(ok({"session", "list", id}).at("sessions").as_array().size(), 0U);
  EXPECT_EQ(ok({"session", "prune"}).at("deleted").as_int64(), 1);
}

TEST_P(Sessions, PruneSaysOnATerminalHowFarItIs) {
  if (layout != "lucia-v3") return;
  sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) "
      "INSERT INTO session (id, user_id, expires_at) SELECT 's' || i, '" +
      id + "', 1 FROM n");
  const std::string command = "$CARDEA --db " + db + " --layout lucia-v3 session prune";
  const auto seen = shell("script --quiet --return --command \"" + command + "\" /dev/null");
  EXPECT_EQ(seen.status, 0);
  EXPECT_EQ(seen.out, "\r\x1b[Kdeleted 1000\r\x1b[Kdeleted 2000\r\x1b[Kdeleted 2500\r\n");
  sql("INSERT INTO session (id, user_id, expires_at) VALUES ('s', '" + id + "', 1)");
  EXPECT_EQ(shell(command + " 2>&1").out, "deleted 1\n");
}

TEST_P(Sessions, AnIdleOneIsRenewedAndSaysItsNewTokenWhereThatChanges) {
  if (!has_two_periods()) return;
  const std::string token{ok({"session", "create", id}).at("token").as_string()};
  const auto table = layout == "lucia-v0"   ? "session"
                     : layout == "lucia-v1" ? "auth_session"
                                            : "user_session";
  sql(std::string{"UPDATE "} + table + " SET active_expires = 1");
  const auto seen = validate(token).json();
  EXPECT_TRUE(seen.at("session").at("fresh").as_bool());
  EXPECT_EQ(seen.contains("token"), layout != "lucia-v2");
  EXPECT_EQ(seen.at("session").at("id").as_string() == token, layout == "lucia-v2");
}

TEST_P(Sessions, ForPeopleTheTokenStandsAloneOnStandardOutput) {
  const auto made = run({"--db", "sqlite:app.db", "--layout", layout, "session", "create", id});
  const auto token = made.out.substr(0, made.out.size() - 1);
  EXPECT_EQ(token.find('\n'), std::string::npos);
  EXPECT_EQ(made.err.find(token), std::string::npos);
  const auto seen =
      run({"--db", "sqlite:app.db", "--layout", layout, "session", "validate", "--stdin"}, made.out);
  EXPECT_EQ(seen.out.find("valid: user " + id + ", "), 0U) << seen.out;
  EXPECT_EQ(seen.out.find(token), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Every, Sessions, ::testing::ValuesIn(every_layout));

}  // namespace
}  // namespace cardea::cli::test
