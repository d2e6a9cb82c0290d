// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <algorithm>

namespace cardea::cli::test {
namespace {

using Options = Cli;

TEST_F(Options, TheDatabaseIsThatOfTheLineElseTheEnvironmentElseTheFileElseCardeaDb) {
  const auto made = [&](const std::string& line) {
    EXPECT_EQ(shell(line).status, 0) << line;
    for (const auto* name : {"line.db", "environment.db", "file.db", "cardea.db"})
      if (std::filesystem::remove(directory / name)) return std::string{name};
    return std::string{"none"};
  };
  EXPECT_EQ(made("$CARDEA migrate"), "cardea.db");
  write("cardea.toml", "db = \"sqlite:file.db\"\n");
  EXPECT_EQ(made("$CARDEA migrate"), "file.db");
  EXPECT_EQ(made("CARDEA_DB=sqlite:environment.db $CARDEA migrate"), "environment.db");
  EXPECT_EQ(made("CARDEA_DB=sqlite:environment.db $CARDEA --db sqlite:line.db migrate"), "line.db");
  EXPECT_EQ(made("$CARDEA migrate --db sqlite://line.db"), "line.db");
  EXPECT_EQ(made("$CARDEA --db sqlite://$PWD/line.db migrate"), "line.db");
}

TEST_F(Options, EachHasTheSameNameInTheFileFlatOrAsATable) {
  write("flat.toml", R"(layout = "lucia-v2"
tables = "user=people"
columns = "session.user_id=userId,user.name=full_name"
user-attributes = "name:string"
session-idle-period = "7d"
json = true
)");
  write("tables.toml", R"(layout = "lucia-v2"
session-idle-period = "7d"
json = true
[tables]
user = "people"
[columns]
session.user_id = "userId"
"user.name" = "full_name"
[user-attributes]
name = "string"
)");
  const auto flat = run({"--config", "flat.toml", "schema", "--as", "sql"});
  EXPECT_NE(flat.text("/schema").find("\"full_name\" TEXT NOT NULL"), std::string::npos)
      << flat.out << flat.err;
  EXPECT_NE(flat.text("/schema").find("\"userId\" TEXT"), std::string::npos);
  EXPECT_EQ(run({"--config", "tables.toml", "schema", "--as", "sql"}).out, flat.out);
}

TEST_F(Options, AnApplicationThatKeepsNoKeysSharesItsTwoTables) {
  sql(R"(CREATE TABLE user (id TEXT NOT NULL PRIMARY KEY);
         CREATE TABLE auth_session (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES user(id),
           secret_hash BLOB NOT NULL, token_last_verified_at INTEGER NOT NULL, created_at INTEGER NOT NULL) STRICT;)");
  EXPECT_EQ(cardea({"check", "--tables", "user=user"}).status, 1) << "the key table is missing";
  more = {"--tables", "user=user,key=-"};
  EXPECT_TRUE(ok({"check"}).at("ok").as_bool());
  const auto id = user();
  const std::string token{ok({"session", "create", id}).at("token").as_string()};
  EXPECT_EQ(ok({"session", "validate", token}).at("user").at("id").as_string(), id);
  EXPECT_EQ(cardea({"key", "create", id, "username:ada"}).status, 2);
  EXPECT_EQ(ok({"user", "delete", id}).at("deleted"), 1);
}

TEST_F(Options, AWrongFileIsWrongUsageAndSaysWhere) {
  for (const std::string_view wrong :
       {"db = ", "dbb = \"x\"", "db = 1.5", "layout = [1]", "[layout]\nx = 1", "\xff"}) {
    write("cardea.toml", wrong);
    const auto refused = run({"check"});
    EXPECT_EQ(refused.status, 2) << wrong;
    EXPECT_EQ(std::count(refused.err.begin(), refused.err.end(), '\n'), 1) << refused.err;
  }
  write("cardea.toml", "db = \"sqlite:x.db\"\nlayout = ");
  EXPECT_NE(run({"check"}).err.find("cardea.toml: line 2"), std::string::npos);
  EXPECT_EQ(run({"--config", "none.toml", "check"}).status, 2);
  EXPECT_EQ(run({"--config", ".", "check"}).status, 2);
}

TEST_F(Options, WrongUsageIsStatusTwoOneLineAndTheErrorObject) {
  const std::vector<arguments> wrong{{},
                                     {"frob"},
                                     {"user"},
                                     {"user", "get"},
                                     {"user", "get", "a", "b"},
                                     {"check", "--frob"},
                                     {"check", "--db"},
                                     {"--db=", "check"},
                                     {"--db", "sqlite:a", "--db", "sqlite:b", "check"},
                                     {"--db", "sqlite:a", "check", "--db", "sqlite:b"},
                                     {"--db", "app.db", "check"},
                                     {"--db", "sqlite:", "check"},
                                     {"--db", "oracle://u:hunter2@h/d", "check"},
                                     {"--db", "postgres://u:hunter2/x@h/d", "check"},
                                     {"--db", "mongodb://u:hunter2@h/d", "check"},
                                     {"--sessions", "redis://h", "check"},
                                     {"--layout", "lucia-v4", "check"},
                                     {"--tables", "users=x", "check"},
                                     {"--tables", "user=", "check"},
                                     {"--tables", "user=x,user=y", "check"},
                                     {"--columns", "session.frob=x", "check"},
                                     {"--columns", "session.user_id=-", "check"},
                                     {"--user-attributes", "name:text", "check"},
                                     {"--user-attributes", "name", "check"},
                                     {"--user-attributes", "id:string", "migrate"},
                                     {"--session-expires-in", "soon", "check"},
                                     {"--session-expires-in", "0s", "check"},
                                     {"--layout", "lucia-v2", "--session-expires-in", "1d", "check"},
                                     {"--busy-timeout", "-1s", "check"},
                                     {"schema"},
                                     {"schema", "--as", "hibernate"},
                                     {"schema", "--as", "sql", "--dialect", "oracle"},
                                     {"serve", "--listen", "nowhere"},
                                     {"session", "validate"},
                                     {"session", "validate", "hunter2", "--stdin"},
                                     {"key", "verify", "ada", "--password-stdin"},
                                     {"key", "verify", "username:ada", "hunter2"},
                                     {"key", "verify", "username:ada", "--password-stdin=hunter2"},
                                     {"user", "create", "--password-stdin"},
                                     {"user", "get", "\xff\xfe"}};
  for (auto line : wrong) {
    const auto plain = run(line, "hunter2");
    EXPECT_EQ(plain.status, 2) << ::testing::PrintToString(line) << plain.err;
    EXPECT_EQ(plain.out, "");
    EXPECT_EQ(std::count(plain.err.begin(), plain.err.end(), '\n'), 1) << plain.err;
    line.insert(line.begin(), "--json");
    const auto json = run(line, "hunter2");
    EXPECT_EQ(json.status, 2) << ::testing::PrintToString(line);
    EXPECT_NE(json.code(), "") << ::testing::PrintToString(line);
    EXPECT_EQ((plain.err + json.out + json.err).find("hunter2"), std::string::npos) << plain.err;
  }
  EXPECT_FALSE(std::filesystem::exists(directory / "cardea.db"));
}

TEST_F(Options, RenamedQuotedAndAbsentColumnsWork) {
  layout = "lucia-v1";
  more = {"--tables",          "user=My Users,session=order,key=k\"ey",
          "--columns",         "session.user_id=user id,key.expires=-,key.primary_key=-,user.name=select",
          "--user-attributes", "name:string"};
  ok({"migrate"});
  EXPECT_TRUE(ok({"check"}).at("findings").as_array().empty());
  const auto id = user({"--attr", "name=ada", "--key", "username:ada"});
  EXPECT_EQ(ok({"key", "verify", "username:ada"}).at("key").at("userId").as_string(), id);
  const std::string token{ok({"session", "create", id}).at("token").as_string()};
  EXPECT_EQ(ok({"session", "validate", token}).at("user").at("attributes").at("name").as_string(), "ada");
}

TEST_F(Options, WhatSchemaCanPrintIsSaidWhereSomethingElseIsAskedFor) {
  EXPECT_NE(run({"schema", "--as", "hibernate"})
                .err.find(R"("hibernate" is none of sql, kysely, drizzle, prisma and cpp)"),
            std::string::npos);
  EXPECT_NE(run({"schema", "--as", "sql", "--dialect", "oracle"})
                .err.find(R"("oracle" is none of sqlite, postgres and mysql)"),
            std::string::npos);
  const auto help = run({"schema", "--help"}).out;
  for (const auto* part :
       {"sql (", "kysely (", "drizzle (", "prisma (", "cpp (", "sqlite, postgres or mysql"})
    EXPECT_NE(help.find(part), std::string::npos) << help;
}

TEST_F(Options, HelpTeachesAndVersionTells) {
  const auto help = run({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const auto* part : {"sqlite:PATH", "lucia-v0", "lucia 3", "Exit status", "cardea.toml", "migrate"})
    EXPECT_NE(help.out.find(part), std::string::npos) << part;
  for (const auto* command : {"migrate",          "check",
                              "schema",           "prisma-generator",
                              "cookie",           "cookie parse",
                              "origin",           "user create",
                              "user get",         "user list",
                              "user update",      "user delete",
                              "key create",       "key list",
                              "key verify",       "key set-password",
                              "key delete",       "session create",
                              "session validate", "session list",
                              "session revoke",   "session revoke-all",
                              "session prune",    "password hash",
                              "password verify"})
    EXPECT_NE(shell(std::string{"$CARDEA "} + command + " --help").out.find("Example:\n  cardea "),
              std::string::npos)
        << command;
  EXPECT_EQ(run({"--version"}).out.find("cardea "), 0U);
}

}  // namespace
}  // namespace cardea::cli::test
