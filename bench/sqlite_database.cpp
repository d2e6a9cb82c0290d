// SPDX-License-Identifier: MIT
#include "fill.hpp"
#include "scratch.hpp"
#include "sqlite.hpp"

#include <cardea/auth.hpp>
#include <cardea/sqlite/change_channel.hpp>
#include <cardea/sqlite/store.hpp>

#include <array>
#include <filesystem>

namespace bench {
namespace {

/// The id of the i-th row: 128 bits without a pattern, by SplitMix64's finalizer, in hexadecimal digits.
std::array<char, 32> id_of(std::uint64_t i) {
  const auto mixed = [](std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
  };
  std::array<char, 32> text;
  for (std::size_t half = 0; half < 2; ++half) {
    auto bits = mixed((2 * i + half + 1) * 0x9e3779b97f4a7c15U);
    for (std::size_t digit = 0; digit < 16; ++digit, bits >>= 4)
      text[16 * half + digit] = "0123456789abcdef"[bits & 15];
  }
  return text;
}

void sql_id_of(sqlite3_context* context, int, sqlite3_value** values) {
  const auto id = id_of(static_cast<std::uint64_t>(sqlite3_value_int64(values[0])));
  sqlite3_result_text(context, id.data(), static_cast<int>(id.size()), SQLITE_TRANSIENT);
}

std::string numbers(std::size_t count) {
  return "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < " +
         std::to_string(count) + ") ";
}

/// Rows come in the order of their ids, so that the largest index grows at its end.
std::string filling(scheme_name scheme, std::size_t sessions, const secret& shared) {
  const auto users = (sessions + 9) / 10;
  const bool is_lucia = scheme == scheme_name::lucia_v3;
  const std::string now = "CAST(strftime('%s', 'now') AS INTEGER)";
  std::string text = "BEGIN;";
  text += "INSERT INTO " + std::string{is_lucia ? "user" : "auth_user"} + " (id, username) " +
          numbers(users) + "SELECT id_of(i), 'user-' || i FROM numbers ORDER BY 1;";
  if (is_lucia)
    return text + "INSERT INTO session (id, user_id, expires_at) " + numbers(sessions) +
           "SELECT id_of(i), id_of((i + 9) / 10), " + now + " + 30 * 86400 FROM numbers ORDER BY 1; COMMIT";
  return text + "INSERT INTO auth_session (id, user_id, created_at, token_last_verified_at, secret_hash) " +
         numbers(sessions) + "SELECT id_of(i), id_of((i + 9) / 10), " + now + " * 1000, " + now +
         " * 1000, X'" + shared.hash_in_hex + "' FROM numbers ORDER BY 1; COMMIT";
}

class sqlite_database : public database {
 public:
  sqlite_database(scheme_name scheme, std::size_t sessions)
      : scheme_{scheme}, path_{scratch_folder() + "/" + new_name() + ".db"} {
    need_room(scratch_folder(), sessions);
    cardea::auth<user_attributes>{open(1)}.migrate();
    const auto shared = make_secret();
    {
      const sqlite_handle db{path_};
      sqlite3_create_function(db.get(), "id_of", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, sql_id_of,
                              nullptr, nullptr);
      // Nobody else is there yet, and a file that is half full when the power fails is of no use.
      db.run(
          "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;"
          "PRAGMA cache_size = -1000000; PRAGMA threads = 2; PRAGMA temp_store = FILE");
      const auto indexes = db.texts("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
      for (const auto& name :
           db.texts("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"))
        db.run("DROP INDEX \"" + name + '"');
      db.run(filling(scheme_, sessions, shared));
      // Sorting all the entries of an index takes less than finding each one's place in it.
      for (const auto& index : indexes) db.run(index);
      db.run("PRAGMA analysis_limit = 1000; ANALYZE; PRAGMA journal_mode = WAL");
    }
    std::vector<std::string> ids;
    const auto step = step_between_tokens(sessions);
    for (std::size_t i = 1; i <= sessions; i += step) {
      const auto id = id_of(i);
      ids.emplace_back(id.data(), id.size());
    }
    tokens = to_tokens(std::move(ids), scheme_, shared);
  }
  ~sqlite_database() override {
    std::error_code ignored;
    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + end, ignored);
  }
  sqlite_database(const sqlite_database&) = delete;
  sqlite_database& operator=(const sqlite_database&) = delete;

  [[nodiscard]] std::string url() const override { return path_; }
  [[nodiscard]] std::string version() const override { return std::string{"SQLite "} + sqlite3_libversion(); }
  [[nodiscard]] std::unique_ptr<bare_connection> connect() const override {
    return sqlite_bare(path_, scheme_);
  }
  [[nodiscard]] std::unique_ptr<cardea::change_channel> changes() const override {
    return std::make_unique<cardea::sqlite::change_channel>(path_);
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
