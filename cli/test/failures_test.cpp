// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>

// A database or a world that fails: status 3, one line, the error object, and nothing lost.
namespace cardea::cli::test {
namespace {

class Failures : public Layouts {
 protected:
  void expect_broken(const finished& done, const std::string& code) const {
    EXPECT_EQ(done.status, 3) << done.out << done.err;
    EXPECT_EQ(done.code(), code) << done.err;
    EXPECT_EQ(std::count(done.err.begin(), done.err.end(), '\n'), 1) << done.err;
  }
  [[nodiscard]] std::string session_table() const {
    return layout == "lucia-v2"                           ? "user_session"
           : layout == "lucia-v0" || layout == "lucia-v3" ? "session"
                                                          : "auth_session";
  }
  [[nodiscard]] std::string user_table() const {
    return layout == "cardea" || layout == "lucia-v1" ? "auth_user" : "user";
  }
};

TEST_P(Failures, AMissingFileIsNamedWithTheCommandThatMakesIt) {
  for (const arguments& line :
       {arguments{"check"}, {"user", "list"}, {"session", "prune"}, {"user", "create"}}) {
    const auto done = cardea(line);
    expect_broken(done, "UNAVAILABLE");
    EXPECT_NE(done.err.find("`cardea --db sqlite:app.db --layout " + layout + " migrate`"), std::string::npos)
        << done.err;
  }
  EXPECT_FALSE(std::filesystem::exists(directory / "app.db"));
  more = {"--db", "sqlite:no/such/app.db"};
  EXPECT_EQ(run({"--db", "sqlite:no/such/app.db", "migrate"}).status, 3);
  EXPECT_EQ(run({"--db", "sqlite:.", "migrate"}).status, 3);
}

TEST_P(Failures, AMissingTableIsNamedWithTheVeryCommand) {
  sql("CREATE TABLE other(x)");
  const auto done = cardea({"user", "get", "x"});
  expect_broken(done, "SCHEMA_MISMATCH");
  EXPECT_NE(done.err.find(user_table()), std::string::npos) << done.err;
  EXPECT_NE(done.err.find("`cardea --db sqlite:app.db --layout " + layout + " migrate`"), std::string::npos)
      << done.err;
  const auto checked = cardea({"check"});
  EXPECT_EQ(checked.status, 1);
  EXPECT_FALSE(checked.json().at("ok").as_bool());
  const auto findings = checked.json().at("findings").as_array();
  EXPECT_EQ(findings.size(), layout == "lucia-v3" ? 2U : 3U);
  EXPECT_EQ(findings.at(0).at("severity").as_string(), "error");
  EXPECT_EQ(findings.at(0).at("table").as_string(), user_table());
}

TEST_P(Failures, AMissingColumnIsNamed) {
  ok({"migrate"});
  more = {"--user-attributes", "email:string"};
  const auto checked = cardea({"check"});
  EXPECT_EQ(checked.status, 1);
  EXPECT_EQ(checked.text("/findings/0/column"), "email");
  const auto done = cardea({"user", "list"});
  expect_broken(done, "SCHEMA_MISMATCH");
  EXPECT_NE(done.err.find("email"), std::string::npos);
  expect_broken(cardea({"migrate"}), "SCHEMA_MISMATCH");
}

TEST_P(Failures, AFileThatIsNoDatabaseOrADamagedOneStaysAsItIs) {
  const std::string text(8192, 'x');
  write("app.db", text);
  for (const arguments& line : {arguments{"check"}, {"migrate"}, {"user", "list"}})
    expect_broken(cardea(line), "CORRUPT");
  EXPECT_EQ(std::filesystem::file_size(directory / "app.db"), text.size());
  std::filesystem::remove(directory / "app.db");
  ok({"migrate"});
  sql("PRAGMA journal_mode=DELETE");
  std::fstream file{directory / "app.db", std::ios::binary | std::ios::in | std::ios::out};
  file.seekp(4096);
  file << std::string(60000, '\xff');
  file.close();
  EXPECT_EQ(cardea({"user", "create"}).status, 3);
}

TEST_P(Failures, AReadOnlyDatabaseIsReadAndNotWritten) {
  ok({"migrate"});
  const auto id = user();
  sql("PRAGMA journal_mode=DELETE");
  // A write version that SQLite does not know makes the file read-only for everybody, root too.
  std::fstream file{directory / "app.db", std::ios::binary | std::ios::in | std::ios::out};
  file.seekp(18);
  file.put('\x05');
  file.close();
  EXPECT_EQ(ok({"user", "get", id}).at("user").at("id").as_string(), id);
  expect_broken(cardea({"user", "create"}), "READ_ONLY");
  expect_broken(cardea({"session", "create", id}), "READ_ONLY");
}

TEST_P(Failures, ALockThatLastsPastTheTimeOutIsBusy) {
  ok({"migrate"});
  const auto id = user();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open((directory / "app.db").c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  more = {"--busy-timeout", "50ms"};
  expect_broken(cardea({"session", "create", id}), "BUSY");
  EXPECT_EQ(cardea({"user", "get", id}).status, 0);
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_EQ(cardea({"session", "create", id}).status, 0);
}

TEST_P(Failures, AFullDiskLosesNothing) {
  ok({"migrate"});
  const auto id = user();
  sql("PRAGMA journal_mode=DELETE");
  const auto size = std::filesystem::file_size(directory / "app.db");
  const auto blocks = std::to_string(size / 512);
  // POSIX counts in blocks of 512 bytes; shells that count in kilobytes leave room, so the row fills it.
  const auto done = shell("trap '' XFSZ; ulimit -f " + blocks +
                          "; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do for j in "
                          "1 2 3 4 5 6 7 8 9 10 11 12; do \"$CARDEA\" --json --db sqlite:app.db --layout " +
                          layout + " user create --id $i-$j-" + std::string(240, 'x') +
                          " >out.json 2>err.txt || { s=$?; cat out.json; exit $s; }; done; done");
  EXPECT_EQ(done.status, 3) << done.out;
  EXPECT_NE(done.code(), "");
  EXPECT_EQ(cardea({"user", "get", id}).status, 0);
  EXPECT_EQ(cardea({"check"}).status, 0);
}

TEST_P(Failures, ATimeInARowThatIsNoneIsCorruptAndNotAnAnswer) {
  ok({"migrate"});
  const auto id = user();
  const std::string token{ok({"session", "create", id}).at("token").as_string()};
  const std::string column = layout == "cardea"     ? "token_last_verified_at"
                             : layout == "lucia-v3" ? "expires_at"
                                                    : "idle_expires";
  sql("UPDATE " + session_table() + " SET " + column + " = 9223372036854775807");
  expect_broken(cardea({"session", "validate", token}), "CORRUPT");
  expect_broken(cardea({"session", "list", id}), "CORRUPT");
}

TEST_P(Failures, ATextThatIsNotUtf8IsNotPrinted) {
  more = {"--user-attributes", "name:string?"};
  ok({"migrate"});
  const auto id = user();
  sql("UPDATE \"" + user_table() + "\" SET name = CAST(x'ff41' AS TEXT)");
  expect_broken(cardea({"user", "get", id}), "CORRUPT");
}

TEST_P(Failures, StandardOutputThatTakesNothingIsAFailure) {
  ok({"migrate"});
  for (const std::string json : {"", "--json "}) {
    const auto done =
        shell("$CARDEA " + json + "--db sqlite:app.db --layout " + layout + " check >/dev/full");
    EXPECT_EQ(done.status, 3);
    EXPECT_NE(done.err.find("standard output"), std::string::npos);
  }
  EXPECT_EQ(shell("{ $CARDEA --help; echo $? >status; } | true; cat status").out, "3\n");
}

INSTANTIATE_TEST_SUITE_P(Every, Failures, ::testing::ValuesIn(every_layout));

}  // namespace
}  // namespace cardea::cli::test
