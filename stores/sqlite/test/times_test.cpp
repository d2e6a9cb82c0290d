// SPDX-License-Identifier: MIT
#include "handle.hpp"
#include "wrong.hpp"

#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using cardea::column_type;
using cardea::errc;
using cardea::insertion;
using cardea::timestamp;
using cardea::sql::time_form;
using cardea::sqlite::borrowed;
using cardea::sqlite::borrowed_store;

timestamp at(std::string_view text) { return *cardea::parse_iso8601(text); }
cardea::session_times until(std::string_view text) {
  cardea::session_times times{};
  times.expires = at(text);
  return times;
}

const cardea::columns seen{{.name = "seen", .type = column_type::time, .nullable = true, .renamed = {}}};

cardea::sql::layout as_text() {
  auto layout = cardea::layouts::lucia_v3();
  layout.times = layout.attribute_times = time_form::iso8601;
  return layout;
}

/// Tables as Prisma makes them, and sessions in them.
class SqliteTimes : public testing::Test {
 protected:
  explicit SqliteTimes(const std::string& declared = "DATETIME NOT NULL") {
    db_.run(
        "CREATE TABLE user (id TEXT NOT NULL PRIMARY KEY, seen DATETIME);"
        "CREATE TABLE session (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL, expires_at " +
        declared + ", seen DATETIME); INSERT INTO user (id) VALUES ('u1')");
    store_.prepare(seen, seen);
  }
  void add(const std::string& id, const std::string& expires) {
    db_.run("INSERT INTO session VALUES ('" + id + "', 'u1', " + expires + ", NULL)");
  }
  /// What a new session is written as.
  std::string written(const std::string& id) {
    EXPECT_EQ(store_.insert_session({.id = id,
                                     .user_id = "u1",
                                     .times = until("2030-01-02T03:04:05.678Z"),
                                     .attributes = {cardea::null_value{}}}),
              insertion::done);
    return kept(id);
  }
  std::string kept(const std::string& id) const {
    return db_.one("SELECT typeof(expires_at) || ' ' || expires_at FROM session WHERE id = '" + id + "'");
  }

  handle db_{":memory:"};
  borrowed_store store_{borrowed{db_.get()}, as_text()};
};

constexpr auto text = "text 2030-01-02T03:04:05.678+00:00";
constexpr auto number = "integer 1893553445678";

TEST_F(SqliteTimes, AnEmptyTableIsGivenTexts) { EXPECT_EQ(written("new"), text); }

TEST_F(SqliteTimes, TheNewestRowSaysWhatIsWrittenWhileTheStoreRuns) {
  add("z", "1893553445678");
  EXPECT_EQ(written("a"), number);
  EXPECT_EQ(written("b"), number);
  add("c", "'2030-01-02T03:04:05.678+00:00'");
  EXPECT_EQ(written("d"), text);
  add("e", "1893553445678.5");
  EXPECT_EQ(written("f"), number);
  db_.run("DELETE FROM session");
  EXPECT_EQ(written("g"), text);
}

TEST_F(SqliteTimes, ARenewalWritesWhatTheTableHolds) {
  add("old", "1293553445678");
  ASSERT_TRUE(store_.set_session_times("old", until("2030-01-02T03:04:05.678Z")));
  EXPECT_EQ(kept("old"), number);
  add("new", "'2029-01-02 03:04:05'");
  ASSERT_TRUE(store_.set_session_times("old", until("2030-01-02T03:04:05.678Z")));
  EXPECT_EQ(kept("old"), text);
  ASSERT_TRUE(store_.set_session_times("new", until("2030-01-02T03:04:05Z")));
  EXPECT_EQ(kept("new"), "text 2030-01-02T03:04:05.000+00:00");
  EXPECT_EQ(store_.find_session("old")->session.times.expires, at("2030-01-02T03:04:05.678Z"));
  EXPECT_EQ(store_.insert_successor({.id = "next",
                                     .user_id = "u1",
                                     .times = until("2030-01-02T03:04:05.678Z"),
                                     .attributes = {cardea::default_value{}}},
                                    "new"),
            insertion::done);
  EXPECT_EQ(kept("next"), text);
}

