// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace {

using cardea::cli::test::arguments;
using cardea::cli::test::Cli;
using cardea::cli::test::finished;
using testing::HasSubstr;
using testing::Not;

/// Nothing is said of the layout: what is there is to be found out.
class CliCheck : public Cli {
 protected:
  finished check(const arguments& more_arguments = {}) const {
    arguments line{"--json", "--db", db, "check"};
    line.insert(line.end(), more_arguments.begin(), more_arguments.end());
    return run(line);
  }
  /// What the recognised options are; whether they fit is tried too.
  std::string use() const {
    const auto found = check();
    EXPECT_EQ(found.status, 1);
    const auto line = found.text("/recognised/arguments");
    EXPECT_EQ(shell("$CARDEA --db " + db + " " + line + " check").status, 0) << line;
    return line;
  }
  std::string content(const std::string& name) const {
    std::ifstream file{directory / name};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  void lucia_v3() const {
    sql("CREATE TABLE user (id TEXT NOT NULL PRIMARY KEY, username TEXT NOT NULL);"
        "CREATE TABLE session (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES user (id), "
        "expires_at INTEGER NOT NULL)");
  }
  void prisma() const {
    sql(R"(CREATE TABLE "User" ("id" TEXT NOT NULL PRIMARY KEY, "born" DATETIME);
           CREATE TABLE "Session" ("id" TEXT NOT NULL PRIMARY KEY, "userId" TEXT NOT NULL, "expiresAt" DATETIME
             NOT NULL, CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")))");
  }
};

TEST_F(CliCheck, EveryLayoutThatMigrateMakesIsRecognised) {
  for (const auto& one : cardea::cli::test::every_layout) {
    db = std::string{"sqlite:"} + one.name + ".db";
    ASSERT_EQ(
        run({"--db", db, "--layout", one.name, "--user-attributes", "name:string,age:integer?", "migrate"})
            .status,
        0);
    const auto found = run({"--json", "--db", db, "--layout", one.name, "check"});
    EXPECT_EQ(found.text("/recognised/layout"), one.name);
    EXPECT_THAT(found.text("/recognised/arguments"),
                HasSubstr("--user-attributes 'name:string,age:integer?'"));
  }
}

TEST_F(CliCheck, TheOptionsThatItPrintsMakeItWork) {
  lucia_v3();
  EXPECT_EQ(use(), "--layout lucia-v3 --tables user=user,session=session --user-attributes username:string");
}

TEST_F(CliCheck, ATableWhoseMomentsAreMillisecondsSaysSo) {
  lucia_v3();
  sql("INSERT INTO user VALUES ('u', 'ada'); INSERT INTO session VALUES ('s', 'u', 1893553445678)");
  EXPECT_THAT(use(), HasSubstr("--times milliseconds"));
  EXPECT_EQ(check().text("/recognised/times/0/forms/0/form"), "whole milliseconds");
}

TEST_F(CliCheck, EveryFormOfAMomentIsNamed) {
  prisma();
  sql("INSERT INTO User (id) VALUES ('u');"
      "INSERT INTO Session VALUES ('a', 'u', '2030-01-02T03:04:05.678+00:00'), ('b', 'u', 1893553445678),"
      "('c', 'u', 1893553445), ('d', 'u', 1893553445.5), ('e', 'u', x'31383933353533343435363738')");
  const auto found = run({"--db", db, "check"});
  for (const auto* form : {"ISO 8601 text (1)", "whole milliseconds (1)", "whole seconds (1)", "REAL (1)",
                           "digits in a BLOB (1)"})
    EXPECT_THAT(found.out, HasSubstr(form));
  EXPECT_THAT(found.out,
              HasSubstr("warning: column \"expiresAt\" of table \"Session\" holds moments in more than "
                        "one form"));
  EXPECT_THAT(found.out, HasSubstr("--times iso8601"));
  EXPECT_THAT(found.out, HasSubstr("marks of Prisma (type DATETIME)"));
}

TEST_F(CliCheck, APrismaTableIsWrittenInTheFormThatItHolds) {
  prisma();
  sql("INSERT INTO User (id) VALUES ('u'); INSERT INTO Session VALUES ('a', 'u', "
      "'2030-01-02T03:04:05.678+00:00')");
  EXPECT_EQ(use(),
            "--layout lucia-v3 --tables user=User,session=Session --columns "
            "session.user_id=userId,session.expires_at=expiresAt --times iso8601 --attribute-times iso8601 "
            "--user-attributes 'born:timestamp?'");
  sql("UPDATE Session SET expiresAt = 1893553445678");
  EXPECT_THAT(use(), HasSubstr("--times milliseconds"));
}

TEST_F(CliCheck, TheOptionsAreWrittenToAFileThatIsThenEnough) {
  lucia_v3();
  EXPECT_EQ(check({"--toml", "cardea.toml"}).status, 1);
  EXPECT_EQ(content("cardea.toml"),
            "layout = \"lucia-v3\"\ntables = \"user=user,session=session\"\nuser-attributes = "
            "\"username:string\"\n");
  const auto now = check();
  EXPECT_EQ(now.status, 0);
  EXPECT_EQ(now.text("/layout"), "lucia-v3");
}

TEST_F(CliCheck, AFileThatHoldsSomethingElseIsKept) {
  lucia_v3();
  write("mine.toml", "db = \"sqlite:app.db\"\n");
  const auto refused = check({"--toml", "mine.toml"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.text("/error/message"), HasSubstr("--force"));
  EXPECT_EQ(content("mine.toml"), "db = \"sqlite:app.db\"\n");
  EXPECT_EQ(check({"--toml", "mine.toml", "--force"}).status, 1);
  EXPECT_THAT(content("mine.toml"), HasSubstr("lucia-v3"));
}

TEST_F(CliCheck, NamesThatNoListCanHoldAreWrittenAsATable) {
  sql(R"(CREATE TABLE "a,b=c" (id TEXT PRIMARY KEY, "it's" TEXT);
         CREATE TABLE session (id TEXT PRIMARY KEY, user_id TEXT REFERENCES "a,b=c" (id), expires_at INTEGER))");
  EXPECT_EQ(check({"--toml", "cardea.toml"}).status, 1);
  EXPECT_EQ(check().status, 0) << content("cardea.toml");
}

TEST_F(CliCheck, WhatIsNotRecognisedIsSaidWithTheReason) {
  sql("CREATE TABLE user (id INTEGER PRIMARY KEY); CREATE TABLE session (id TEXT PRIMARY KEY, user_id "
      "INTEGER "
      "REFERENCES user (id), expires_at INTEGER)");
  const auto found = check();
  EXPECT_EQ(found.status, 1);
  EXPECT_THAT(found.text("/recognised/reason"),
              HasSubstr("\"user_id\" of table \"session\" is declared INTEGER"));
  EXPECT_EQ(check({"--toml", "cardea.toml"}).code(), "SCHEMA_MISMATCH");
  EXPECT_FALSE(exists(directory / "cardea.toml"));
}

TEST_F(CliCheck, OfTwoTablesOfSessionsTheOneThatIsSaidIsLookedAt) {
  sql("CREATE TABLE user (id TEXT PRIMARY KEY);"
      "CREATE TABLE a (id TEXT PRIMARY KEY, user_id TEXT REFERENCES user (id), expires_at INTEGER);"
      "CREATE TABLE b (id TEXT PRIMARY KEY, user_id TEXT REFERENCES user (id), expires_at INTEGER)");
  EXPECT_THAT(check().text("/recognised/reason"), HasSubstr("--tables session=NAME"));
  EXPECT_EQ(check({"--tables", "session=b"}).text("/recognised/arguments"),
            "--layout lucia-v3 --tables user=user,session=b");
}

TEST_F(CliCheck, AMissingForeignKeyAndMissingIndexesAreNotes) {
  sql("CREATE TABLE user (id TEXT PRIMARY KEY); CREATE TABLE session (id TEXT PRIMARY KEY, user_id TEXT, "
      "expires_at "
      "INTEGER)");
  const auto found = run({"--db", db, "check"});
  EXPECT_THAT(found.out, HasSubstr("note: no foreign key on column \"user_id\" of table \"session\""));
  EXPECT_THAT(found.out, HasSubstr("note: no index on column \"expires_at\" of table \"session\""));
}

TEST_F(CliCheck, AnIdThatIgnoresCaseIsNoted) {
  sql("CREATE TABLE user (id TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE session (id TEXT PRIMARY KEY, "
      "user_id "
      "TEXT REFERENCES user (id), expires_at INTEGER)");
  EXPECT_THAT(run({"--db", db, "check"}).out, HasSubstr("is compared by collation NOCASE"));
}

TEST_F(CliCheck, TheHistoryOfAToolTellsWhoKeepsTheTables) {
  lucia_v3();
  sql("CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)");
  EXPECT_EQ(check().text("/recognised/madeBy"), "Drizzle (its table \"__drizzle_migrations\")");
}

TEST_F(CliCheck, AHeaderIsMadeOfALiveDatabase) {
  lucia_v3();
  const auto made = run({"import", "db", "--db", db});
  EXPECT_EQ(made.status, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("cardea::layouts::lucia_v3()"));
  EXPECT_THAT(made.out, HasSubstr("std::string username;"));
  EXPECT_EQ(run({"import", "db", "--db", db, "--out", "a.hpp", "--toml", "cardea.toml"}).status, 0);
  EXPECT_EQ(content("a.hpp"), made.out);
  EXPECT_EQ(check().status, 0);
}

TEST_F(CliCheck, WhatImportDoesNotTakeIsRefused) {
  lucia_v3();
  EXPECT_EQ(run({"import", "db", "--db", db, "--layout", "lucia-v3"}).status, 2);
  EXPECT_EQ(run({"import", "db", "--db", "sqlite:none.db"}).status, 3);
  const auto chosen = run({"import", "db", "--db", db, "--tables", "session=none"});
  EXPECT_EQ(chosen.status, 3);
  EXPECT_THAT(chosen.err, HasSubstr("there is no table \"none\""));
  EXPECT_THAT(chosen.err, Not(HasSubstr("migrate")));
}

}  // namespace
