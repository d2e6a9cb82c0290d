// SPDX-License-Identifier: MIT
#include "all_statements.hpp"
#include "fill.hpp"
#include "postgres.hpp"
#include "scratch.hpp"
#include "url.hpp"

#include <cardea/auth.hpp>
#include <cardea/postgres/change_channel.hpp>
#include <cardea/postgres/store.hpp>

#include <iostream>
#include <stdexcept>

namespace bench {

postgres_handle::postgres_handle(const std::string& url) : db_{PQconnectdb(url.c_str())} {
  if (PQstatus(get()) != CONNECTION_OK) throw std::runtime_error{PQerrorMessage(get())};
  PQsetNoticeProcessor(
      get(), [](void*, const char*) {}, nullptr);
}

std::vector<std::string> postgres_handle::run(const std::string& text) const {
  const postgres_result got{PQexec(get(), text.c_str())};
  const auto status = PQresultStatus(got.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error{PQresultErrorMessage(got.get())};
  std::vector<std::string> rows;
  for (int row = 0; row < PQntuples(got.get()); ++row) rows.emplace_back(PQgetvalue(got.get(), row, 0));
  return rows;
}

namespace {

std::string numbers(std::size_t count) { return "generate_series(1, " + std::to_string(count) + ") AS i"; }
constexpr const char* now_in_ms = "(extract(epoch FROM now()) * 1000)::bigint";

/// The ids of users and sessions are alike, so that one value finds a row by every statement. Rows come in
/// the order of their ids, so that the largest index grows at its end.
std::string filling(scheme_name scheme, std::size_t sessions, const secret& shared) {
  const auto users = (sessions + 9) / 10;
  const std::string in_order = " ORDER BY md5(i::text) COLLATE \"C\";";
  const std::string user_of_i = "md5(((i + 9) / 10)::text)";
  std::string text =
      "SET session_replication_role = replica;"  // No foreign key is checked.
      "SET synchronous_commit = off; SET work_mem = '256MB'; SET maintenance_work_mem = '256MB';"
      "INSERT INTO auth_user (id, username) SELECT md5(i::text), 'user-' || i FROM " +
      numbers(users) + in_order;
  if (scheme == scheme_name::lucia_v3)
    return text + "INSERT INTO user_session (id, user_id, expires_at) SELECT md5(i::text), " + user_of_i +
           ", now() + interval '30 days' FROM " + numbers(sessions) + in_order;
  return text +
         "INSERT INTO auth_session (id, user_id, created_at, token_last_verified_at, secret_hash) "
         "SELECT md5(i::text), " +
         user_of_i + ", " + now_in_ms + ", " + now_in_ms + ", '\\x" + shared.hash_in_hex + "' FROM " +
         numbers(sessions) + in_order +
         "INSERT INTO auth_key (id, user_id) SELECT md5(i::text), md5(i::text) FROM " + numbers(users) +
         in_order;
}

/// Values by the types that the server has found for a statement's parameters.
constexpr const char* values_query =
    "SELECT string_agg(CASE t::text WHEN 'bigint' THEN '1000' WHEN 'bytea' THEN '''\\x00''' "
    "WHEN 'timestamp with time zone' THEN '''2000-01-01Z''' WHEN 'text[]' THEN 'ARRAY[md5(''1'')]' "
    "ELSE 'md5(''1'')' END, ', ' ORDER BY n) "
    "FROM pg_prepared_statements, unnest(parameter_types) WITH ORDINALITY AS p(t, n) WHERE name = 'p'";

class postgres_database : public database {
 public:
  postgres_database(scheme_name scheme, std::size_t sessions)
      : scheme_{scheme}, name_{new_name()}, server_{url_in("CARDEA_TEST_POSTGRES")} {
    postgres_handle{server_}.run("CREATE DATABASE " + name_);
    try {
      fill(sessions);
    } catch (...) {
      drop();
      throw;
    }
  }
  ~postgres_database() override { drop(); }
  postgres_database(const postgres_database&) = delete;
  postgres_database& operator=(const postgres_database&) = delete;

  [[nodiscard]] std::string url() const override { return with_database(server_, name_); }
  [[nodiscard]] std::string version() const override {
    const auto said = postgres_handle{url()}.run("SHOW server_version").at(0);
    return "PostgreSQL " + said.substr(0, said.find(' '));
  }
  [[nodiscard]] std::unique_ptr<bare_connection> connect() const override {
    return postgres_bare(url(), scheme_);
  }
  [[nodiscard]] std::unique_ptr<cardea::change_channel> changes() const override {
    return std::make_unique<cardea::postgres::change_channel>(url(), layout_of(scheme_));
  }
  [[nodiscard]] std::unique_ptr<cardea::store> open(std::size_t connections) const override {
    return std::make_unique<cardea::postgres::store>(
        cardea::postgres::pool{url(), {.size = connections, .connect = {}}}, layout_of(scheme_));
  }

  /// As a connection meets them: the server plans the first five times for the values at hand, and then
  /// weighs a plan for any values.
  void check_plans() const override {
    constexpr int times = 7;
    const postgres_handle db{url()};
    const cardea::sql::statements all{layout_of(scheme_),
                                      cardea::sql::postgres_dialect(),
                                      cardea::attribute::columns_of<user_attributes>(),
                                      {}};
    for (const auto& [name, statement] : all_statements(all)) {
      db.run("PREPARE p AS " + statement.text());
      const auto values = db.run(values_query).at(0);
      for (int i = 0; i < times; ++i) {
        std::string plan;
        for (const auto& step : db.run("EXPLAIN EXECUTE p (" + values + ")")) plan += step + '\n';
        const bool searches =
            plan.find("Seq Scan") == std::string::npos && plan.find("Index Cond") != std::string::npos;
        if (!searches) throw std::runtime_error{"PostgreSQL, " + name + ": no search in an index\n" + plan};
      }
      db.run("DEALLOCATE p");
    }
  }

 private:
  void fill(std::size_t sessions) {
    const postgres_handle db{url()};
    need_room_on(server_, db.run("SHOW data_directory").at(0), sessions);
    cardea::auth<user_attributes>{open(1)}.migrate();
    const auto shared = make_secret();
    // Sorting all the entries of an index takes half the time of finding each one's place in it.
    const auto indexes = db.run(
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef NOT LIKE 'CREATE UNIQUE%'");
    for (const auto& name : db.run("SELECT quote_ident(indexname) FROM pg_indexes WHERE schemaname = "
                                   "'public' AND indexdef NOT LIKE "
                                   "'CREATE UNIQUE%'"))
      db.run("DROP INDEX " + name);
    db.run(filling(scheme_, sessions, shared));
    for (const auto& index : indexes) db.run(index);
    db.run("VACUUM (ANALYZE)");
    tokens = to_tokens(db.run("SELECT md5(i::text) FROM generate_series(1, " + std::to_string(sessions) +
                              ", " + std::to_string(step_between_tokens(sessions)) + ") AS i"),
                       scheme_, shared);
  }
  void drop() const noexcept {
    try {
      postgres_handle{server_}.run("DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const std::exception& e) {
      std::cerr << "the database " << name_ << " is still there: " << e.what() << '\n';
    }
  }

  scheme_name scheme_;
  std::string name_, server_;
};

}  // namespace

std::unique_ptr<database> make_postgres(scheme_name scheme, std::size_t sessions) {
  return std::make_unique<postgres_database>(scheme, sessions);
}

}  // namespace bench
