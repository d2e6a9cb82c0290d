// SPDX-License-Identifier: MIT
// One caller validates sessions on SQLite: by the bare prepared join that a careful programmer would write by
// hand, and by Cardea. Both copy out what they read, and
// both check the secret where the token has one.
#include "sqlite_database.hpp"

#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <cstdint>
#include <cstring>
#include <string>

namespace bench {
namespace {

struct user_attributes {
  std::string username;
};
BOOST_DESCRIBE_STRUCT(user_attributes, (), (username))

/// The rows as the hand-written loop wants them.
struct plain_session {
  std::string id, user_id, username;
  std::int64_t first_time = 0, second_time = 0;
};

/// The file itself is in the system's cache since it was written; this fills the connection's own.
constexpr std::size_t warm_up = 1000;

constexpr const char* lucia_join =
    "SELECT s.id, s.user_id, s.expires_at, u.id, u.username FROM session AS s JOIN user AS u ON u.id = "
    "s.user_id "
    "WHERE s.id = ?";
constexpr const char* cardea_join =
    "SELECT s.id, s.user_id, s.created_at, u.id, u.username, s.token_last_verified_at, s.secret_hash "
    "FROM auth_session AS s JOIN auth_user AS u ON u.id = s.user_id WHERE s.id = ?";

std::string text(sqlite3_stmt* statement, int column) {
  return {reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
          static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

void bare(benchmark::State& state, const database& db, const char* join) {
  sqlite3* handle = nullptr;
  sqlite3_open_v2(db.path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v3(handle, join, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  std::size_t next = 0;
  const auto look_up = [&](std::string_view token) {
    const auto split = cardea::split_token::parse(token);
    const auto id = split ? split->id : token;
    sqlite3_bind_text64(statement, 1, id.data(), id.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (sqlite3_step(statement) != SQLITE_ROW) return false;
    plain_session found{.id = text(statement, 0),
                        .user_id = text(statement, 1),
                        .username = text(statement, 4),
                        .first_time = sqlite3_column_int64(statement, 2)};
    if (sqlite3_column_count(statement) > 5) {
      found.second_time = sqlite3_column_int64(statement, 5);
      cardea::sha256_hash kept;
      std::memcpy(kept.data(), sqlite3_column_blob(statement, 6), kept.size());
      if (!split || !cardea::equal_in_constant_time(split->secret_hash, kept)) return false;
    }
    benchmark::DoNotOptimize(found);
    sqlite3_reset(statement);
    return true;
  };
  for (std::size_t i = 0; i < warm_up; ++i) look_up(db.tokens[i]);
  for (auto _ : state) {
    if (!look_up(db.tokens[next])) state.SkipWithError("a session was not found");
    if (++next == db.tokens.size()) next = 0;
  }
  sqlite3_finalize(statement);
  sqlite3_close(handle);
}

void validate(benchmark::State& state, const database& db, cardea::sql::layout layout) {
  cardea::auth<user_attributes> auth{
      cardea::sqlite::store{cardea::sqlite::pool{db.path, {.create = false}}, std::move(layout)}};
  std::size_t next = 0;
  for (std::size_t i = 0; i < warm_up; ++i) benchmark::DoNotOptimize(auth.validate(db.tokens[i]));
  for (auto _ : state) {
    if (!auth.validate(db.tokens[next])) state.SkipWithError("a session was refused");
    if (++next == db.tokens.size()) next = 0;
  }
}

void bare_lucia_v3(benchmark::State& s) {
  bare(s, lucia_v3_database(static_cast<std::size_t>(s.range(0))), lucia_join);
}
void bare_cardea(benchmark::State& s) {
  bare(s, cardea_database(static_cast<std::size_t>(s.range(0))), cardea_join);
}
void validate_lucia_v3(benchmark::State& s) {
  validate(s, lucia_v3_database(static_cast<std::size_t>(s.range(0))), cardea::layouts::lucia_v3());
}
void validate_cardea(benchmark::State& s) {
  validate(s, cardea_database(static_cast<std::size_t>(s.range(0))), cardea::layouts::cardea());
}

BENCHMARK(bare_lucia_v3)->Arg(1000)->Arg(100'000)->Arg(1'000'000);
BENCHMARK(validate_lucia_v3)->Arg(1000)->Arg(100'000)->Arg(1'000'000);
BENCHMARK(bare_cardea)->Arg(1000)->Arg(100'000)->Arg(1'000'000);
BENCHMARK(validate_cardea)->Arg(1000)->Arg(100'000)->Arg(1'000'000);

}  // namespace
}  // namespace bench