TEST_F(SqliteTimes, AnAttributeFollowsTheNewestThatIsNotNull) {
  const auto moment = at("2030-01-02T03:04:05.678Z");
  const auto seen_of = [&](const std::string& id) {
    return db_.one("SELECT typeof(seen) || ' ' || seen FROM user WHERE id = '" + id + "'");
  };
  const auto insert = [&](const std::string& id, cardea::value value) {
    EXPECT_EQ(store_.insert_user({.id = id, .attributes = {std::move(value)}}, nullptr), insertion::done);
  };
  insert("u2", moment);
  EXPECT_EQ(seen_of("u2"), text);
  db_.run("UPDATE user SET seen = 1 WHERE id = 'u2'");
  insert("u3", cardea::null_value{});
  insert("u4", cardea::default_value{});
  EXPECT_EQ(db_.one("SELECT count(*) FROM user WHERE seen IS NULL"), "3");
  insert("u5", moment);
  EXPECT_EQ(seen_of("u5"), number);
  const cardea::assignment changes[] = {{0, cardea::value{moment}}};
  EXPECT_EQ(store_.update_user("u3", changes), insertion::done);
  EXPECT_EQ(seen_of("u3"), number);
  EXPECT_EQ(store_.find_user("u3")->attributes, cardea::record{moment});
  const cardea::assignment nothing[] = {{0, cardea::null_value{}}};
  EXPECT_EQ(store_.update_user("u3", nothing), insertion::done);
  EXPECT_EQ(db_.one("SELECT seen IS NULL FROM user WHERE id = 'u3'"), "1");
}

TEST_F(SqliteTimes, AYearOfFiveDigitsIsKept) {
  ASSERT_EQ(store_.insert_session({.id = "far",
                                   .user_id = "u1",
                                   .times = until("+012345-01-02T03:04:05.678Z"),
                                   .attributes = {cardea::null_value{}}}),
            insertion::done);
  EXPECT_EQ(store_.find_session("far")->session.times.expires, at("+012345-01-02T03:04:05.678Z"));
  EXPECT_EQ(
      store_.erase_expired({.expires = at("2031-01-01T00:00:00Z"), .created_at = {}, .last_verified = {}}, 9),
      0);
}

TEST(SqliteTime, TablesAreMadeAsPrismaMakesThem) {
  const handle db{":memory:"};
  borrowed_store store{borrowed{db.get()}, as_text()};
  store.prepare(seen, {});
  store.migrate(true);
  EXPECT_EQ(db.one("SELECT type FROM pragma_table_info('session') WHERE name = 'expires_at'"), "DATETIME");
  EXPECT_EQ(db.one("SELECT type FROM pragma_table_info('user') WHERE name = 'seen'"), "DATETIME");
  EXPECT_TRUE(store.check().empty());
  EXPECT_TRUE(store.migrate(false).empty());
}

TEST(SqliteTime, AColumnOfWholeNumbersIsNoPlaceForTexts) {
  const auto errors = [](const std::string& declared, cardea::sql::layout layout) {
    const handle db{":memory:"};
    db.run(
        "CREATE TABLE user (id TEXT PRIMARY KEY); CREATE TABLE session (id TEXT PRIMARY KEY, user_id TEXT, "
        "expires_at " +
        declared + ")");
    borrowed_store store{borrowed{db.get()}, std::move(layout)};
    store.prepare({}, {});
    const auto found = store.check();
    return std::ranges::count(found, cardea::severity::error, &cardea::finding::severity);
  };
  for (const auto* good : {"DATETIME", "TIMESTAMP", "TEXT", ""})
    EXPECT_EQ(errors(good, as_text()), 0) << good;
  for (const auto* bad : {"INTEGER", "BIGINT", "REAL"}) EXPECT_EQ(errors(bad, as_text()), 1) << bad;
  EXPECT_EQ(errors("TEXT", cardea::layouts::lucia_v3()), 1);
  EXPECT_EQ(errors("DATETIME", cardea::layouts::lucia_v3()), 0);
}

TEST(SqliteTime, AStrictTableHoldsTextsToo) {
  const handle db{":memory:"};
  auto layout = cardea::layouts::cardea();
  layout.times = layout.attribute_times = time_form::iso8601;
  borrowed_store store{borrowed{db.get()}, layout};
  store.prepare(seen, seen);
  store.migrate(true);
  ASSERT_EQ(store.insert_user({.id = "u1", .attributes = {at("2030-01-02T03:04:05.678Z")}}, nullptr),
            insertion::done);
  EXPECT_EQ(db.one("SELECT seen FROM auth_user"), "2030-01-02T03:04:05.678+00:00");
}

}  // namespace
