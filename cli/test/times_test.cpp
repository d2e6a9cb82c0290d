// SPDX-License-Identifier: MIT
#include "run.hpp"

namespace cardea::cli::test {
namespace {

/// Tables that Prisma made for Lucia 3, which refuse what Prisma would not have written.
class Times : public Cli {
 protected:
  Times() {
    layout = "lucia-v3";
    more = {"--tables",  "user=User,session=Session",
            "--columns", "session.user_id=userId,session.expires_at=expiresAt",
            "--times",   "iso8601"};
  }
  void make(const std::string& kind) const {
    sql(R"(CREATE TABLE "User" ("id" TEXT NOT NULL PRIMARY KEY);
           CREATE TABLE "Session" ("id" TEXT NOT NULL PRIMARY KEY, "userId" TEXT NOT NULL,
             "expiresAt" DATETIME NOT NULL CHECK (typeof("expiresAt") = ')" +
        kind + "')); INSERT INTO User VALUES ('u1')");
  }
};

TEST_F(Times, ATableOfTextsIsGivenTexts) {
  make("text");
  EXPECT_TRUE(ok({"check"}).at("ok").as_bool());
  const std::string token{ok({"session", "create", "u1"}).at("token").as_string()};
  EXPECT_EQ(ok({"session", "validate", token}).at("user").at("id").as_string(), "u1");
  sql(R"(UPDATE "Session" SET "expiresAt" = strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '+1 day'))");
  EXPECT_TRUE(ok({"session", "validate", token}).at("session").at("fresh").as_bool());
}

TEST_F(Times, ATableOfWholeMillisecondsIsGivenThose) {
  make("integer");
  sql(R"(INSERT INTO "Session" VALUES ('old', 'u1', 1893553445678))");
  const std::string token{ok({"session", "create", "u1"}).at("token").as_string()};
  EXPECT_EQ(ok({"session", "validate", token}).at("user").at("id").as_string(), "u1");
  EXPECT_EQ(ok({"session", "validate", "old"}).at("session").at("expiresAt").as_string(),
            "2030-01-02T03:04:05.678Z");
}

TEST_F(Times, PruningATableOfBothLeavesWhatIsAlive) {
  sql(R"(CREATE TABLE "User" ("id" TEXT NOT NULL PRIMARY KEY); INSERT INTO User VALUES ('u1');
         CREATE TABLE "Session" ("id" TEXT NOT NULL PRIMARY KEY, "userId" TEXT NOT NULL,
           "expiresAt" DATETIME NOT NULL);
         INSERT INTO "Session" VALUES ('a', 'u1', 4093553445678), ('b', 'u1', '2099-09-20T01:02:03.456+00:00'),
           ('c', 'u1', '2099-09-20 01:02:03'), ('d', 'u1', 1593553445678),
           ('e', 'u1', '2020-01-02T03:04:05.678+00:00'), ('f', 'u1', '2020-01-02 03:04:05'))");
  EXPECT_EQ(ok({"session", "prune"}).at("deleted"), 3);
  EXPECT_EQ(ok({"session", "list", "u1"}).at("sessions").as_array().size(), 3U);
}

TEST_F(Times, TheFormIsSaidOnTheLineAndInTheFile) {
  const auto schema = [&](const arguments& given) {
    arguments line{"schema", "--as", "sql", "--user-attributes", "born:timestamp"};
    line.insert(line.end(), given.begin(), given.end());
    return run(line).text("/schema");
  };
  const auto has = [](const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
  };
  write("cardea.toml", "json = true\nlayout = \"lucia-v3\"\n");
  EXPECT_TRUE(has(schema({}), R"("born" INTEGER)"));
  EXPECT_TRUE(has(schema({"--times", "milliseconds"}), R"("expires_at" BIGINT)"));
  EXPECT_TRUE(has(schema({"--times", "milliseconds"}), R"("born" INTEGER)"));
  EXPECT_TRUE(has(schema({"--attribute-times", "iso8601"}), R"("born" DATETIME)"));
  EXPECT_TRUE(has(schema({"--attribute-times", "native", "--dialect", "postgres", "--times", "seconds"}),
                  R"("born" TIMESTAMPTZ)"));
  write("cardea.toml",
        "json = true\nlayout = \"lucia-v3\"\ntimes = \"iso8601\"\nattribute-times = \"milliseconds\"\n");
  EXPECT_TRUE(has(schema({}), R"("expires_at" DATETIME)"));
  EXPECT_TRUE(has(schema({}), R"("born" BIGINT)"));
  EXPECT_TRUE(has(schema({"--times", "seconds"}), R"("expires_at" INTEGER)"));
}

TEST_F(Times, AFormThatThereIsNotOrNotThereIsRefused) {
  const auto why = [&](const arguments& line) {
    const auto refused = run(line);
    EXPECT_EQ(refused.status, 2) << refused.err;
    return refused.err;
  };
  EXPECT_NE(why({"--times", "fortnights", "check"}).find("--times: \"fortnights\" is none of seconds"),
            std::string::npos);
  EXPECT_NE(why({"--attribute-times", "", "check"}).find("--attribute-times: \"\" is none of"),
            std::string::npos);
  EXPECT_NE(why({"--times", "native", "migrate"}).find("native on sqlite"), std::string::npos);
  EXPECT_NE(why({"--times", "iso8601", "schema", "--as", "sql", "--dialect", "postgres"})
                .find("iso8601 on postgres"),
            std::string::npos);
}

// What is to be run next is said with the form in it: another would make other columns.
TEST_F(Times, ACommandThatIsSuggestedHasTheForm) {
  more = {"--times", "iso8601", "--attribute-times", "milliseconds"};
  layout = "lucia-v3";
  const auto refused =
      run({"--db", "sqlite:app.db", "--layout", layout, more[0], more[1], more[2], more[3], "check"});
  EXPECT_EQ(refused.status, 3);
  EXPECT_NE(refused.err.find("--times iso8601 --attribute-times milliseconds migrate"), std::string::npos)
      << refused.err;
}

}  // namespace
}  // namespace cardea::cli::test
