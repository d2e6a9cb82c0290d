// SPDX-License-Identifier: MIT
#include "server.hpp"
#include "wrong.hpp"

#include <cardea/mysql/pool.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace {

using cardea::errc;
using cardea::mysql::pool;
using testing::HasSubstr;
using testing::Not;

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, decltype(&pclose)> from{popen(command.c_str(), "r"), &pclose};
  std::string text;
  std::array<char, 256> some{};
  while (from && std::fgets(some.data(), some.size(), from.get())) text += some.data();
  return text;
}

/// One server for all of these tests, which encrypts and knows more ways to prove a password.
class MysqlTls : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::istringstream{output_of(std::string{CARDEA_OWN_SERVER} + " up")} >> folder_ >> port_;
    ASSERT_FALSE(port_.empty()) << "no server was started";
    const handle db{url("root", "")};
    db.run(
        "CREATE USER ed IDENTIFIED VIA ed25519 USING PASSWORD('hunter2'); CREATE USER clear IDENTIFIED VIA "
        "pam USING "
        "'no-such-service'; CREATE USER must IDENTIFIED BY 'hunter2' REQUIRE SSL");
  }
  static void TearDownTestSuite() {
    if (!folder_.empty()) output_of(std::string{CARDEA_OWN_SERVER} + " down " + folder_);
  }

  static std::string url(const std::string& who, const std::string& parameters,
                         const std::string& host = "127.0.0.1") {
    return "mysql://" + who + "@" + host + ":" + port_ + "/" + (parameters.empty() ? "" : "?" + parameters);
  }
  static std::string key(const char* name) { return folder_ + "/keys/" + name; }

  /// How what is said on a connection is encrypted; empty: it is not.
  static std::string cipher(const std::string& of) {
    pool there{of};
    std::string name;
    there.read()->query(cardea::sql::statement{"SHOW STATUS LIKE 'Ssl_cipher'", false}, {},
                        [&](cardea::sql::row r) { name = std::string{r[1].text}; });
    return name;
  }
  static std::string why_not(const std::string& of) {
    const auto why = thrown_by([&] { (void)pool{of}.read(); });
    if (!why) return "it was connected";
    EXPECT_EQ(cardea::to_string(why->code), cardea::to_string(errc::unavailable));
    EXPECT_THAT(why->message, Not(HasSubstr("hunter2")));
    return why->message;
  }

  static inline std::string folder_{}, port_{};
};

TEST_F(MysqlTls, WhatDoesNotLeaveTheMachineIsEncryptedWhereThatIsAskedFor) {
  EXPECT_EQ(cipher(url("root", "")), "");
  EXPECT_EQ(cipher(url("root", "ssl-mode=disabled")), "");
  EXPECT_NE(cipher(url("root", "ssl-mode=preferred")), "");
  EXPECT_NE(cipher(url("root", "ssl-mode=required")), "");
}

TEST_F(MysqlTls, AServerIsVerifiedByTheAuthorityThatIsNamed) {
  EXPECT_NE(cipher(url("root", "ssl-mode=verify_identity&ssl-ca=" + key("ca.pem"))), "");
  EXPECT_NE(cipher(url("root", "ssl-ca=" + key("ca.pem"))), "") << "whoever names one wants it";
  for (const auto& parameters : {"ssl-mode=verify_identity&ssl-ca=" + key("other.pem"),
                                 "ssl-ca=" + key("other.pem"), std::string{"ssl-mode=verify_identity"}})
    EXPECT_THAT(why_not(url("root", parameters)), HasSubstr("certificate")) << parameters;
  EXPECT_THAT(why_not(url("root", "ssl-ca=" + key("none.pem"))), Not(HasSubstr("was connected")));
}

TEST_F(MysqlTls, AServerUnderAnotherNameThanItsCertificateHasIsRefused) {
  const auto named = [](const std::string& host, const std::string& mode) {
    return url("root", "ssl-mode=" + mode + "&ssl-ca=" + key("ca.pem"), host);
  };
  EXPECT_NE(cipher(named("localhost", "required")), "");
  EXPECT_THAT(why_not(named("localhost", "verify_identity")), HasSubstr("2026"));
}

TEST_F(MysqlTls, AnAccountThatMustEncryptIsReachedEncrypted) {
  EXPECT_NE(cipher(url("must:hunter2", "ssl-mode=required")), "");
  EXPECT_THAT(why_not(url("must:hunter2", "")), HasSubstr("1045"));
}

TEST_F(MysqlTls, AProofThatShowsNothingIsGivenWithoutEncryption) {
  EXPECT_EQ(cipher(url("ed:hunter2", "")), "");
  EXPECT_THAT(why_not(url("ed:hunter3", "")), HasSubstr("1045"));
}

TEST_F(MysqlTls, APasswordIsShownToNobodyButAServerThatWasVerified) {
  for (const auto* mode : {"disabled", "preferred", "required"}) {
    const auto why = why_not(url("clear:hunter2", std::string{"ssl-mode="} + mode));
    EXPECT_THAT(why, testing::StartsWith("MySQL, 5010: the server asks")) << mode;
    EXPECT_THAT(why, HasSubstr("ssl-mode=verify_identity allows")) << mode;
  }
  // The server was asked, and knows no such service.
  EXPECT_THAT(why_not(url("clear:hunter2", "ssl-ca=" + key("ca.pem"))), HasSubstr("1045"));
}

}  // namespace
