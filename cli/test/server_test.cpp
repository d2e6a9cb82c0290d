// SPDX-License-Identifier: MIT
#include "server.hpp"
#include "run.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace cardea::cli::test {
namespace {

/// Every command on a server, in a place of the test's own: compiled for each kind of server, with its place.
class OnServer : public Layouts {
 protected:
  OnServer() {
    db = place_.url();
    more = {"--user-attributes", "name:string,born:timestamp?"};
  }
  place place_{};
};

TEST_P(OnServer, EveryCommandWorksAsOnAFile) {
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

TEST_P(OnServer, TheTablesOfAServiceAreMadeComparedAndSwept) {
  ok({"migrate"});
  EXPECT_EQ(cardea({"check", "--service"}).status, 1);
  const auto planned = ok({"migrate", "--service", "--dry-run"});
  EXPECT_EQ(planned.at("statements").as_array().size(), 5U);
  EXPECT_EQ(ok({"migrate", "--service"}), planned);
  EXPECT_TRUE(ok({"migrate", "--service"}).at("statements").as_array().empty());
  EXPECT_EQ(cardea({"check", "--service"}).status, 0);
  EXPECT_EQ(ok({"session", "prune", "--service"}),
            (boost::json::object{{"deleted", 0}, {"limits", 0}, {"tokens", 0}}));
  const auto found = cardea({"check"});
  EXPECT_EQ(found.status, 0);
  EXPECT_EQ(found.text("/recognised/layout"), layout) << "the tables of a service were taken for its own";
}

TEST_P(OnServer, TheTablesThatMigrateMakesAreRecognised) {
  ok({"migrate"});
  const auto found = run({"--json", "--db", db, "--layout", layout, "check"});
  EXPECT_EQ(found.status, 0);
  EXPECT_EQ(found.text("/recognised/layout"), layout);
  const auto use = found.text("/recognised/arguments");
  EXPECT_NE(use.find("--user-attributes 'name:string,born:timestamp?'"), std::string::npos) << use;
  EXPECT_EQ(shell("$CARDEA --db '" + db + "' " + use + " check").status, 0) << use;
  const auto made = run({"import", "db", "--db", db});
  EXPECT_EQ(made.status, 0) << made.err;
  EXPECT_NE(made.out.find("std::optional<cardea::timestamp> born"), std::string::npos) << made.out;
}

const std::string dialect = CARDEA_DIALECT;

TEST_P(OnServer, TheSchemaIsPrintedWithoutAServer) {
  const auto schema = [&](const arguments& more_arguments = {}) {
    arguments line{"schema", "--as", "sql"};
    line.insert(line.end(), more_arguments.begin(), more_arguments.end());
    return std::string{ok(line).at("schema").as_string()};
  };
  db = dialect + "://nobody@127.0.0.1:1/none";
  const auto text = schema();
  const auto* native =
      dialect == "mysql" ? "`expires_at` DATETIME(3) NOT NULL" : "\"expires_at\" TIMESTAMPTZ NOT NULL";
  EXPECT_NE(text.find(layout == "lucia-v3" ? native : "BIGINT NOT NULL"), std::string::npos) << text;
  db = "sqlite:app.db";
  EXPECT_EQ(schema({"--dialect", dialect}), text);
  EXPECT_NE(schema(), text);
}

TEST_P(OnServer, AServerThatIsNotThereIsUnavailable) {
  db = dialect + "://ada:hunter2@127.0.0.1:1/none";
  for (const arguments& line : {arguments{"check"}, {"migrate"}, {"user", "list"}}) {
    const auto done = cardea(line);
    EXPECT_EQ(done.status, 3);
    EXPECT_EQ(done.code(), "UNAVAILABLE");
    EXPECT_EQ(std::count(done.err.begin(), done.err.end(), '\n'), 1) << done.err;
    EXPECT_EQ((done.out + done.err).find("hunter2"), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, OnServer, ::testing::ValuesIn(every_layout));

}  // namespace
}  // namespace cardea::cli::test
