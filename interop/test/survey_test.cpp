// SPDX-License-Identifier: MIT
#include "folder.hpp"
#include "handle.hpp"

#include <cardea/interop/survey.hpp>
#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

namespace cardea::interop {
namespace {

/// A database in which somebody drops a table once it has been looked at.
class dropped_meanwhile final : public sql::inspectable {
 public:
  dropped_meanwhile(sql::inspectable& database, const handle& somebody)
      : database_{database}, somebody_{somebody} {}
  sql::inspection inspect() override { return ++looks, database_.inspect(); }
  std::vector<sql::held> held_in(const std::string& table, const std::string& column) override {
    return database_.held_in(table, column);
  }
  std::int64_t rows_of(const std::string& table) override {
    somebody_.run("DROP TABLE IF EXISTS session");
    return database_.rows_of(table);
  }

  int looks = 0;

 private:
  sql::inspectable& database_;
  const handle& somebody_;
};

TEST(Survey, ATableThatIsDroppedMeanwhileIsLookedForAgain) {
  const folder folder;
  const auto path = folder / "app.db";
  sqlite::store store{sqlite::pool{path}, layouts::lucia_v3()};
  store.prepare({}, {});
  store.migrate(true);
  const handle somebody{path};
  EXPECT_TRUE(survey_of(store, sql::sqlite_dialect(), path).what);
  dropped_meanwhile changing{store, somebody};
  const auto found = survey_of(changing, sql::sqlite_dialect(), path);
  EXPECT_FALSE(found.what);
  EXPECT_FALSE(found.why_not.empty());
  EXPECT_EQ(changing.looks, 2);
}

}  // namespace
}  // namespace cardea::interop
