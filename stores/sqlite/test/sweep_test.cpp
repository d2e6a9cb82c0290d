// SPDX-License-Identifier: MIT
#include "handle.hpp"

#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

#include <set>

namespace {

using cardea::timestamp;
using cardea::sql::time_form;
using cardea::sqlite::borrowed;
using cardea::sqlite::borrowed_store;

const timestamp now = *cardea::parse_iso8601("2026-11-21T08:00:00.500Z");

/// SQL of a column that was given that time by someone or other.
std::set<std::string> written_by_all(timestamp time, time_form form) {
  const auto ms = time.time_since_epoch().count();
  const auto count =
      std::to_string(form == time_form::seconds ? (ms - (ms % 1000 + 1000) % 1000) / 1000 : ms);
  const auto iso = [&](int minutes, const std::string& offset, char between = 'T') {
    auto text = cardea::to_iso8601(time + std::chrono::minutes{minutes});
    text.back() = ' ';
    text.resize(23);
    text[10] = between;
    return "'" + text + offset + "'";
  };
  const auto whole = cardea::to_iso8601(time).substr(0, 19);
  return {count,
          count + ".25",
          "'" + count + "'",
          "x'" +
              [&] {
                std::string hex;
                for (const char c : count) hex += std::string{"3"} + c;
                return hex;
              }() +
              "'",
          iso(0, "+00:00"),
          iso(0, "Z"),
          iso(0, ""),
          iso(0, "", ' '),
          iso(0, "Z", ' '),
          iso(840, "+14:00"),
          iso(-720, "-12:00"),
          iso(330, "+05:30", ' '),
          "'" + whole + "Z'",
          "'" + whole + "'",
          "'" + whole + ".5+00:00'"};
}

class SqliteSweep : public testing::TestWithParam<std::tuple<std::string, time_form>> {};

// What is read as a time that is over is deleted, and what is read as one that is not is kept.
TEST_P(SqliteSweep, DeletesWhatIsReadAsOver) {
  const auto& [declared, form] = GetParam();
  const handle db{":memory:"};
  auto layout = cardea::layouts::lucia_v3();
  layout.times = form;
  borrowed_store store{borrowed{db.get()}, layout};
  store.prepare({}, {});
  db.run(
      "CREATE TABLE user (id TEXT PRIMARY KEY); INSERT INTO user VALUES ('u1');"
      "CREATE TABLE session (id TEXT PRIMARY KEY, user_id TEXT, expires_at " +
      declared + ")");
  using namespace std::chrono_literals;
  int number = 0;
  // More digits than the bound's, though as texts they are less.
  const auto centuries = now + 100'000h * 25;
  for (const auto& value : written_by_all(centuries, form))
    if (declared != "TEXT" || !value.ends_with(".25"))
      db.run("INSERT INTO session VALUES ('s" + std::to_string(++number) + "', 'u1', " + value + ")");
  for (const auto distance : {0ms, 1ms, 500ms, 999ms, 1000ms, 60'000ms, 86'400'000ms, 200'000'000'000ms})
    for (const auto time : {now - distance, now + distance})
      for (const auto& value : written_by_all(time, form)) {
        // A column of texts makes it one, which nobody reads as a number.
        if (declared == "TEXT" && value.ends_with(".25")) continue;
        db.run("INSERT INTO session VALUES ('s" + std::to_string(++number) + "', 'u1', " + value + ")");
      }
  std::set<std::string> over, live;
  for (const auto& session : store.list_sessions("u1"))
    (session.times.expires <= now ? over : live).insert(session.id);
  ASSERT_GT(over.size(), 60U);
  ASSERT_GT(live.size(), 60U);

  std::int64_t deleted = 0;
  while (const auto some = store.erase_expired({.expires = now, .created_at = {}, .last_verified = {}}, 7)) {
    ASSERT_LE(some, 7);
    deleted += some;
  }
  EXPECT_EQ(deleted, static_cast<std::int64_t>(over.size()));
  for (const auto& session : store.list_sessions("u1")) live.erase(session.id), over.erase(session.id);
  EXPECT_EQ(live, std::set<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Columns, SqliteSweep,
                         testing::Combine(testing::Values("DATETIME", "INTEGER", "", "BLOB", "TEXT", "REAL"),
                                          testing::Values(time_form::seconds, time_form::milliseconds,
                                                          time_form::iso8601)));

TEST(SqliteSweeps, WhatCannotBeReadIsKeptAndAnOffsetThatSqliteCannotReadIsOverInADay) {
  const handle db{":memory:"};
  borrowed_store store{borrowed{db.get()}, cardea::layouts::lucia_v3()};
  store.prepare({}, {});
  store.migrate(true);
  db.run("INSERT INTO user VALUES ('u1')");
  const auto add = [&](const std::string& id, const std::string& value) {
    db.run("INSERT INTO session VALUES ('" + id + "', 'u1', " + value + ")");
  };
  const char* const unreadable[] = {"'now'",
                                    "'12:30'",
                                    "'2000-01-01'",
                                    "''",
                                    "'x'",
                                    "x''",
                                    "x'78'",
                                    "x'323030302d30312d30312030303a30303a3030'",
                                    "'2000-13-01T00:00:00Z'"};
  int number = 0;
  for (const auto* value : unreadable) add("kept" + std::to_string(++number), value);
  add("+00", "'2026-11-20T08:00:00+00'");
  add("+0000", "'2026-11-20T08:00:00+0000'");
  add("-2359", "'2026-11-20T08:00:01-23:59'");
  add("+2359", "'2026-11-22T07:59:00+23:59'");
  EXPECT_EQ(store.erase_expired({.expires = now, .created_at = {}, .last_verified = {}}, 99), 2);
  EXPECT_EQ(db.one("SELECT count(*) FROM session WHERE id LIKE 'kept%'"),
            std::to_string(std::size(unreadable)));
  EXPECT_EQ(
      db.one(
          "SELECT group_concat(id, ' ') FROM (SELECT id FROM session WHERE id NOT LIKE 'kept%' ORDER BY id)"),
      "+2359 -2359");
  const auto later = now + std::chrono::hours{48};
  EXPECT_EQ(store.erase_expired({.expires = later, .created_at = {}, .last_verified = {}}, 99), 2);
}

// A bound that no calendar of SQLite's holds is before everything, or after.
TEST(SqliteSweeps, ABoundBeforeTheYearZeroDeletesNothing) {
  const handle db{":memory:"};
  borrowed_store store{borrowed{db.get()}, cardea::layouts::lucia_v2()};
  store.prepare({}, {});
  store.migrate(true);
  db.run(
      "INSERT INTO user VALUES ('u1'); INSERT INTO user_session VALUES ('a', 'u1', 1, 1), "
      "('b', 'u1', 1, '0001-01-01T00:00:00Z'), ('c', 'u1', 1, '1')");
  const timestamp before = *cardea::parse_iso8601("-200000-01-01T00:00:00Z");
  EXPECT_EQ(store.erase_expired({.expires = before, .created_at = {}, .last_verified = {}}, 9), 0);
}

}  // namespace
