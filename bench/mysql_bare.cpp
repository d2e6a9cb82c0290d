// SPDX-License-Identifier: MIT
#include "mysql.hpp"

#include <array>
#include <map>
#include <stdexcept>

namespace bench {
namespace {

constexpr const char* lucia_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.expires_at FROM user_session AS s JOIN user AS u ON u.id = "
    "s.user_id WHERE s.id ";
constexpr const char* cardea_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.created_at, s.token_last_verified_at, s.secret_hash "
    "FROM auth_session AS s JOIN auth_user AS u ON u.id = s.user_id WHERE s.id ";

/// The join, prepared for so many ids, with places for what it yields.
class statement {
 public:
  statement(MYSQL* db, bool has_secrets, std::size_t count)
      : handle_{mysql_stmt_init(db)}, has_secrets_{has_secrets}, given_(count) {
    const std::string join = std::string{has_secrets ? cardea_join : lucia_join} +
                             (count == 1 ? "= ?" : "IN (" + question_marks(count) + ")");
    if (mysql_stmt_prepare(get(), join.data(), static_cast<unsigned long>(join.size())) != 0)
      throw std::runtime_error{mysql_stmt_error(get())};
    for (std::size_t i = 0; i < texts_.size(); ++i)
      take(i, MYSQL_TYPE_STRING, texts_[i].data(), texts_[i].size());
    if (has_secrets_) {
      take(4, MYSQL_TYPE_LONGLONG, &created_at_, sizeof created_at_);
      take(5, MYSQL_TYPE_LONGLONG, &verified_at_, sizeof verified_at_);
      take(6, MYSQL_TYPE_BLOB, hash_.data(), hash_.size());
    } else {
      take(4, MYSQL_TYPE_DATETIME, &expires_at_, sizeof expires_at_);
    }
    mysql_stmt_bind_result(get(), taken_.data());
  }
  statement(const statement&) = delete;
  statement& operator=(const statement&) = delete;

  void give(std::size_t place, std::string_view id) {
    given_[place].buffer_type = MYSQL_TYPE_STRING;
    given_[place].buffer = const_cast<char*>(id.data());
    given_[place].buffer_length = static_cast<unsigned long>(id.size());
  }
  [[nodiscard]] bool execute() {
    return mysql_stmt_bind_param(get(), given_.data()) == 0 && mysql_stmt_execute(get()) == 0;
  }
  /// False: there are no more rows.
  [[nodiscard]] bool fetch(plain_session& found) {
    if (mysql_stmt_fetch(get()) != 0) return false;
    found.id.assign(texts_[0].data(), lengths_[0]);
    found.user_id.assign(texts_[1].data(), lengths_[1]);
    found.username.assign(texts_[3].data(), lengths_[3]);
    found.first_time = has_secrets_ ? created_at_ : expires_at_.day;
    found.second_time = verified_at_;
    return true;
  }
  void end() { mysql_stmt_free_result(get()); }
  [[nodiscard]] const cardea::sha256_hash& secret_hash() const noexcept { return hash_; }

 private:
  struct closer {
    void operator()(MYSQL_STMT* statement) const noexcept { mysql_stmt_close(statement); }
  };

  [[nodiscard]] MYSQL_STMT* get() const noexcept { return handle_.get(); }
  void take(std::size_t i, enum_field_types type, void* buffer, std::size_t size) {
    taken_[i].buffer_type = type;
    taken_[i].buffer = buffer;
    taken_[i].buffer_length = static_cast<unsigned long>(size);
    taken_[i].length = &lengths_[i];
  }

  std::unique_ptr<MYSQL_STMT, closer> handle_;
  bool has_secrets_;
  std::vector<MYSQL_BIND> given_;
  std::array<std::array<char, 1024>, 4> texts_{};
  std::array<unsigned long, 7> lengths_{};
  std::int64_t created_at_ = 0, verified_at_ = 0;
  MYSQL_TIME expires_at_{};
  cardea::sha256_hash hash_{};
  std::array<MYSQL_BIND, 7> taken_{};
};

class connection : public bare_connection {
 public:
  connection(const std::string& url, scheme_name scheme)
      : db_{url}, has_secrets_{scheme == scheme_name::cardea}, one_{db_.get(), has_secrets_, 1} {}

  bool look_up(std::string_view token, plain_session& found) override {
    const auto split = cardea::split_token::parse(token);
    one_.give(0, split ? split->id : token);
    const bool is_there = one_.execute() && one_.fetch(found);
    one_.end();
    if (!has_secrets_) return is_there;
    return is_there && split && cardea::equal_in_constant_time(split->secret_hash, one_.secret_hash());
  }

  std::size_t look_up_many(std::span<const std::string> tokens, std::vector<plain_session>& found) override {
    const taken_apart asked{tokens};
    auto& join = many_.try_emplace(tokens.size(), db_.get(), has_secrets_, tokens.size()).first->second;
    for (std::size_t i = 0; i < tokens.size(); ++i) join.give(i, asked.ids()[i]);
    found.resize(tokens.size());
    std::size_t rows = 0, good = 0;
    for (bool more = join.execute(); more && rows < found.size() && join.fetch(found[rows]); ++rows)
      good += !has_secrets_ || asked.has(found[rows].id, join.secret_hash()) ? 1U : 0U;
    join.end();
    return good;
  }

 private:
  mysql_handle db_;
  bool has_secrets_;
  statement one_;
  std::map<std::size_t, statement> many_;
};

}  // namespace

std::unique_ptr<bare_connection> mysql_bare(const std::string& url, scheme_name scheme) {
  return std::make_unique<connection>(url, scheme);
}

}  // namespace bench
