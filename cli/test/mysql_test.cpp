// SPDX-License-Identifier: MIT
#include "run.hpp"
#include "server.hpp"

#include <boost/json/object.hpp>

namespace cardea::cli::test {
namespace {

class OnMysql : public Cli {
 protected:
  OnMysql() {
    db = place_.url();
    layout = "lucia-v3";
  }
  /// A session that ends at 03:04:05 by a clock of the table's zone.
  std::string session_in_summer() {
    ok({"migrate"});
    const handle rows{place_.url()};
    rows.run("INSERT INTO user (id) VALUES ('ada')");
    rows.run("INSERT INTO user_session (id, user_id, expires_at) VALUES ('s', 'ada', '2099-07-02 03:04:05')");
    return "s";
  }
  place place_{};
};

TEST_F(OnMysql, ADatetimeIsReadByTheZoneThatWasSaid) {
  const auto token = session_in_summer();
  const auto ends = [&](const arguments& zone) {
    more = zone;
    return std::string{ok({"session", "validate", token}).at("session").at("expiresAt").as_string()};
  };
  EXPECT_EQ(ends({}), "2099-07-02T03:04:05.000Z");
  EXPECT_EQ(ends({"--datetime-zone", "utc"}), "2099-07-02T03:04:05.000Z");
  EXPECT_EQ(ends({"--datetime-zone", "+02:00"}), "2099-07-02T01:04:05.000Z");
  EXPECT_EQ(ends({"--datetime-zone", "-03:30"}), "2099-07-02T06:34:05.000Z");
  const auto local =
      shell("TZ=America/New_York $CARDEA --json --layout lucia-v3 --datetime-zone local --db '" + db +
            "' session validate " + token);
  EXPECT_EQ(local.text("/session/expiresAt"), "2099-07-02T07:04:05.000Z") << local.err;
}

TEST_F(OnMysql, TrapsOfALiveTableAreNamed) {
  const handle rows{place_.url()};
  rows.run("CREATE TABLE user (id VARCHAR(191) PRIMARY KEY) COLLATE utf8mb4_unicode_ci");
  rows.run(
      "CREATE TABLE session (id VARCHAR(36) PRIMARY KEY, user_id VARCHAR(191) NOT NULL, expires_at DATETIME "
      "NOT NULL) COLLATE utf8mb4_unicode_ci");
  const auto found = run({"--db", place_.url(), "check"});
  EXPECT_EQ(found.status, 1);
  for (const auto* said :
       {"marks of Prisma (type varchar(191))", "times in session.expires_at: datetime, which names no zone",
        "error: column \"id\" of table \"session\" holds 36 characters, and ids have 40",
        "note: column \"id\" of table \"user\" is compared by collation utf8mb4_unicode_ci",
        "note: no foreign key on column \"user_id\" of table \"session\"",
        "use: --layout lucia-v3 --tables user=user,session=session\n"})
    EXPECT_NE(found.out.find(said), std::string::npos) << said << '\n' << found.out;
}

TEST_F(OnMysql, AZoneThatIsNoneIsRefused) {
  for (const auto* zone : {"Mars", "+2:00", "+02:60", "+15:00", "+00:0x"}) {
    more = {"--datetime-zone", zone};
    const auto done = cardea({"check"});
    EXPECT_EQ(done.status, 2) << zone;
    EXPECT_NE(done.err.find("--datetime-zone"), std::string::npos) << done.err;
  }
}

TEST_F(OnMysql, TheCommandThatMakesAMissingTableIsShownWithoutThePassword) {
  const handle server{place_.url()};
  server.run("GRANT ALL ON " + place_.name() + ".* TO ada@'127.0.0.1' IDENTIFIED BY 'hunter2'");
  db.replace(db.find("root@"), 5, "ada:hunter2@");
  const auto done = cardea({"user", "list"});
  server.run("DROP USER ada@'127.0.0.1'");
  EXPECT_EQ(done.code(), "SCHEMA_MISMATCH") << done.err;
  EXPECT_NE(done.err.find("mysql://ada@127.0.0.1"), std::string::npos) << done.err;
  EXPECT_EQ((done.out + done.err).find("hunter2"), std::string::npos) << done.err;
}

TEST_F(OnMysql, AUrlThatIsNoneIsRefusedAndNotRepeated) {
  for (const auto* url :
       {"mysql://ada:hunter2@h/db?sslmode=require", "mysql://ada:hunter2@h:x/db", "mysql://ada:hunter2@h/a/b",
        "mysql:ada:hunter2", "mariadb://ada:hunter2@h:70000/d"}) {
    db = url;
    const auto done = cardea({"check"});
    EXPECT_EQ(done.status, 2) << url;
    EXPECT_EQ((done.out + done.err).find("hunter2"), std::string::npos) << done.err;
  }
}

}  // namespace
}  // namespace cardea::cli::test
