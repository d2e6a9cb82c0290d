// SPDX-License-Identifier: MIT
#include "handle.hpp"
#include "homes.hpp"

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
  std::vector<cardea::sql::statement> all{s.find_user,
                                          s.list_users,
                                          s.delete_user,
                                          s.find_session,
                                          s.session_exists,
                                          s.user_exists,
                                          s.list_sessions,
                                          s.set_times,
                                          s.delete_session,
                                          s.delete_sessions_of_user,
                                          s.delete_expired,
                                          s.insert_session({}, false),
                                          s.insert_session({}, true),
                                          s.find_sessions(1).second,
                                          s.find_sessions(64).second};
  if (layout.has_keys())
    all.insert(all.end(), {s.insert_key, s.find_key, s.list_keys, s.set_password, s.replace_password,
                           s.delete_key, s.delete_keys_of_user, s.key_exists});
  for (const auto& statement : all) {
    const auto plan = db.run("EXPLAIN QUERY PLAN " + statement.text());
    bool searches = false;
    for (const auto& step : plan) {
      if (step.find("SCAN ") != std::string::npos) {
        EXPECT_NE(step.find("CONSTANT ROW"), std::string::npos) << statement.text() << '\n' << step;
      }
      searches = searches || step.find("SEARCH ") != std::string::npos;
    }
    EXPECT_TRUE(searches) << statement.text();
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
