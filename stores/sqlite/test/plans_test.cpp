// SPDX-License-Identifier: MIT
#include "handle.hpp"
#include "homes.hpp"
#include "rendered.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

class SqlitePlans : public testing::TestWithParam<const cardea::scheme*> {};

void expect_searches(const handle& db, const named_statements& all) {
  for (const auto& [name, statement] : all) {
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

/// The plan of every statement by which rows are looked up, changed or swept.
void expect_searches(const cardea::sql::layout& wanted) {
  const handle db{":memory:"};
  cardea::sqlite::borrowed_store store{cardea::sqlite::borrowed{db.get()}, wanted};
  const auto& layout = store.layout();
  const cardea::columns users{
      {.name = "seen", .type = cardea::column_type::time, .nullable = true, .renamed = {}}};
  const auto sessions = layout.rules->has_session_attributes ? users : cardea::columns{};
  store.prepare(users, sessions);
  store.migrate(true);
  expect_searches(
      db, all_statements(cardea::sql::statements{layout, cardea::sql::sqlite_dialect(), users, sessions}));
}

TEST_P(SqlitePlans, EveryLookUpIsASearch) { expect_searches(layout_of(*GetParam())); }

TEST_P(SqlitePlans, EveryLookUpIsASearchWhereTimesAreTexts) {
  auto layout = layout_of(*GetParam());
  layout.times = layout.attribute_times = cardea::sql::time_form::iso8601;
  expect_searches(layout);
}

TEST(SqlitePlan, EveryLookUpOfAServiceIsASearch) {
  const handle db{":memory:"};
  const auto& dialect = cardea::sql::sqlite_dialect();
  for (const auto& table : cardea::sql::wanted_tables(cardea::sql::service_tables{}, dialect))
    for (const auto& step : cardea::sql::migration(table, {}, dialect)) db.run(step);
  expect_searches(db, all_statements(cardea::sql::service_statements{{}, dialect}));
}

// Each kind of value lies in a part of the index of its own; the plan does not look for one in another's.
TEST(SqlitePlan, ASweepSearchesTheIndexForEachFormOfATime) {
  const handle db{":memory:"};
  cardea::sqlite::borrowed_store store{cardea::sqlite::borrowed{db.get()}, cardea::layouts::lucia_v3()};
  store.prepare({}, {});
  store.migrate(true);
  const cardea::sql::statements s{cardea::layouts::lucia_v3(), cardea::sql::sqlite_dialect(), {}, {}};
  std::vector<std::string> plan;
  for (const auto& step : db.run("EXPLAIN QUERY PLAN " + s.delete_expired.text()))
    if (const auto at = step.rfind('|'); step.find("SEARCH") != std::string::npos)
      plan.push_back(step.substr(at + 1));
  EXPECT_EQ(plan, (std::vector<std::string>{
                      "SEARCH session USING INDEX sqlite_autoindex_session_1 (id=?)",
                      "SEARCH session USING INDEX session_expires_at_idx (expires_at>? AND expires_at<?)",
                      "SEARCH session USING INDEX session_expires_at_idx (expires_at>? AND expires_at<?)",
                      "SEARCH session USING INDEX session_expires_at_idx (expires_at>? AND expires_at<?)",
                      "SEARCH session USING INDEX session_expires_at_idx (expires_at>? AND expires_at<?)"}));
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
