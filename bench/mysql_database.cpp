// SPDX-License-Identifier: MIT
#include "all_statements.hpp"
#include "fill.hpp"
#include "mysql.hpp"
#include "scratch.hpp"
#include "url.hpp"

#include <cardea/auth.hpp>
#include <cardea/mysql/change_channel.hpp>
#include <cardea/mysql/store.hpp>

#include <algorithm>
#include <iostream>
#include <stdexcept>
#include <utility>

namespace bench {

mysql_handle::mysql_handle(const std::string& url) : db_{mysql_init(nullptr)} {
  const auto to = address_of(url);
  mysql_options(get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (!mysql_real_connect(get(), to.host.c_str(), to.user.c_str(), to.password.c_str(), to.database.c_str(),
                          to.port, nullptr, 0))
    throw std::runtime_error{mysql_error(get())};
}

std::vector<std::vector<std::string>> mysql_handle::run(const std::string& text) const {
  if (mysql_real_query(get(), text.data(), static_cast<unsigned long>(text.size())) != 0)
    throw std::runtime_error{mysql_error(get())};
  const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> got{mysql_store_result(get()),
                                                                     &mysql_free_result};
  std::vector<std::vector<std::string>> rows;
  for (MYSQL_ROW row; got && (row = mysql_fetch_row(got.get()));) {
    const auto* lengths = mysql_fetch_lengths(got.get());
    rows.emplace_back();
    for (unsigned i = 0; i < mysql_num_fields(got.get()); ++i)
      rows.back().emplace_back(row[i] ? row[i] : "", lengths[i]);
  }
  return rows;
}

namespace {

/// The id of the row of that number: without a pattern but for its beginning, so that rows come in the order
/// of their ids and every index grows at its end.
std::string id_of(const std::string& number) {
  return "CONCAT(LPAD(HEX(" + number + "), 8, '0'), SUBSTR(MD5(" + number + "), 9))";
}

/// The ids of users and sessions are alike, so that one value finds a row by every statement.
std::vector<std::string> filling(scheme_name scheme, std::size_t sessions, const secret& shared) {
  const auto from = [](std::size_t count) { return " FROM seq_1_to_" + std::to_string(count); };
  const auto users = from((sessions + 9) / 10);
  const auto id = id_of("seq"), user_id = id_of("(seq + 9) DIV 10");
  const std::string names = "SELECT " + id + ", CONCAT('user-', seq)" + users;
  std::vector<std::string> steps{"SET foreign_key_checks = 0"};
  if (scheme == scheme_name::lucia_v3) {
    steps.push_back("INSERT INTO user (id, username) " + names);
    steps.push_back("INSERT INTO user_session (id, user_id, expires_at) SELECT " + id + ", " + user_id +
                    ", UTC_TIMESTAMP() + INTERVAL 30 DAY" + from(sessions));
    return steps;
  }
  steps.push_back("INSERT INTO auth_user (id, username) " + names);
  steps.push_back(
      "INSERT INTO auth_session (id, user_id, created_at, token_last_verified_at, secret_hash) SELECT " + id +
      ", " + user_id + ", UNIX_TIMESTAMP() * 1000, UNIX_TIMESTAMP() * 1000, X'" + shared.hash_in_hex + "'" +
      from(sessions));
  steps.push_back("INSERT INTO auth_key (id, user_id) SELECT " + id + ", " + id + users);
  return steps;
}

/// The statement with values that are there in the places of its parameters.
std::string with_values(std::string text, scheme_name scheme) {
  const auto replace_all = [&](const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
      text.replace(at, what.size(), with);
  };
  replace_all("LIMIT ?", "LIMIT 1000");
  replace_all("<= ?", scheme == scheme_name::lucia_v3 ? "<= TIMESTAMP'2000-01-01 00:00:00'" : "<= 1000");
  replace_all("?", "'" + std::string{"00000001a0b923820dcc509a6f75849b"} + "'");  // Of the first row.
  return text;
}

class mysql_database : public database {
 public:
  mysql_database(scheme_name scheme, std::size_t sessions)
      : scheme_{scheme}, name_{new_name()}, server_{url_in("CARDEA_TEST_MYSQL")} {
    mysql_handle{server_}.run("CREATE DATABASE " + name_);
    try {
      fill(sessions);
    } catch (...) {
      drop();
      throw;
    }
  }
  ~mysql_database() override { drop(); }
  mysql_database(const mysql_database&) = delete;
  mysql_database& operator=(const mysql_database&) = delete;

  [[nodiscard]] std::string url() const override { return with_database(server_, name_); }
  [[nodiscard]] std::string version() const override {
    const auto said = mysql_handle{url()}.run("SELECT VERSION()").at(0).at(0);
    const auto number = said.substr(0, said.find('-'));
    return (said.find("MariaDB") == std::string::npos ? "MySQL " : "MariaDB ") + number;
  }
  [[nodiscard]] std::unique_ptr<bare_connection> connect() const override {
    return mysql_bare(url(), scheme_);
  }
  [[nodiscard]] std::unique_ptr<cardea::change_channel> changes() const override {
    return std::make_unique<cardea::mysql::change_channel>(url(), layout_of(scheme_));
  }
  [[nodiscard]] std::unique_ptr<cardea::store> open(std::size_t connections) const override {
    return std::make_unique<cardea::mysql::store>(
        cardea::mysql::pool{url(), {.size = connections, .connect = {}}}, layout_of(scheme_));
  }

  void check_plans() const override {
    constexpr std::size_t type = 3, key = 5;  // of EXPLAIN's columns
    const mysql_handle db{url()};
    const cardea::sql::statements all{layout_of(scheme_),
                                      cardea::sql::mysql_dialect(),
                                      cardea::attribute::columns_of<user_attributes>(),
                                      {}};
    for (const auto& [name, statement] : all_statements(all)) {
      std::string plan;
      bool searches = false, reads_all = false;
      for (const auto& step : db.run("EXPLAIN " + with_values(statement.text(), scheme_))) {
        for (const auto& field : step) plan += field + '|';
        plan += '\n';
        searches = searches || !step.at(key).empty();
        reads_all = reads_all || (step.at(type) == "ALL" && step.at(2)[0] != '<') || step.at(type) == "index";
      }
      if (!searches || reads_all)
        throw std::runtime_error{"MySQL, " + name + ": no search in an index\n" + plan};
    }
  }

 private:
  void fill(std::size_t sessions) {
    const mysql_handle db{url()};
    need_room_on(server_, db.run("SELECT @@datadir").at(0).at(0), sessions);
    cardea::auth<user_attributes>{open(1)}.migrate();
    const auto shared = make_secret();
    for (const auto& step : filling(scheme_, sessions, shared)) db.run(step);
    db.run(scheme_ == scheme_name::lucia_v3 ? "ANALYZE TABLE user, user_session"
                                            : "ANALYZE TABLE auth_user, auth_session, auth_key");
    std::vector<std::string> ids;
    for (auto& row : db.run("SELECT " + id_of("seq") + " FROM seq_1_to_" + std::to_string(sessions) +
                            "_step_" + std::to_string(step_between_tokens(sessions))))
      ids.push_back(std::move(row[0]));
    tokens = to_tokens(std::move(ids), scheme_, shared);
  }
  void drop() const noexcept {
    try {
      mysql_handle{server_}.run("DROP DATABASE " + name_);
    } catch (const std::exception& e) {
      std::cerr << "the database " << name_ << " is still there: " << e.what() << '\n';
    }
  }

  scheme_name scheme_;
  std::string name_, server_;
};

}  // namespace

std::unique_ptr<database> make_mysql(scheme_name scheme, std::size_t sessions) {
  return std::make_unique<mysql_database>(scheme, sessions);
}

}  // namespace bench
