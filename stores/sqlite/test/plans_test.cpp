// SPDX-License-Identifier: MIT
#include "handle.hpp"
#include "homes.hpp"
#include "rendered.hpp"

#include <gtest/gtest.h>

namespace {

class SqlitePlans : public testing::TestWithParam<const cardea::scheme*> {};

/// The plan of every statement by which rows are looked up, changed or swept.
TEST_P(SqlitePlans, EveryLookUpIsASearch) {
  const handle db{":memory:"};
  cardea::sqlite::borrowed_store store{cardea::sqlite::borrowed{db.get()}, layout_of(*GetParam())};
  const auto& layout = store.layout();
  store.prepare({}, {});
  store.migrate(true);
  const cardea::sql::statements s{layout, cardea::sql::sqlite_dialect(), {}, {}};
  for (const auto& [name, statement] : all_statements(s)) {
    const auto plan = db.run("EXPLAIN QUERY PLAN " + statement.text());
    bool searches = false;
    for (const auto& step : plan) {
      if (step.find("SCAN ") != std::string::npos) {
        EXPECT_NE(step.find("CONSTANT ROW"), std::string::npos) << name << '\n' << step;
      }
      searches = searches || step.find("SEARCH ") != std::string::npos;
    }
    EXPECT_TRUE(searches) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Schemes, SqlitePlans,
                         testing::Values(&cardea::schemes::lucia_v0, &cardea::schemes::lucia_v1,
                                         &cardea::schemes::lucia_v2, &cardea::schemes::lucia_v3,
                                         &cardea::schemes::cardea),
                         [](const auto& of) {
                           std::string name{of.param->name};
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(SqlitePlan, ALookUpIsOneSearchByEachPrimaryKey) {
  const handle db{":memory:"};
  cardea::sqlite::borrowed_store store{cardea::sqlite::borrowed{db.get()}, cardea::layouts::lucia_v3()};
  store.prepare({}, {});
  store.migrate(true);
  const cardea::sql::statements s{cardea::layouts::lucia_v3(), cardea::sql::sqlite_dialect(), {}, {}};
  std::vector<std::string> plan;
  for (const auto& step : db.run("EXPLAIN QUERY PLAN " + s.find_session.text()))
    plan.push_back(step.substr(step.rfind('|') + 1));
  EXPECT_EQ(plan, (std::vector<std::string>{
                      "SEARCH s USING INDEX sqlite_autoindex_session_1 (id=?)",
                      "SEARCH u USING COVERING INDEX sqlite_autoindex_user_1 (id=?) LEFT-JOIN"}));
}

}  // namespace
