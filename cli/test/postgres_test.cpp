// SPDX-License-Identifier: MIT
#include "run.hpp"
#include "server.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace cardea::cli::test {
namespace {

/// Every command on a server, in a schema of the test's own.
class OnPostgres : public Layouts {
 protected:
  OnPostgres() {
    db = place_.url();
    more = {"--user-attributes", "name:string,born:timestamp?"};
  }
  place place_{};
};

TEST_P(OnPostgres, EveryCommandWorksAsOnAFile) {
  EXPECT_EQ(cardea({"check"}).status, 1);
  const auto planned = ok({"migrate", "--dry-run"});
  EXPECT_EQ(cardea({"check"}).status, 1) << "a plan was carried out";
  EXPECT_EQ(ok({"migrate"}), planned);
  EXPECT_TRUE(ok({"migrate"}).at("statements").as_array().empty());
  EXPECT_TRUE(ok({"check"}).at("findings").as_array().empty());
  arguments line{"--attr", "name=ada", "--attr", "born=1815-12-10T00:00:00.001Z"};
  if (has_keys()) line.insert(line.end(), {"--key", "username:ada"});
  const auto id = user(line);
  const auto got = ok({"user", "get", id}).at("user").at("attributes").as_object();
  EXPECT_EQ(got.at("name").as_string(), "ada");
  EXPECT_EQ(got.at("born").as_string(), "1815-12-10T00:00:00.001Z");
  if (has_keys()) {
    EXPECT_EQ(ok({"key", "verify", "username:ada"}).at("key").at("userId").as_string(), id);
    EXPECT_EQ(cardea({"user", "create", "--attr", "name=eve", "--key", "username:ada"}).status, 1);
  }
  const std::string token{ok({"session", "create", id}).at("token").as_string()};
  EXPECT_EQ(ok({"session", "validate", token}).at("user").at("id").as_string(), id);
  EXPECT_EQ(ok({"session", "list", id}).at("sessions").as_array().size(), 1U);
  EXPECT_EQ(ok({"session", "prune"}).at("deleted").as_int64(), 0);
  EXPECT_EQ(cardea({"cookie", token}).status, 0);
  EXPECT_EQ(ok({"session", "revoke", token}).at("deleted").as_int64(), 1);
  EXPECT_EQ(cardea({"session", "validate", token}).status, 1);
  EXPECT_EQ(ok({"user", "delete", id}).at("deleted").as_int64(), 1);
  EXPECT_TRUE(ok({"user", "list"}).at("users").as_array().empty());
}

TEST_P(OnPostgres, TheUrlMaySayThatThereIsAPoolerBetween) {
  db += "&pgbouncer=true";
  ok({"migrate"});
  EXPECT_TRUE(ok({"check"}).at("findings").as_array().empty());
  db += "ish";
  EXPECT_EQ(cardea({"check"}).status, 2);
}

TEST_P(OnPostgres, TheSchemaIsPrintedWithoutAServer) {
  db = "postgres://nobody@127.0.0.1:1/none";
  const auto text = std::string{ok({"schema", "--as", "sql"}).at("schema").as_string()};
  EXPECT_NE(text.find(layout == "lucia-v3" ? "\"expires_at\" TIMESTAMPTZ NOT NULL" : "BIGINT NOT NULL"),
            std::string::npos)
      << text;
  db = "sqlite:app.db";
  EXPECT_EQ(std::string{ok({"schema", "--as", "sql", "--dialect", "postgres"}).at("schema").as_string()},
            text);
  EXPECT_NE(std::string{ok({"schema", "--as", "sql"}).at("schema").as_string()}, text);
}

TEST_P(OnPostgres, AServerThatIsNotThereIsUnavailable) {
  db = "postgres://ada:hunter2@127.0.0.1:1/none";
  for (const arguments& line : {arguments{"check"}, {"migrate"}, {"user", "list"}}) {
    const auto done = cardea(line);
    EXPECT_EQ(done.status, 3);
    EXPECT_EQ(done.code(), "UNAVAILABLE");
    EXPECT_EQ(std::count(done.err.begin(), done.err.end(), '\n'), 1) << done.err;
    EXPECT_EQ((done.out + done.err).find("hunter2"), std::string::npos);
  }
}

TEST_P(OnPostgres, TheCommandThatMakesAMissingTableIsShownWithoutThePassword) {
  const auto at = db.find('@');
  for (const auto& url : {std::string{db}.insert(at, ":hunter2"), db + "&password=hunter2"}) {
    db = url;
    const auto done = cardea({"user", "list"});
    EXPECT_EQ(done.code(), "SCHEMA_MISMATCH") << done.err;
    EXPECT_NE(done.err.find("postgres@127.0.0.1"), std::string::npos) << done.err;
    EXPECT_NE(done.err.find("migrate`"), std::string::npos) << done.err;
    EXPECT_EQ((done.out + done.err).find("hunter2"), std::string::npos) << done.err;
  }
}

INSTANTIATE_TEST_SUITE_P(Every, OnPostgres, ::testing::ValuesIn(every_layout));

}  // namespace
}  // namespace cardea::cli::test
