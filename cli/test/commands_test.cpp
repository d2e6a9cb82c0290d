// SPDX-License-Identifier: MIT
#include "run.hpp"

namespace cardea::cli::test {
namespace {

class Commands : public Layouts {};

TEST_P(Commands, MigrateMakesWhatCheckWantsAndThenHasNothingToDo) {
  EXPECT_FALSE(ok({"migrate", "--dry-run"}).at("statements").as_array().empty());
  EXPECT_FALSE(std::filesystem::exists(directory / "app.db"));
  const auto made = ok({"migrate"}).at("statements").as_array();
  EXPECT_GE(made.size(), 2U);
  EXPECT_TRUE(ok({"migrate"}).at("statements").as_array().empty());
  const auto checked = ok({"check"});
  EXPECT_EQ(checked.at("layout").as_string(), layout);
  EXPECT_TRUE(checked.at("ok").as_bool());
}

TEST_P(Commands, SchemaIsWhatMigrateRuns) {
  const auto text = run({"--layout", layout, "schema", "--as", "sql"});
  EXPECT_EQ(text.status, 0);
  EXPECT_EQ(text.out, run({"--layout", layout, "--db", "sqlite:app.db", "migrate", "--dry-run"}).out);
  EXPECT_FALSE(std::filesystem::exists(directory / "cardea.db"));
}

TEST_P(Commands, SchemaAsKyselyHasTheAttributesAndTheNamesThatWereGiven) {
  const arguments line{"--layout",
                       layout,
                       "--tables",
                       "user=auth.people",
                       "--columns",
                       "session.user_id=userId,user.born=\u2028\nborn",
                       "--user-attributes",
                       "born:timestamp?",
                       "schema",
                       "--as",
                       "kysely",
                       "--dialect"};
  for (const auto* dialect : {"sqlite", "postgres", "mysql"}) {
    auto whole = line;
    whole.emplace_back(dialect);
    const auto text = run(whole);
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_EQ(text.out.find("// Written by `cardea schema --as kysely --dialect " + std::string{dialect}),
              0U);
    const std::string type = dialect == std::string{"sqlite"} ? "number" : "Date";
    for (const auto& part : {std::string{"\"auth.people\": AuthPeopleTable;\n"},
                             std::string{"  userId: string;\n"}, R"(  "\u2028\nborn": )" + type + " | null;"})
      EXPECT_NE(text.out.find(part), std::string::npos) << part << text.out;
  }
  EXPECT_FALSE(std::filesystem::exists(directory / "cardea.db"));
}

TEST_P(Commands, AUserIsMadeShownListedAndDeleted) {
  ok({"migrate"});
  const auto made = ok({"user", "create", "--id", "ada"});
  EXPECT_EQ(made, (boost::json::object{{"user", {{"id", "ada"}, {"attributes", boost::json::object{}}}},
                                       {"key", nullptr}}));
  EXPECT_EQ(cardea({"user", "create", "--id", "ada"}).code(), "AUTH_DUPLICATE_USER_ID");
  EXPECT_EQ(ok({"user", "get", "ada"}), made);
  EXPECT_EQ(ok({"user", "list"}).at("users").as_array().size(), 1U);
  EXPECT_EQ(ok({"user", "delete", "ada"}).at("deleted").as_int64(), 1);
  const auto again = cardea({"user", "delete", "ada"});
  EXPECT_EQ(again.status, 1);
  EXPECT_EQ(again.out, "{\"deleted\":0}\n");
  const auto gone = cardea({"user", "get", "ada"});
  EXPECT_EQ(gone.status, 1);
  EXPECT_EQ(gone.code(), "AUTH_INVALID_USER_ID");
}

TEST_P(Commands, AKeyOpensWithItsPasswordOnly) {
  ok({"migrate"});
  if (!has_keys()) {
    EXPECT_EQ(cardea({"key", "verify", "username:ada"}).status, 2);
    return;
  }
  const auto made = ok({"user", "create", "--key", "username:ada:x", "--password-stdin"}, "correct horse\n");
  const auto key = made.at("key").as_object();
  EXPECT_EQ(key.at("providerId").as_string(), "username");
  EXPECT_EQ(key.at("providerUserId").as_string(), "ada:x");
  EXPECT_EQ(key.at("userId"), made.at("user").at("id"));
  EXPECT_TRUE(key.at("passwordDefined").as_bool());
  EXPECT_EQ(key.contains("primary"), layout == "lucia-v0" || layout == "lucia-v1");
  const arguments verify{"key", "verify", "username:ada:x", "--password-stdin"};
  EXPECT_EQ(ok(verify, "correct horse").at("key").as_object(), key);
  EXPECT_EQ(ok(verify, "correct horse\r\n").at("key").as_object(), key);
  using namespace std::string_literals;
  const std::vector<std::string> wrong_ones{"wrong", "correct horse\n\n",         "",
                                            "\xff",  std::string(1'000'000, 'a'), "correct horse\0"s};
  for (const auto& wrong : wrong_ones) {
    const auto refused = cardea(verify, wrong);
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(refused.code(), "AUTH_INVALID_PASSWORD");
  }
  EXPECT_EQ(cardea({"key", "verify", "username:ada:x"}).code(), "AUTH_INVALID_PASSWORD");
  EXPECT_EQ(cardea({"key", "verify", "username:eve", "--password-stdin"}, "x").code(), "AUTH_INVALID_KEY_ID");
}

TEST_P(Commands, KeysAreAddedListedChangedAndDeleted) {
  if (!has_keys()) return;
  ok({"migrate"});
  const auto id = user();
  EXPECT_FALSE(ok({"key", "create", id, "github:1"}).at("key").at("passwordDefined").as_bool());
  EXPECT_EQ(cardea({"key", "create", id, "github:1"}).code(), "AUTH_DUPLICATE_KEY_ID");
  EXPECT_EQ(cardea({"key", "create", "nobody", "github:2"}).code(), "AUTH_INVALID_USER_ID");
  EXPECT_EQ(cardea({"user", "create", "--key", "github:1"}).code(), "AUTH_DUPLICATE_KEY_ID");
  ok({"key", "verify", "github:1"});
  ok({"key", "set-password", "github:1", "--password-stdin"}, "a new password");
  ok({"key", "verify", "github:1", "--password-stdin"}, "a new password");
  EXPECT_EQ(ok({"key", "list", id}).at("keys").as_array().size(), 1U);
  EXPECT_EQ(cardea({"key", "list", "nobody"}).code(), "AUTH_INVALID_USER_ID");
  EXPECT_EQ(ok({"key", "delete", "github:1"}).at("deleted").as_int64(), 1);
  EXPECT_EQ(cardea({"key", "delete", "github:1"}).status, 1);
  EXPECT_EQ(cardea({"key", "set-password", "github:1"}).code(), "AUTH_INVALID_KEY_ID");
}

TEST_P(Commands, APrimaryKeyGoesOnlyWithItsUser) {
  if (layout != "lucia-v0" && layout != "lucia-v1") return;
  ok({"migrate"});
  const auto id = user({"--key", "username:ada"});
  EXPECT_EQ(cardea({"key", "delete", "username:ada"}).code(), "PRIMARY_KEY");
  ok({"user", "delete", id});
  EXPECT_EQ(cardea({"key", "verify", "username:ada"}).code(), "AUTH_INVALID_KEY_ID");
}

TEST_P(Commands, OnlyLuciaOneMakesKeysForOneUse) {
  if (!has_keys()) return;
  ok({"migrate"});
  const auto id = user();
  const arguments create{"key", "create", id, "reset:1", "--expires-in", "10m"};
  if (layout != "lucia-v1") {
    EXPECT_EQ(cardea(create).status, 2);
    return;
  }
  EXPECT_EQ(ok(create).at("key").at("type").as_string(), "single_use");
  ok({"key", "verify", "reset:1"});
  EXPECT_EQ(cardea({"key", "verify", "reset:1"}).code(), "AUTH_INVALID_KEY_ID");
}

INSTANTIATE_TEST_SUITE_P(Every, Commands, ::testing::ValuesIn(every_layout));

}  // namespace
}  // namespace cardea::cli::test
