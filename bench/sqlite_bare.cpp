// SPDX-License-Identifier: MIT
#include "sqlite.hpp"

#include <array>
#include <cstring>
#include <map>
#include <stdexcept>

namespace bench {
namespace {

constexpr const char* lucia_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.expires_at FROM session AS s JOIN user AS u ON u.id = "
    "s.user_id WHERE s.id ";
constexpr const char* cardea_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.created_at, s.token_last_verified_at, s.secret_hash "
    "FROM auth_session AS s JOIN auth_user AS u ON u.id = s.user_id WHERE s.id ";

std::string text(sqlite3_stmt* statement, int column) {
  return {reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
          static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

class connection : public bare_connection {
 public:
  connection(const std::string& path, scheme_name scheme)
      : db_{path}, join_{scheme == scheme_name::lucia_v3 ? lucia_join : cardea_join}, one_{prepared(1)} {
    // As much as Cardea's connections have, and those of better-sqlite3.
    db_.run("PRAGMA cache_size = -16384");
  }

  bool look_up(std::string_view token, plain_session& found) override {
    const auto split = cardea::split_token::parse(token);
    bind(one_.get(), 1, split ? split->id : token);
    if (sqlite3_step(one_.get()) != SQLITE_ROW) return false;
    read(one_.get(), found);
    const bool is_good =
        !split || cardea::equal_in_constant_time(split->secret_hash, read_secret(one_.get(), found));
    sqlite3_reset(one_.get());
    return is_good;
  }

  std::size_t look_up_many(std::span<const std::string> tokens, std::vector<plain_session>& found) override {
    const taken_apart asked{tokens};
    const bool has_secrets = join_ == cardea_join;
    auto& statement = many_[tokens.size()];
    if (!statement) statement = prepared(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i)
      bind(statement.get(), static_cast<int>(i) + 1, asked.ids()[i]);
    found.resize(tokens.size());
    std::size_t rows = 0, good = 0;
    while (rows < found.size() && sqlite3_step(statement.get()) == SQLITE_ROW) {
      auto& one = found[rows++];
      read(statement.get(), one);
      good += !has_secrets || asked.has(one.id, read_secret(statement.get(), one)) ? 1U : 0U;
    }
    sqlite3_reset(statement.get());
    return good;
  }

 private:
  struct finalizer {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  using statement_handle = std::unique_ptr<sqlite3_stmt, finalizer>;

  [[nodiscard]] statement_handle prepared(std::size_t count) const {
    sqlite3_stmt* made = nullptr;
    const auto sql = join_ + (count == 1 ? "= ?" : "IN (" + question_marks(count) + ")");
    if (sqlite3_prepare_v3(db_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr) !=
        SQLITE_OK)
      throw std::runtime_error{sqlite3_errmsg(db_.get())};
    return statement_handle{made};
  }
  static void bind(sqlite3_stmt* statement, int place, std::string_view id) {
    sqlite3_bind_text64(statement, place, id.data(), id.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  static void read(sqlite3_stmt* from, plain_session& found) {
    found.id = text(from, 0);
    found.user_id = text(from, 1);
    found.username = text(from, 3);
    found.first_time = sqlite3_column_int64(from, 4);
  }
  static cardea::sha256_hash read_secret(sqlite3_stmt* from, plain_session& found) {
    found.second_time = sqlite3_column_int64(from, 5);
    cardea::sha256_hash kept{};
    if (static_cast<std::size_t>(sqlite3_column_bytes(from, 6)) == kept.size())
      std::memcpy(kept.data(), sqlite3_column_blob(from, 6), kept.size());
    return kept;
  }

  sqlite_handle db_;
  std::string join_;
  statement_handle one_;
  std::map<std::size_t, statement_handle> many_;
};

}  // namespace

sqlite_handle::sqlite_handle(const std::string& path) {
  sqlite3* opened = nullptr;
  const int status =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  db_.reset(opened);
  if (status != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(opened)};
}

void sqlite_handle::run(const std::string& text) const {
  if (sqlite3_exec(get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error{sqlite3_errmsg(get())};
}

std::vector<std::string> sqlite_handle::texts(const std::string& query) const {
  std::vector<std::string> all;
  const auto keep = [](void* to, int, char** columns, char**) {
    static_cast<std::vector<std::string>*>(to)->emplace_back(columns[0]);
    return 0;
  };
  if (sqlite3_exec(get(), query.c_str(), keep, &all, nullptr) != SQLITE_OK)
    throw std::runtime_error{sqlite3_errmsg(get())};
  return all;
}

std::unique_ptr<bare_connection> sqlite_bare(const std::string& path, scheme_name scheme) {
  return std::make_unique<connection>(path, scheme);
}

}  // namespace bench
