// SPDX-License-Identifier: MIT
#include "run.hpp"
#include "server.hpp"

#include <boost/json/object.hpp>

namespace cardea::cli::test {
namespace {

class OnPostgres : public Cli {
 protected:
  place place_{};
};

TEST_F(OnPostgres, TheUrlMaySayThatThereIsAPoolerBetween) {
  db = place_.url() + "&pgbouncer=true";
  ok({"migrate"});
  EXPECT_TRUE(ok({"check"}).at("findings").as_array().empty());
  db += "ish";
  EXPECT_EQ(cardea({"check"}).status, 2);
}

TEST_F(OnPostgres, TheCommandThatMakesAMissingTableIsShownWithoutThePassword) {
  const auto url = place_.url();
  for (const auto& with : {std::string{url}.insert(url.find('@'), ":hunter2"), url + "&password=hunter2"}) {
    db = with;
    const auto done = cardea({"user", "list"});
    EXPECT_EQ(done.code(), "SCHEMA_MISMATCH") << done.err;
    EXPECT_NE(done.err.find("postgres@127.0.0.1"), std::string::npos) << done.err;
    EXPECT_NE(done.err.find("migrate`"), std::string::npos) << done.err;
    EXPECT_EQ((done.out + done.err).find("hunter2"), std::string::npos) << done.err;
  }
}

TEST_F(OnPostgres, TrapsOfALiveTableAreNamed) {
  const handle rows{place_.url()};
  rows.run(R"(CREATE TABLE "User" (id text PRIMARY KEY, tags jsonb NOT NULL);
              CREATE TABLE "Session" (id varchar(30) PRIMARY KEY, "userId" text NOT NULL CONSTRAINT
                "Session_userId_fkey" REFERENCES "User", "expiresAt" timestamp(3) NOT NULL))");
  const auto found = run({"--db", place_.url(), "check"});
  EXPECT_EQ(found.status, 1);
  for (const auto* said : {"marks of Prisma (type timestamp(3) without time zone)",
                           "times in Session.expiresAt: timestamp(3) without time zone, taken for UTC",
                           "note: column \"tags\" of table \"User\" was left out: it is declared jsonb",
                           "error: column \"id\" of table \"Session\" holds 30 characters, and ids have 40",
                           "use: --layout lucia-v3 --tables user=User,session=Session --columns "
                           "session.user_id=userId,session.expires_at=expiresAt\n"})
    EXPECT_NE(found.out.find(said), std::string::npos) << said << '\n' << found.out;
}

TEST_F(OnPostgres, AZoneIsForMysqlAlone) {
  db = place_.url();
  more = {"--datetime-zone", "local"};
  const auto done = cardea({"check"});
  EXPECT_EQ(done.status, 2);
  EXPECT_NE(done.err.find("--datetime-zone"), std::string::npos) << done.err;
}

}  // namespace
}  // namespace cardea::cli::test
