// SPDX-License-Identifier: MIT
#include "engine.hpp"
#include "scratch.hpp"

#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>
#include <cardea/token.hpp>

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <random>
#include <stdexcept>

namespace bench {
namespace {

constexpr const char* lucia_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.expires_at FROM session AS s JOIN user AS u ON u.id = "
    "s.user_id WHERE s.id = ?";
constexpr const char* cardea_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.created_at, s.token_last_verified_at, s.secret_hash "
    "FROM auth_session AS s JOIN auth_user AS u ON u.id = s.user_id WHERE s.id = ?";

std::string text(sqlite3_stmt* statement, int column) {
  return {reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
          static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

class sqlite_connection : public bare_connection {
 public:
  sqlite_connection(const std::string& path, const char* join) {
    if (sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
            SQLITE_OK ||
        sqlite3_prepare_v3(db_, join, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(db_)};
  }
  ~sqlite_connection() override {
    sqlite3_finalize(statement_);
    sqlite3_close(db_);
  }
  sqlite_connection(const sqlite_connection&) = delete;
  sqlite_connection& operator=(const sqlite_connection&) = delete;

  bool look_up(std::string_view token, plain_session& found) override {
    const auto split = cardea::split_token::parse(token);
    const auto id = split ? split->id : token;
    sqlite3_bind_text64(statement_, 1, id.data(), id.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (sqlite3_step(statement_) != SQLITE_ROW) return false;
    found.id = text(statement_, 0);
    found.user_id = text(statement_, 1);
    found.username = text(statement_, 3);
    found.first_time = sqlite3_column_int64(statement_, 4);
    if (split) {
      found.second_time = sqlite3_column_int64(statement_, 5);
      cardea::sha256_hash kept;
      std::memcpy(kept.data(), sqlite3_column_blob(statement_, 6), kept.size());
      if (!cardea::equal_in_constant_time(split->secret_hash, kept)) return false;
    }
    sqlite3_reset(statement_);
    return true;
  }

 private:
  sqlite3* db_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

/// A file, filled through Cardea itself in one transaction of the application's.
class sqlite_database : public database {
 public:
  sqlite_database(scheme_name scheme, std::size_t sessions)
      : scheme_{scheme}, path_{scratch_folder() + "/" + new_name() + ".db"} {
    { cardea::auth<user_attributes>{open(1)}.migrate(); }
    sqlite3* handle = nullptr;
    if (sqlite3_open(path_.c_str(), &handle) != SQLITE_OK)
      throw std::runtime_error{"the database cannot be opened"};
    sqlite3_exec(handle, "BEGIN", nullptr, nullptr, nullptr);
    {
      cardea::auth<user_attributes> auth{
          cardea::sqlite::borrowed_store{cardea::sqlite::borrowed{handle}, layout_of(scheme_)}};
      std::string user_id;
      for (std::size_t i = 0; i < sessions; ++i) {
        if (i % 10 == 0) user_id = auth.create_user({.username = "user-" + std::to_string(i)})->id;
        tokens.push_back(auth.create_session(user_id)->token);
      }
    }
    sqlite3_exec(handle, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE", nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    std::ranges::shuffle(tokens, std::mt19937{42});
  }
  ~sqlite_database() override {
    std::error_code ignored;
    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end, ignored);
  }
  sqlite_database(const sqlite_database&) = delete;
  sqlite_database& operator=(const sqlite_database&) = delete;

  [[nodiscard]] std::string url() const override { return path_; }
  [[nodiscard]] std::unique_ptr<bare_connection> connect() const override {
    return std::make_unique<sqlite_connection>(path_,
                                               scheme_ == scheme_name::lucia_v3 ? lucia_join : cardea_join);
  }
  [[nodiscard]] std::unique_ptr<cardea::store> open(std::size_t) const override {
    return std::make_unique<cardea::sqlite::store>(cardea::sqlite::pool{path_}, layout_of(scheme_));
  }

 private:
  scheme_name scheme_;
  std::string path_;
};

}  // namespace

std::unique_ptr<database> make_sqlite(scheme_name scheme, std::size_t sessions) {
  return std::make_unique<sqlite_database>(scheme, sessions);
}

}  // namespace bench
