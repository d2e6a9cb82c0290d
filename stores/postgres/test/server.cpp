// SPDX-License-Identifier: MIT
#include "server.hpp"
#include "needs_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <utility>

#include <unistd.h>

namespace {

constexpr const char* variable = "CARDEA_TEST_POSTGRES";
const auto* const registered = testing::AddGlobalTestEnvironment(new a_server_is_needed{variable});

void clean_up(const std::string& text) noexcept {
  try {
    handle{server_url()}.run(text);
  } catch (const std::exception& e) {
    ADD_FAILURE() << e.what();
  }
}

}  // namespace

std::string server_url() { return server_in(variable); }

std::string with_setting(const std::string& url, const std::string& setting) {
  std::string escaped;
  for (const char c : "-c " + setting) escaped += c == ' ' ? "%20" : c == '=' ? "%3D" : std::string(1, c);
  const auto at = url.find("options=");
  if (at != std::string::npos) return std::string{url}.insert(at + 8, escaped + "%20");
  return url + (url.find('?') == std::string::npos ? "?" : "&") + "options=" + escaped;
}

handle::handle(const std::string& url) : db_{PQconnectdb(url.c_str())} {
  if (PQstatus(get()) != CONNECTION_OK) throw std::runtime_error{PQerrorMessage(get())};
  PQsetNoticeProcessor(
      get(), [](void*, const char*) {}, nullptr);
}

std::vector<std::string> handle::run(const std::string& text) const {
  const std::unique_ptr<PGresult, decltype(&PQclear)> got{PQexec(get(), text.c_str()), &PQclear};
  const auto status = PQresultStatus(got.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error{PQresultErrorMessage(got.get())};
  std::vector<std::string> rows;
  for (int row = 0; row < PQntuples(got.get()); ++row) {
    std::string line;
    for (int i = 0; i < PQnfields(got.get()); ++i)
      line.append(i ? "|" : "")
          .append(PQgetisnull(got.get(), row, i) ? "NULL" : PQgetvalue(got.get(), row, i));
    rows.push_back(line);
  }
  return rows;
}

place::place() {
  static std::atomic<int> last{0};
  name_ = "cardea_" + std::to_string(getpid()) + "_" + std::to_string(++last);
  handle{server_url()}.run("DROP SCHEMA IF EXISTS " + name_ + " CASCADE; CREATE SCHEMA " + name_);
}

place::~place() { clean_up("DROP SCHEMA " + name_ + " CASCADE"); }

void empty_tables(const handle& db) {
  std::string text = "SET session_replication_role = replica";
  for (const auto& table :
       db.run("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"))
    text += "; DELETE FROM " + table;
  db.run(text);
}

own_database::own_database(std::string name) : name_{std::move(name)} {
  handle{server_url()}.run("CREATE DATABASE " + name_);
}

own_database::~own_database() { clean_up("DROP DATABASE " + name_ + " WITH (FORCE)"); }

std::string own_database::url() const {
  const auto server = server_url();
  return server + (server.find('?') == std::string::npos ? "?" : "&") + "dbname=" + name_;
}
