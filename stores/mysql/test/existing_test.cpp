// SPDX-License-Identifier: MIT
#include "fixture.hpp"
#include "layout_of.hpp"

namespace {

using cardea::insertion;
using cardea::severity;
namespace layouts = cardea::layouts;

/// Tables that others made, as the pages and the tools of each generation have them.
class MysqlExisting : public Mysql {
 protected:
  /// Nothing is wrong with them, and they work, once their missing indexes are made and before.
  void works(const char* tables, const cardea::sql::layout& layout) const {
    SCOPED_TRACE(tables);
    clear();
    db_.run(tables);
    auto store = on(url_, layout);
    for (int twice = 0; twice < 2; ++twice) {
      for (const auto& found : store.check())
        EXPECT_TRUE(twice == 0 && found.severity == severity::note) << found.message;
      const auto at = day(2030, 1, 2) + std::chrono::seconds{5};
      const auto made = session("session", "user", at);
      const auto k = key("name:user", "user");
      ASSERT_EQ(store.insert_user(user("user"), layout.has_keys() ? &k : nullptr), insertion::done);
      ASSERT_EQ(store.insert_session(made), insertion::done);
      EXPECT_EQ(store.find_session("session")->session.times.expires, at);
      EXPECT_TRUE(store.find_session("session")->user);
      if (layout.has_keys()) {
        EXPECT_EQ(store.find_key("name:user"), k);
      }
      EXPECT_EQ(store.insert_session(session("s2", "nobody")), insertion::no_user);
      EXPECT_TRUE(store.erase_user("user"));
      EXPECT_FALSE(store.find_session("session"));
      for (const auto& step : store.migrate(true)) EXPECT_EQ(step.substr(0, 12), "CREATE INDEX");
    }
  }
};

TEST_F(MysqlExisting, TheTablesOfLuciasPagesAreTaken) {
  works(
      "CREATE TABLE auth_user (id VARCHAR(15) NOT NULL, PRIMARY KEY (id));"
      "CREATE TABLE auth_session (id VARCHAR(127) NOT NULL, user_id VARCHAR(15) NOT NULL, active_expires "
      "BIGINT "
      "UNSIGNED NOT NULL, idle_expires BIGINT UNSIGNED NOT NULL, PRIMARY KEY (id), FOREIGN KEY (user_id) "
      "REFERENCES auth_user(id));"
      "CREATE TABLE auth_key (id VARCHAR(255) NOT NULL, user_id VARCHAR(15) NOT NULL, primary_key TINYINT "
      "UNSIGNED "
      "NOT NULL, hashed_password VARCHAR(255), expires BIGINT UNSIGNED, PRIMARY KEY (id), FOREIGN KEY "
      "(user_id) "
      "REFERENCES auth_user(id))",
      layouts::lucia_v1());
  works(
      "CREATE TABLE auth_user (id VARCHAR(15) NOT NULL PRIMARY KEY);"
      "CREATE TABLE user_key (id VARCHAR(255) NOT NULL PRIMARY KEY, user_id VARCHAR(15) NOT NULL, "
      "hashed_password "
      "VARCHAR(255), FOREIGN KEY (user_id) REFERENCES auth_user(id));"
      "CREATE TABLE user_session (id VARCHAR(127) NOT NULL PRIMARY KEY, user_id VARCHAR(15) NOT NULL, "
      "active_expires BIGINT UNSIGNED NOT NULL, idle_expires BIGINT UNSIGNED NOT NULL, FOREIGN KEY (user_id) "
      "REFERENCES auth_user(id))",
      layouts::lucia_v2());
  works(
      "CREATE TABLE user (id VARCHAR(255) PRIMARY KEY);"
      "CREATE TABLE user_session (id VARCHAR(255) PRIMARY KEY, expires_at DATETIME NOT NULL, user_id "
      "VARCHAR(255) "
      "NOT NULL REFERENCES user(id))",
      layouts::lucia_v3());
}

TEST_F(MysqlExisting, TheTablesOfDrizzlesPagesAreTaken) {
  works(
      "CREATE TABLE auth_user (id varchar(15) NOT NULL PRIMARY KEY);"
      "CREATE TABLE user_key (id varchar(255) NOT NULL PRIMARY KEY, user_id varchar(15) NOT NULL, "
      "hashed_password "
      "varchar(255), CONSTRAINT user_key_user_id_auth_user_id_fk FOREIGN KEY (user_id) REFERENCES auth_user "
      "(id));"
      "CREATE TABLE user_session (id varchar(128) NOT NULL PRIMARY KEY, user_id varchar(15) NOT NULL, "
      "active_expires bigint NOT NULL, idle_expires bigint NOT NULL, CONSTRAINT "
      "user_session_user_id_auth_user_id_fk FOREIGN KEY (user_id) REFERENCES auth_user (id))",
      layouts::lucia_v2());
}

TEST_F(MysqlExisting, TheTablesThatPrismaMakesAreTaken) {
  auto layout = layouts::lucia_v3({.user = "User", .session = "Session", .key = {}});
  cardea::sql::rename_column(layout, "session.user_id", "userId");
  cardea::sql::rename_column(layout, "session.expires_at", "expiresAt");
  works(
      "CREATE TABLE User (id VARCHAR(191) NOT NULL, PRIMARY KEY (id)) DEFAULT CHARACTER SET utf8mb4 COLLATE "
      "utf8mb4_unicode_ci;"
      "CREATE TABLE Session (id VARCHAR(191) NOT NULL, userId VARCHAR(191) NOT NULL, expiresAt DATETIME(3) "
      "NOT "
      "NULL, PRIMARY KEY (id)) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;"
      "ALTER TABLE Session ADD CONSTRAINT Session_userId_fkey FOREIGN KEY (userId) REFERENCES User (id) ON "
      "DELETE "
      "CASCADE ON UPDATE CASCADE",
      layout);
}

/// Else the server would refuse the foreign key.
TEST_F(MysqlExisting, ATableThatIsAddedHasTheUsersIdAsItIsThere) {
  for (const auto* id :
       {"VARCHAR(15) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", "CHAR(20) CHARACTER SET latin1",
        "VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin", "VARCHAR(191) CHARACTER SET utf8mb3",
        "VARCHAR(36) COLLATE utf8mb4_unicode_ci"}) {
    SCOPED_TRACE(id);
    clear();
    db_.run(std::string{"CREATE TABLE auth_user (id "} + id + " NOT NULL PRIMARY KEY)");
    auto store = open(url_, layouts::lucia_v2());
    const std::string type =
        "SELECT CONCAT(COLUMN_TYPE, COLLATION_NAME) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = "
        "DATABASE() AND ";
    const auto wanted = db_.one(type + "TABLE_NAME = 'auth_user'");
    EXPECT_EQ(db_.one(type + "TABLE_NAME = 'user_session' AND COLUMN_NAME = 'user_id'"), wanted);
    EXPECT_EQ(db_.one(type + "TABLE_NAME = 'user_key' AND COLUMN_NAME = 'user_id'"), wanted);
    EXPECT_EQ(
        db_.one("SELECT count(*) FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = "
                "DATABASE()"),
        "2");
    ASSERT_EQ(store.insert_user(user("u"), nullptr), insertion::done);
    ASSERT_EQ(store.insert_session(session("s", "u")), insertion::done);
    EXPECT_TRUE(store.find_session("s")->user);
  }
}

}  // namespace
