// SPDX-License-Identifier: MIT
#include "run.hpp"
#include "server.hpp"

#include <boost/json/object.hpp>

namespace cardea::cli::test {
namespace {

class OnPostgres : public Cli {
 protected:
  place place_{};
};

TEST_F(OnPostgres, TheUrlMaySayThatThereIsAPoolerBetween) {
  db = place_.url() + "&pgbouncer=true";
  ok({"migrate"});
  EXPECT_TRUE(ok({"check"}).at("findings").as_array().empty());
  db += "ish";
  EXPECT_EQ(cardea({"check"}).status, 2);
}

TEST_F(OnPostgres, TheCommandThatMakesAMissingTableIsShownWithoutThePassword) {
  const auto url = place_.url();
  for (const auto& with : {std::string{url}.insert(url.find('@'), ":hunter2"), url + "&password=hunter2"}) {
    db = with;
    const auto done = cardea({"user", "list"});
    EXPECT_EQ(done.code(), "SCHEMA_MISMATCH") << done.err;
    EXPECT_NE(done.err.find("postgres@127.0.0.1"), std::string::npos) << done.err;
    EXPECT_NE(done.err.find("migrate`"), std::string::npos) << done.err;
    EXPECT_EQ((done.out + done.err).find("hunter2"), std::string::npos) << done.err;
  }
}

TEST_F(OnPostgres, AZoneIsForMysqlAlone) {
  db = place_.url();
  more = {"--datetime-zone", "local"};
  const auto done = cardea({"check"});
  EXPECT_EQ(done.status, 2);
  EXPECT_NE(done.err.find("--datetime-zone"), std::string::npos) << done.err;
}

}  // namespace
}  // namespace cardea::cli::test
