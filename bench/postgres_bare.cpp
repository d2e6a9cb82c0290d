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
    "u.id = s.user_id WHERE s.id = ";
constexpr const char* cardea_join =
    "SELECT s.id, s.user_id, u.id, u.username, s.created_at, s.token_last_verified_at, s.secret_hash "
    "FROM auth_session AS s JOIN auth_user AS u ON u.id = s.user_id WHERE s.id = ";

std::string text(const PGresult* from, int row, int column) {
  return {PQgetvalue(from, row, column), static_cast<std::size_t>(PQgetlength(from, row, column))};
}

std::int64_t integer(const PGresult* from, int row, int column) {
  std::uint64_t number = 0;
  std::memcpy(&number, PQgetvalue(from, row, column), sizeof number);
  return static_cast<std::int64_t>(__builtin_bswap64(number));
}

/// A text[] of one dimension as it goes over the wire.
class binary_array {
 public:
  explicit binary_array(const std::vector<std::string_view>& texts) {
    constexpr std::uint32_t dimensions = 1, nulls = 0, oid_of_text = 25, first = 1;
    for (const auto number :
         {dimensions, nulls, oid_of_text, static_cast<std::uint32_t>(texts.size()), first})
      add(number);
    for (const auto one : texts) {
      add(static_cast<std::uint32_t>(one.size()));
      bytes_ += one;
    }
  }
  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

 private:
  void add(std::uint32_t number) {
    const auto big_endian = __builtin_bswap32(number);
    bytes_.append(reinterpret_cast<const char*>(&big_endian), sizeof big_endian);
  }
  std::string bytes_;
};

class connection : public bare_connection {
 public:
  connection(const std::string& url, scheme_name scheme)
      : db_{url}, has_secrets_{scheme == scheme_name::cardea} {
    const std::string join = has_secrets_ ? cardea_join : lucia_join;
    prepare("look_up", join + "$1");
    prepare("look_up_many", join + "ANY ($1)");
  }

  bool look_up(std::string_view token, plain_session& found) override {
    const auto split = cardea::split_token::parse(token);
    const auto got = run("look_up", split ? split->id : token);
    if (PQntuples(got.get()) != 1) return false;
    read(got.get(), 0, found);
    return !split || cardea::equal_in_constant_time(split->secret_hash, read_secret(got.get(), 0, found));
  }

  std::size_t look_up_many(std::span<const std::string> tokens, std::vector<plain_session>& found) override {
    const taken_apart asked{tokens};
    const binary_array ids{asked.ids()};
    const auto got = run("look_up_many", ids.bytes());
    found.resize(static_cast<std::size_t>(PQntuples(got.get())));
    std::size_t good = 0;
    for (int row = 0; row < PQntuples(got.get()); ++row) {
      auto& one = found[static_cast<std::size_t>(row)];
      read(got.get(), row, one);
      good += !has_secrets_ || asked.has(one.id, read_secret(got.get(), row, one)) ? 1U : 0U;
    }
    return good;
  }

 private:
  void prepare(const char* name, const std::string& sql) const {
    const postgres_result made{PQprepare(db_.get(), name, sql.c_str(), 0, nullptr)};
    if (PQresultStatus(made.get()) != PGRES_COMMAND_OK)
      throw std::runtime_error{PQresultErrorMessage(made.get())};
  }
  [[nodiscard]] postgres_result run(const char* name, std::string_view parameter) const {
    const char* values[] = {parameter.data()};
    const int lengths[] = {static_cast<int>(parameter.size())};
    const int formats[] = {binary};
    return postgres_result{PQexecPrepared(db_.get(), name, 1, values, lengths, formats, binary)};
  }
  static void read(const PGresult* from, int row, plain_session& found) {
    found.id = text(from, row, 0);
    found.user_id = text(from, row, 1);
    found.username = text(from, row, 3);
    found.first_time = integer(from, row, 4);
  }
  static cardea::sha256_hash read_secret(const PGresult* from, int row, plain_session& found) {
    found.second_time = integer(from, row, 5);
    cardea::sha256_hash kept{};
    if (static_cast<std::size_t>(PQgetlength(from, row, 6)) == kept.size())
      std::memcpy(kept.data(), PQgetvalue(from, row, 6), kept.size());
    return kept;
  }

  postgres_handle db_;
  bool has_secrets_;
};

}  // namespace

std::unique_ptr<bare_connection> postgres_bare(const std::string& url, scheme_name scheme) {
  return std::make_unique<connection>(url, scheme);
}

}  // namespace bench
