// SPDX-License-Identifier: MIT
#include "fixture.hpp"

namespace {

using cardea::errc;
using cardea::mysql::pool;
using testing::HasSubstr;
using testing::Not;

class MysqlUrl : public Mysql {
 protected:
  static void refuses(const std::string& url, const char* part) {
    SCOPED_TRACE(url);
    const auto why = thrown_by([&] { pool{url}; });
    ASSERT_TRUE(why);
    EXPECT_EQ(why->code, errc::invalid_argument);
    EXPECT_THAT(why->message, HasSubstr(part));
    EXPECT_THAT(why->message, Not(HasSubstr("hunter")));
    EXPECT_THAT(why->message, Not(HasSubstr("ada")));
  }
  /// The part of the server's URL between "//" and the path.
  [[nodiscard]] static std::string server(const std::string& name = {}) {
    const auto url = server_url();
    const auto from = url.find("//") + 2;
    auto authority = url.substr(from, url.find('/', from) - from);
    if (!name.empty()) authority.replace(0, authority.find('@'), name);
    return "mysql://" + authority;
  }
  static std::string one(pool& from, const std::string& query) {
    std::string text;
    from.read()->query(cardea::sql::statement{query, false}, {},
                       [&](cardea::sql::row r) { text = std::string{r[0].text}; });
    return text;
  }
};

TEST_F(MysqlUrl, ThatIsNoneIsRefusedWithoutShowingIt) {
  refuses("", "mysql://USER@HOST:PORT/DATABASE");
  refuses("hunter2", "mysql://USER@HOST:PORT/DATABASE");
  refuses("postgres://ada:hunter2@h/db", "mysql://USER@HOST:PORT/DATABASE");
  refuses("mysql:ada:hunter2@h/db", "mysql://USER@HOST:PORT/DATABASE");
  refuses("mysql://ada:hunter2%@h/db", "%XX");
  refuses("mysql://ada:hunter 2@h/db", "%XX");
  refuses("mysql://ada:hunter2/x@h/db", "port");
  refuses("mysql://ada:hunter@2@h/db", "%XX");
  refuses("mysql://ada:hunter@2@h", "%XX");
  refuses("mysql://ada:hunter2@h:0/db", "port");
  refuses("mysql://ada:hunter2@h:/db", "port");
  refuses("mysql://ada:hunter2@h:65536/db", "port");
  refuses("mysql://ada:hunter2@h:99999999999999999999/db", "port");
  refuses("mysql://ada:hunter2@h/db/more", "one database");
  refuses("mysql://ada:hunter2%00@h/db", "NUL");
  refuses("mysql://ada%00:hunter2@h/db", "NUL");
  refuses("mysql://ada:hunter2@h/db%00", "NUL");
  refuses("mysql://ada:hunter2@h/db?socket=%00", "NUL");
  refuses("mysql://ada:hunter2@h/db?hunter2=1", "ssl-mode");
  refuses("mysql://ada:hunter2@h/db?allowCleartextPasswords=true", "ssl-mode");
  refuses("mysql://ada:hunter2@h/db?ssl-mode=hunter2", "verify_identity");
  refuses("mysql://ada:hunter2@h/db?ssl-mode=", "verify_identity");
  EXPECT_ERROR(pool(url_, {.size = 0}), errc::invalid_argument, "connection");
}

TEST_F(MysqlUrl, ThatIsOneIsTakenInEverySpelling) {
  for (const auto* url :
       {"mysql://h", "mysql://h/", "mariadb://ada@h/db", "mysql://ada:hunter%2F2%40@[::1]:3307/db",
        "mysql://h/db?ssl-mode=VERIFY_IDENTITY&ssl-ca=/x", "mysql://h/db?ssl_mode=required&ssl_ca=/x",
        "mysql:///db?socket=/run/x.sock", "mysql://h/db?ssl-cert=/x&ssl-key=/y&server-public-key=/z"})
    EXPECT_NO_THROW(pool{url}) << url;
}

TEST_F(MysqlUrl, WhereNoServerOrNoDatabaseIsIsUnavailable) {
  for (const auto* url :
       {"mysql://ada:hunter2@127.0.0.1:1/db", "mysql://ada:hunter2@localhost:1/db",
        "mysql://ada:hunter2@h/db?socket=/no/such.sock", "mysql://ada:hunter2@no.such.host/db"}) {
    SCOPED_TRACE(url);
    pool nobody{url};
    const auto why = thrown_by([&] { (void)nobody.read(); });
    ASSERT_TRUE(why);
    EXPECT_EQ(why->code, errc::unavailable);
    EXPECT_TRUE(cardea::is_retryable(why->code));
    EXPECT_THAT(why->message, Not(HasSubstr("hunter2")));
  }
  pool nothing{with_database(url_, "no_such_database")};
  EXPECT_ERROR(nothing.read(), errc::unavailable, "no_such_database");
}

// The library alone would look for a socket where the distribution has it.
TEST_F(MysqlUrl, LocalhostIsReachedByItsPort) {
  auto url = url_;
  const auto at = url.find("127.0.0.1");
  ASSERT_NE(at, std::string::npos) << "the tests' server is on loopback";
  pool there{url.replace(at, 9, "localhost")};
  EXPECT_EQ(one(there, "SELECT DATABASE()"), place_.name());
}

TEST_F(MysqlUrl, ASocketIsUsedWhereItIsNamed) {
  const auto socket = db_.one("SELECT @@socket");
  const auto user = server_url().substr(8, server_url().find('@') - 8);
  pool there{"mysql://" + user + "@no.such.host:1/" + place_.name() + "?socket=" + socket};
  EXPECT_EQ(one(there, "SELECT DATABASE()"), place_.name());
}

TEST_F(MysqlUrl, WhatIsSpecialInAPasswordIsWrittenWithPercentSigns) {
  const auto name = place_.name() + "_user";
  db_.run("CREATE USER " + name + " IDENTIFIED BY 'a/b@c:d?e#f%\u00e9 \\'\"'; GRANT ALL ON " + place_.name() +
          ".* TO " + name);
  pool there{server(name + ":a%2Fb%40c%3Ad%3Fe%23f%25%C3%A9%20%27%22") + "/" + place_.name()};
  EXPECT_EQ(one(there, "SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', 1)"), name);
  pool wrong{server(name + ":hunter2") + "/" + place_.name()};
  const auto why = thrown_by([&] { (void)wrong.read(); });
  EXPECT_EQ(why->code, errc::unavailable);
  EXPECT_THAT(why->message, HasSubstr("1045"));
  EXPECT_THAT(why->message, Not(HasSubstr("hunter2")));
  db_.run("DROP USER " + name);
}

TEST_F(MysqlUrl, EncryptionThatIsAskedForAndNotOfferedIsNoConnection) {
  if (db_.one("SELECT @@have_ssl") == "YES") GTEST_SKIP() << "this server encrypts";
  for (const auto* mode : {"required", "verify_identity"}) {
    pool there{url_ + "?ssl-mode=" + mode};
    EXPECT_ERROR(there.read(), errc::unavailable, "not support");
  }
  for (const auto* mode : {"preferred", "disabled"}) {
    pool there{url_ + "?ssl-mode=" + mode};
    EXPECT_NO_THROW((void)there.read());
  }
}

}  // namespace
