// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <gmock/gmock.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace {

using cardea::cli::test::Cli;
using cardea::cli::test::Layouts;
using testing::HasSubstr;
using testing::Not;

/// The tables that a server keeps limits and one-time tokens in.
class ServiceTables : public Layouts {};

TEST_P(ServiceTables, AreMadeOnlyWhenTheyAreAskedFor) {
  ok({"migrate"});
  EXPECT_EQ(cardea({"check"}).status, 0);
  const auto missing = cardea({"check", "--service"});
  EXPECT_EQ(missing.status, 1);
  EXPECT_THAT(missing.out, HasSubstr("table \\\"cardea_limits\\\" is missing; `cardea migrate --service`"));
  EXPECT_THAT(missing.err, HasSubstr("migrate --service --dry-run"));

  const auto planned = ok({"migrate", "--service", "--dry-run"}).at("statements").as_array();
  EXPECT_EQ(planned.size(), 5U) << "two tables and three indexes";
  EXPECT_EQ(cardea({"check", "--service"}).status, 1) << "a plan was carried out";
  EXPECT_EQ(ok({"migrate", "--service"}).at("statements").as_array(), planned);
  EXPECT_EQ(ok({"migrate", "--service"}).at("statements").as_array().size(), 0U);
  EXPECT_EQ(ok({"migrate"}).at("statements").as_array().size(), 0U);
  EXPECT_EQ(cardea({"check", "--service"}).status, 0);
}

TEST_P(ServiceTables, AreNotTakenForThoseOfALayout) {
  ok({"migrate", "--service"});
  const auto found = cardea({"check"});
  EXPECT_EQ(found.status, 0);
  EXPECT_EQ(found.text("/recognised/layout"), layout);
  sql("DROP TABLE cardea_migrations");
  EXPECT_EQ(cardea({"check"}).text("/recognised/layout"), layout);
}

TEST_P(ServiceTables, AreSweptWithTheSessionsWhenAskedFor) {
  ok({"migrate", "--service"});
  sql("INSERT INTO cardea_limits VALUES ('old', 1), ('new', 9000000000000);"
      "INSERT INTO cardea_tokens VALUES ('a', 'reset', 'u1', '', '', 1), ('b', 'reset', 'u1', '', '', 2), "
      "('c', 'reset', 'u1', '', '', 9000000000000)");
  EXPECT_EQ(ok({"session", "prune"}), (boost::json::object{{"deleted", 0}}));
  const boost::json::object first{{"deleted", 0}, {"limits", 1}, {"tokens", 2}},
      second{{"deleted", 0}, {"limits", 0}, {"tokens", 0}};
  EXPECT_EQ(ok({"session", "prune", "--service"}), first);
  EXPECT_EQ(ok({"session", "prune", "--service"}), second);
}

INSTANTIATE_TEST_SUITE_P(Every, ServiceTables, testing::ValuesIn(cardea::cli::test::every_layout));

class ServiceTablesOwned : public Cli {};

TEST_F(ServiceTablesOwned, AreForTheToolToMakeThatMakesTheOthers) {
  ok({"migrate"});
  sql("CREATE TABLE _prisma_migrations (id TEXT)");
  const auto refused = cardea({"migrate", "--service"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_EQ(refused.code(), "OWNED_ELSEWHERE");
  EXPECT_EQ(cardea({"check", "--service"}).status, 1);
  const auto plan = run({"--db", db, "migrate", "--service", "--dry-run"});
  EXPECT_EQ(plan.status, 0);
  EXPECT_THAT(plan.out, HasSubstr("npx prisma migrate deploy"));
  EXPECT_THAT(plan.out, HasSubstr("CREATE TABLE \"cardea_tokens\""));
  EXPECT_THAT(plan.out, Not(HasSubstr("auth_user")));
  ok({"migrate", "--service", "--despite-owner"});
  EXPECT_EQ(cardea({"check", "--service"}).status, 0);
  ok({"migrate", "--service"});
}

}  // namespace
