// SPDX-License-Identifier: MIT
#include "folder.hpp"
#include "handle.hpp"
#include "wrong.hpp"

#include <cardea/contract/at_once.hpp>
#include <cardea/sqlite/store.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <latch>
#include <optional>
#include <thread>

namespace {

using namespace std::chrono_literals;
using cardea::errc;
using cardea::insertion;
using cardea::contract::at_once;
using cardea::sql::transaction_words;
using cardea::sqlite::connection;
using cardea::sqlite::pool;
using cardea::sqlite::pool_options;

constexpr int many = 12;

/// Tables of layout lucia_v2 with one user, and a pool beside the store's that shares its connections.
struct home {
  folder in{};
  pool connections;
  cardea::sqlite::store store;

  explicit home(const pool_options& options = {.wait_timeout = 60s}, const char* made_by_another = nullptr)
      : connections{path(made_by_another), options}, store{connections, cardea::layouts::lucia_v2()} {
    store.prepare({}, {});
    store.migrate(true);
    EXPECT_EQ(store.insert_user({.id = "u", .attributes = {}}, nullptr), insertion::done);
  }
  std::string path(const char* made_by_another) const {
    if (made_by_another) handle{in / "app.db"}.run(made_by_another);
    return in / "app.db";
  }
  [[nodiscard]] std::string count(const std::string& of) const {
    return handle{in / "app.db"}.one("SELECT count(*) FROM " + of);
  }
};

cardea::session_row session(const std::string& id, const std::string& user = "u") {
  return {.id = id, .user_id = user, .times = {}, .secret_hash = {}, .attributes = {}};
}

/// Calls `work(0)` to `work(many - 1)` on threads that all find the writer in use, so that they mostly wait
/// for it together.
template <class Work>
void together(pool& connections, Work work) {
  std::optional<pool::lease> held{connections.write()};
  std::latch near{many};
  std::thread opener{[&] {
    near.wait();
    std::this_thread::sleep_for(20ms);
    held.reset();
  }};
  at_once(many, [&](int i) {
    near.count_down();
    work(i);
  });
  opener.join();
}

/// Transactions in a write-ahead log: its frames that carry the size of the database (sqlite.org/fileformat2,
/// 4.1).
int commits_in(const std::string& log) {
  std::ifstream file{log, std::ios::binary};
  file.seekg(32);
  int commits = 0;
  for (std::array<char, 24> head{}; file.read(head.data(), head.size()); file.seekg(4096, std::ios::cur))
    commits += head[4] || head[5] || head[6] || head[7];
  return commits;
}

TEST(SqliteWriter, WhatWaitsTogetherIsWrittenInOneTransaction) {
  home at;
  int least = many;
  for (int round = 0; round < 50 && least > 2; ++round) {
    const int before = commits_in(at.in / "app.db-wal");
    together(at.connections, [&](int i) {
      EXPECT_EQ(at.store.insert_session(session(std::to_string(round) + '-' + std::to_string(i))),
                insertion::done);
    });
    least = std::min(least, commits_in(at.in / "app.db-wal") - before);
  }
  EXPECT_LE(least, 2);
  EXPECT_GE(least, 1);
}

TEST(SqliteWriter, EachHasItsOwnAnswer) {
  home at;
  EXPECT_EQ(at.store.insert_session(session("taken")), insertion::done);
  for (int round = 0; round < 5; ++round) {
    const auto name = [&](int i) { return std::to_string(round) + '-' + std::to_string(i); };
    together(at.connections, [&](int i) {
      if (i % 4 == 0) {
        EXPECT_EQ(at.store.insert_session(session(name(i))), insertion::done);
      } else if (i % 4 == 1) {
        EXPECT_EQ(at.store.insert_session(session("taken")), insertion::duplicate);
      } else if (i % 4 == 2) {
        EXPECT_EQ(at.store.insert_session(session(name(i), "nobody")), insertion::no_user);
      } else {
        EXPECT_FALSE(at.store.erase_session("none"));
      }
    });
    EXPECT_EQ(at.count("user_session"), std::to_string(1 + 3 * (round + 1)));
  }
}

TEST(SqliteWriter, AUnitOfSeveralStatementsIsUndoneAlone) {
  home at;
  const cardea::key_row taken{.id = "a:b", .user_id = "u", .hashed_password = {}, .expires = {}};
  EXPECT_EQ(at.store.insert_key(taken), insertion::done);
  for (int round = 0; round < 5; ++round)
    together(at.connections, [&](int i) {
      const auto id = std::to_string(round) + '-' + std::to_string(i);
      const cardea::user_row user{.id = id, .attributes = {}};
      const cardea::key_row key{
          .id = i % 2 ? "a:b" : "a:" + id, .user_id = id, .hashed_password = {}, .expires = {}};
      EXPECT_EQ(at.store.insert_user(user, &key), i % 2 ? insertion::duplicate_key : insertion::done);
    });
  EXPECT_EQ(at.count("user"), std::to_string(1 + 5 * many / 2));
  EXPECT_EQ(at.count("user_key"), std::to_string(1 + 5 * many / 2));
}

TEST(SqliteWriter, WhatOneThrowsReachesThatOneAlone) {
  home at;
  std::atomic<int> told{0};
  together(at.connections, [&](int i) {
    const cardea::sql::statement insert{"INSERT INTO user (id) VALUES ('" + std::to_string(i) + "')", false};
    const auto write = [&](connection& on, const transaction_words&) {
      if (i == 3) throw std::out_of_range{"three"};
      on.execute(insert, {});
    };
    try {
      at.connections.change(cardea::sql::work<connection>{write});
    } catch (const std::out_of_range& why) {
      EXPECT_EQ(i, 3);
      EXPECT_STREQ(why.what(), "three");
      ++told;
    }
  });
  EXPECT_EQ(told, 1);
  EXPECT_EQ(at.count("user"), std::to_string(many));
}

TEST(SqliteWriter, AnErrorAtCommitReachesAllAndNothingIsWritten) {
  // Without a write-ahead log a reader keeps a writer from committing.
  home at{{.busy_timeout = 30ms, .wait_timeout = 60s}, "CREATE TABLE theirs (id TEXT)"};
  const handle reader{at.in / "app.db"};
  reader.run("BEGIN; SELECT count(*) FROM user");
  std::atomic<int> told{0};
  together(at.connections, [&](int i) {
    const auto why = thrown_by([&] { at.store.insert_session(session(std::to_string(i))); });
    ASSERT_TRUE(why) << "the answer was given before the transaction was committed";
    EXPECT_EQ(why->code, errc::busy) << why->message;
    ++told;
  });
  EXPECT_EQ(told, many);
  reader.run("COMMIT");
  EXPECT_EQ(at.count("user_session"), "0");
  EXPECT_EQ(at.store.insert_session(session("after")), insertion::done);
}

TEST(SqliteWriter, ARowThatRollsBackTheTransactionDoesNotUndoItsNeighbours) {
  home at;
  handle{at.in / "app.db"}.run(
      "CREATE TRIGGER never BEFORE INSERT ON user_session WHEN new.id LIKE 'bad%' BEGIN SELECT "
      "RAISE(ROLLBACK, 'no'); END");
  for (int round = 0; round < 5; ++round)
    together(at.connections, [&](int i) {
      const auto id = std::to_string(round) + '-' + std::to_string(i);
      EXPECT_EQ(at.store.insert_session(session(i % 4 == 1 ? "bad" + id : id)),
                i % 4 == 1 ? insertion::conflict : insertion::done);
    });
  EXPECT_EQ(at.count("user_session"), std::to_string(5 * many * 3 / 4));
}

TEST(SqliteWriter, AConstraintThatIsDeferredToTheEndRefusesItsOwnChangeAlone) {
  home at;
  handle{at.in / "app.db"}.run(
      "CREATE TABLE cart (user_id TEXT NOT NULL REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED)");
  for (int i = 0; i < many; ++i) {
    const auto id = "user" + std::to_string(i);
    ASSERT_EQ(at.store.insert_user({.id = id, .attributes = {}}, nullptr), insertion::done);
    ASSERT_EQ(at.store.insert_session(session(id, id)), insertion::done);
    if (i % 4 == 1) handle{at.in / "app.db"}.run("INSERT INTO cart VALUES ('" + id + "')");
  }
  const auto erase = [&](int i) { return at.store.erase_user("user" + std::to_string(i)); };
  together(at.connections, [&](int i) {
    if (i % 4 == 1) {
      EXPECT_ERROR(erase(i), errc::conflict, "refused");
    } else {
      EXPECT_TRUE(erase(i));
    }
  });
  EXPECT_EQ(at.count("user"), std::to_string(1 + many / 4));
  EXPECT_EQ(at.count("user_session"), std::to_string(many / 4)) << "a user who stayed keeps the sessions";
  EXPECT_ERROR(erase(1), errc::conflict, "refused");
  EXPECT_FALSE(at.store.erase_user("nobody")) << "the connection is in a transaction still";
}

TEST(SqliteWriter, OnAFullDiskWhatWasAnsweredIsThereAndNothingElse) {
  home at;
  const auto pages = std::stoi(handle{at.in / "app.db"}.one("PRAGMA page_count"));
  at.connections.write()->query(
      cardea::sql::statement{"PRAGMA max_page_count = " + std::to_string(pages + 12), false}, {},
      [](cardea::sql::row) {});
  std::atomic<int> done{0}, full{0};
  for (int round = 0; full == 0 || round < 10; ++round) {
    ASSERT_LT(round, 500);
    together(at.connections, [&](int i) {
      const auto id = std::to_string(round) + '-' + std::to_string(i) + std::string(200, 'x');
      const auto why = thrown_by([&] {
        EXPECT_EQ(at.store.insert_session(session(id)), insertion::done);
        ++done;
      });
      if (!why) return;
      EXPECT_EQ(why->code, errc::full) << why->message;
      ++full;
    });
  }
  EXPECT_EQ(at.count("user_session"), std::to_string(done));
}

TEST(SqliteWriter, AWaitForItsTurnIsBoundedAndWhatWasRefusedIsNeverRun) {
  home at{{.wait_timeout = 20ms}};
  {
    const auto held = at.connections.write();
    at_once(4, [&](int i) {
      EXPECT_ERROR(at.store.insert_session(session(std::to_string(i))), errc::busy, "20 ms");
    });
  }
  EXPECT_EQ(at.store.insert_session(session("after")), insertion::done);
  EXPECT_EQ(at.count("user_session"), "1");
}

TEST(SqliteWriter, ThoseWhoTakeTheConnectionAndThoseWhoChangeTakeTurns) {
  home at;
  at_once(8, [&](int i) {
    for (int n = 0; n < 25; ++n) {
      const auto id = std::to_string(i) + '-' + std::to_string(n);
      if (i % 2) {
        EXPECT_EQ(at.store.insert_session(session(id)), insertion::done);
      } else {
        const cardea::sql::cell values[] = {cardea::sql::cell::of_text(id)};
        at.connections.write()->execute(cardea::sql::statement{"INSERT INTO user (id) VALUES (?)", false},
                                        values);
      }
    }
  });
  EXPECT_EQ(at.count("user_session"), "100");
  EXPECT_EQ(at.count("user"), "101");
}

}  // namespace
