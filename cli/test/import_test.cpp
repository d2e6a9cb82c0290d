// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <sys/stat.h>
#include <fstream>
#include <iterator>

namespace cardea::cli::test {
namespace {

class Import : public Cli {
 protected:
  Import() { snapshot("v2-sqlite"); }

  /// A folder of migrations, with a snapshot that drizzle-kit wrote.
  void snapshot(const std::string& name) const {
    std::filesystem::create_directories(directory / "drizzle/meta");
    std::filesystem::copy_file(CARDEA_SNAPSHOTS "/drizzle-" + name + ".json",
                               directory / "drizzle/meta/0000_snapshot.json",
                               std::filesystem::copy_options::overwrite_existing);
    write("drizzle/meta/_journal.json",
          R"({"version": "7", "dialect": "sqlite", "entries": [{"idx": 0, "tag": "0000_init"}]})");
  }
  void change(const std::string& from, const std::string& to) const {
    auto text = read("drizzle/meta/0000_snapshot.json");
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
    write("drizzle/meta/0000_snapshot.json", text);
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file{directory / name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
  }
  [[nodiscard]] finished drizzle(arguments more_arguments) const {
    more_arguments.insert(more_arguments.begin(), {"import", "drizzle", "drizzle"});
    return run(more_arguments);
  }
};

constexpr auto v2_toml = "layout = \"lucia-v2\"\ntables = \"user=user,session=user_session,key=user_key\"\n";

TEST_F(Import, TheHeaderIsPrintedAndWhatWasRecognisedIsSaidBesideIt) {
  const auto done = drizzle({});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.out.find("// Written by `cardea import drizzle` for layout lucia-v2: not to be edited.\n"),
            0U);
  EXPECT_NE(done.out.find("  made.session.name = \"user_session\";\n"), std::string::npos) << done.out;
  EXPECT_EQ(done.err,
            "drizzle/meta/0000_snapshot.json: layout lucia-v2 for sqlite: users in \"user\", sessions in "
            "\"user_session\", keys in \"user_key\"\n");
  EXPECT_FALSE(std::filesystem::exists(directory / "cardea.db"));
}

TEST_F(Import, WithJsonEverythingIsInOneObject) {
  snapshot("types-pg");
  const auto done = drizzle({"--json"});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.err, "");
  EXPECT_EQ(done.text("/layout"), "lucia-v3");
  EXPECT_EQ(done.text("/dialect"), "postgres");
  EXPECT_EQ(done.text("/source"), "drizzle/meta/0000_snapshot.json");
  EXPECT_EQ(done.text("/tables/user"), "auth.user");
  EXPECT_EQ(done.text("/header"), drizzle({}).out);
  EXPECT_NE(done.text("/toml").find("layout = \"lucia-v3\"\n"), std::string::npos);
  EXPECT_NE(done.text("/remarks/0")
                .find("column \"c\" of table \"auth.user\" was left out: it is declared "
                      "char(3), which no attribute can have"),
            std::string::npos);
  EXPECT_TRUE(done.json().at("written").as_array().empty());
}

TEST_F(Import, FilesAreWrittenWhereTheyChange) {
  const auto first = drizzle({"--out", "auth.hpp", "--toml", "cardea.toml"});
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(first.out, "");
  EXPECT_NE(first.err.find("\nauth.hpp: written\ncardea.toml: written\n"), std::string::npos) << first.err;
  EXPECT_EQ(read("auth.hpp"), drizzle({}).out);
  EXPECT_EQ(read("cardea.toml"), v2_toml);

  struct stat before {
  }, after{};
  ASSERT_EQ(stat((directory / "auth.hpp").c_str(), &before), 0);
  const auto second = drizzle({"--out", "auth.hpp", "--toml", "cardea.toml"});
  EXPECT_NE(second.err.find("\nauth.hpp: nothing changes\ncardea.toml: nothing changes\n"),
            std::string::npos);
  ASSERT_EQ(stat((directory / "auth.hpp").c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);

  change("user_session", "login");
  EXPECT_NE(drizzle({"--out", "auth.hpp"}).err.find("\nauth.hpp: written\n"), std::string::npos);
  EXPECT_NE(read("auth.hpp").find("\"login\""), std::string::npos);
  for (const auto& file : std::filesystem::directory_iterator{directory})
    EXPECT_NE(file.path().extension(), ".tmp");
}

TEST_F(Import, WhatSomebodyElseWroteIsNotReplaced) {
  const std::string mine = "db = \"sqlite:app.db\"\n";
  write("cardea.toml", mine);
  const auto refused = drizzle({"--json", "--out", "auth.hpp", "--toml", "cardea.toml"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.code(), "INVALID_ARGUMENT");
  EXPECT_NE(refused.err.find("cardea.toml is there already and holds something else; --force replaces it"),
            std::string::npos);
  EXPECT_EQ(read("cardea.toml"), mine);
  EXPECT_FALSE(std::filesystem::exists(directory / "auth.hpp")) << "neither or both";
  write("auth.hpp", "int main() {}\n");
  EXPECT_EQ(drizzle({"--out", "auth.hpp"}).status, 2);
  EXPECT_EQ(drizzle({"--out", "auth.hpp", "--toml", "cardea.toml", "--force"}).status, 0);
  EXPECT_EQ(read("cardea.toml"), v2_toml);
  EXPECT_EQ(read("auth.hpp"), drizzle({}).out);
}

TEST_F(Import, AFolderThatIsNotThereIsNotMade) {
  const auto refused = drizzle({"--json", "--out", "src/auth.hpp"});
  EXPECT_EQ(refused.status, 3);
  EXPECT_EQ(refused.code(), "UNAVAILABLE");
  EXPECT_NE(refused.err.find("src/auth.hpp: the file cannot be written"), std::string::npos) << refused.err;
  EXPECT_FALSE(std::filesystem::exists(directory / "src"));
  EXPECT_EQ(drizzle({"--out", "drizzle"}).status, 3) << "a folder is no file";
}

TEST_F(Import, AFileThatCannotBeWrittenToItsEndStaysAsItWas) {
  const std::string before = "// Written by `cardea schema`: an older one\n";
  write("auth.hpp", before);
  // 512 bytes, of which the message takes some and the header would take more.
  const auto refused =
      shell("trap '' XFSZ; ulimit -f 1; exec \"$CARDEA\" import drizzle drizzle --out auth.hpp");
  EXPECT_EQ(refused.status, 3);
  EXPECT_EQ(refused.err, "cardea: auth.hpp: the file cannot be written\n");
  EXPECT_EQ(read("auth.hpp"), before);
  for (const auto& file : std::filesystem::directory_iterator{directory})
    EXPECT_NE(file.path().extension(), ".tmp");
}

TEST_F(Import, NoCardeaTomlAndNoDatabaseAreRead) {
  const auto wanted = drizzle({}).out;
  for (const auto* text :
       {"not TOML", "layout = \"lucia-v3\"\n", "unknown = 1\n", "db = \"postgres://nowhere/\"\n"}) {
    write("cardea.toml", text);
    EXPECT_EQ(drizzle({}).out, wanted) << text;
  }
  EXPECT_EQ(shell("CARDEA_DB=nonsense $CARDEA import drizzle drizzle").out, wanted);
}

TEST_F(Import, AnOptionThatItWouldNotFollowIsRefused) {
  for (const arguments& more_arguments : {arguments{"--layout", "lucia-v3"},
                                          {"--db", "sqlite:app.db"},
                                          {"--user-attributes", "a:string"},
                                          {"--config", "cardea.toml"},
                                          {"--out", "x", "--toml", "x"},
                                          {"--tables", "users=user"},
                                          {"--tables", "user"}}) {
    const auto refused = drizzle(more_arguments);
    EXPECT_EQ(refused.status, 2) << more_arguments[0];
    EXPECT_NE(refused.err.find(more_arguments[0]), std::string::npos) << refused.err;
  }
  EXPECT_EQ(run({"import", "drizzle"}).status, 2);
  EXPECT_EQ(run({"import"}).status, 2);
}

TEST_F(Import, TheTablesAreChosenWhereMoreThanOneMayBeMeant) {
  change("\"user_key\"", "\"old_logins\"");
  change("\"user_session\"", "\"logins\"");
  change("\"hashed_password\"", "\"expires_at\"");
  const auto refused = drizzle({"--json"});
  EXPECT_EQ(refused.status, 3);
  EXPECT_EQ(refused.code(), "SCHEMA_MISMATCH");
  EXPECT_NE(refused.err.find("--tables session=NAME"), std::string::npos) << refused.err;
  EXPECT_EQ(refused.err.find("migrate"), std::string::npos) << "that would make tables beside Drizzle's";
  const auto done = drizzle({"--json", "--tables", "session=logins,key=-"});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_EQ(done.text("/tables/session"), "logins");
  EXPECT_NE(done.text("/toml").find("key=-"), std::string::npos);
  EXPECT_EQ(drizzle({"--tables", "session=nowhere"}).status, 3);
}

TEST_F(Import, AFaultIsToldWithItsFileAndPlace) {
  const auto told = [&](const char* code, std::string_view what) {
    const auto refused = drizzle({"--json"});
    EXPECT_EQ(refused.code(), code);
    EXPECT_NE(refused.err.find(what), std::string::npos) << refused.err;
  };
  change("\"type\": \"blob\"", "\"type\": 5");
  told("INVALID_ARGUMENT",
       "drizzle/meta/0000_snapshot.json: tables.user_session.columns.active_expires.type is not a text");
  snapshot("v3-mysql");
  change("\"version\": \"5\"", "\"version\": \"6\"");
  told("INVALID_ARGUMENT", "drizzle/meta/0000_snapshot.json: version is \"6\"");
  write("drizzle/meta/0000_snapshot.json", "{\"version\"");
  told("INVALID_ARGUMENT", "drizzle/meta/0000_snapshot.json: the file ends too early, at byte 10");
  std::filesystem::remove(directory / "drizzle/meta/0000_snapshot.json");
  told("SCHEMA_MISMATCH", "drizzle/meta/0000_snapshot.json is missing");
  std::filesystem::remove_all(directory / "drizzle");
  told("INVALID_ARGUMENT", "drizzle is no folder of Drizzle's migrations");
}

TEST_F(Import, TheOptionsWorkOnTheTablesOnWhateverNames) {
  snapshot("v3-sqlite");
  const std::string hostile = R"(a'b\"\n,c d:e\\ # \u2028\t)";
  change("\"username\"", '"' + hostile + '"');
  change("\"session\"", "\"it's = a, table\"");
  ASSERT_EQ(drizzle({"--toml", "cardea.toml"}).status, 0);
  EXPECT_EQ(shell("$CARDEA --db sqlite:app.db migrate").status, 0) << read("cardea.toml");
  const auto made =
      run({"--json", "--db", "sqlite:app.db", "user", "create", "--attr", "a'b\"\n,c d:e\\ # \u2028\t=x"});
  EXPECT_EQ(made.status, 0) << made.out << read("cardea.toml");
  const auto checked = run({"--json", "--db", "sqlite:app.db", "check"});
  EXPECT_EQ(checked.status, 0) << checked.out;
}

}  // namespace
}  // namespace cardea::cli::test
