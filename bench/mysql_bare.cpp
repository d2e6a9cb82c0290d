// SPDX-License-Identifier: MIT
#include "mysql.hpp"

#include <cardea/token.hpp>

#include <array>
#include <cstring>
#include <stdexcept>

namespace bench {
namespace {

constexpr const char* lucia_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.expires_at FROM user_session AS s JOIN user AS u ON u.id = "
    "s.user_id WHERE s.id = ?";
constexpr const char* cardea_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.created_at, s.token_last_verified_at, s.secret_hash "
    "FROM auth_session AS s JOIN auth_user AS u ON u.id = s.user_id WHERE s.id = ?";

class connection : public bare_connection {
 public:
  connection(const std::string& url, scheme_name scheme)
      : db_{url}, statement_{mysql_stmt_init(db_.get())}, has_secrets_{scheme == scheme_name::cardea} {
    const std::string_view join = has_secrets_ ? cardea_join : lucia_join;
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

  bool look_up(std::string_view token, plain_session& found) override {
    const auto split = cardea::split_token::parse(token);
    const auto id = split ? split->id : token;
    MYSQL_BIND given{};
    given.buffer_type = MYSQL_TYPE_STRING;
    given.buffer = const_cast<char*>(id.data());
    given.buffer_length = static_cast<unsigned long>(id.size());
    const bool is_there = mysql_stmt_bind_param(get(), &given) == 0 && mysql_stmt_execute(get()) == 0 &&
                          mysql_stmt_fetch(get()) == 0;
    if (is_there) {
      found.id.assign(texts_[0].data(), lengths_[0]);
      found.user_id.assign(texts_[1].data(), lengths_[1]);
      found.username.assign(texts_[3].data(), lengths_[3]);
      found.first_time = has_secrets_ ? created_at_ : expires_at_.day;
      found.second_time = verified_at_;
    }
    mysql_stmt_free_result(get());
    if (!has_secrets_) return is_there;
    return is_there && split && cardea::equal_in_constant_time(split->secret_hash, hash_);
  }

 private:
  struct closer {
    void operator()(MYSQL_STMT* statement) const noexcept { mysql_stmt_close(statement); }
  };

  [[nodiscard]] MYSQL_STMT* get() const noexcept { return statement_.get(); }
  void take(std::size_t i, enum_field_types type, void* buffer, std::size_t size) {
    taken_[i].buffer_type = type;
    taken_[i].buffer = buffer;
    taken_[i].buffer_length = static_cast<unsigned long>(size);
    taken_[i].length = &lengths_[i];
  }

  mysql_handle db_;
  std::unique_ptr<MYSQL_STMT, closer> statement_;
  bool has_secrets_;
  std::array<std::array<char, 1024>, 4> texts_{};
  std::array<unsigned long, 7> lengths_{};
  std::int64_t created_at_ = 0, verified_at_ = 0;
  MYSQL_TIME expires_at_{};
  cardea::sha256_hash hash_{};
  std::array<MYSQL_BIND, 7> taken_{};
};

}  // namespace

std::unique_ptr<bare_connection> mysql_bare(const std::string& url, scheme_name scheme) {
  return std::make_unique<connection>(url, scheme);
}

}  // namespace bench
