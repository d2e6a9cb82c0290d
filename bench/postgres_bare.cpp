// SPDX-License-Identifier: MIT
#include "postgres.hpp"

#include <cardea/token.hpp>

#include <cstring>
#include <stdexcept>

namespace bench {
namespace {

constexpr int binary = 1;

constexpr const char* lucia_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.expires_at FROM user_session AS s JOIN auth_user AS u ON "
    "u.id = s.user_id WHERE s.id = $1";
constexpr const char* cardea_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.created_at, s.token_last_verified_at, s.secret_hash "
    "FROM auth_session AS s JOIN auth_user AS u ON u.id = s.user_id WHERE s.id = $1";

std::string text(const PGresult* from, int column) {
  return {PQgetvalue(from, 0, column), static_cast<std::size_t>(PQgetlength(from, 0, column))};
}

std::int64_t integer(const PGresult* from, int column) {
  std::uint64_t number = 0;
  std::memcpy(&number, PQgetvalue(from, 0, column), sizeof number);
  return static_cast<std::int64_t>(__builtin_bswap64(number));
}

class connection : public bare_connection {
 public:
  connection(const std::string& url, const char* join) : db_{url} {
    const postgres_result made{PQprepare(db_.get(), "look_up", join, 0, nullptr)};
    if (PQresultStatus(made.get()) != PGRES_COMMAND_OK)
      throw std::runtime_error{PQresultErrorMessage(made.get())};
  }

  bool look_up(std::string_view token, plain_session& found) override {
    const auto split = cardea::split_token::parse(token);
    const auto id = split ? split->id : token;
    const char* values[] = {id.data()};
    const int lengths[] = {static_cast<int>(id.size())};
    const int formats[] = {binary};
    const postgres_result got{PQexecPrepared(db_.get(), "look_up", 1, values, lengths, formats, binary)};
    if (PQntuples(got.get()) != 1) return false;
    found.id = text(got.get(), 0);
    found.user_id = text(got.get(), 1);
    found.username = text(got.get(), 3);
    found.first_time = integer(got.get(), 4);
    if (!split) return true;
    found.second_time = integer(got.get(), 5);
    cardea::sha256_hash kept;
    if (static_cast<std::size_t>(PQgetlength(got.get(), 0, 6)) != kept.size()) return false;
    std::memcpy(kept.data(), PQgetvalue(got.get(), 0, 6), kept.size());
    return cardea::equal_in_constant_time(split->secret_hash, kept);
  }

 private:
  postgres_handle db_;
};

}  // namespace

std::unique_ptr<bare_connection> postgres_bare(const std::string& url, scheme_name scheme) {
  return std::make_unique<connection>(url, scheme == scheme_name::lucia_v3 ? lucia_join : cardea_join);
}

}  // namespace bench
