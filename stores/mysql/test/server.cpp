// SPDX-License-Identifier: MIT
#include "server.hpp"
#include "needs_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include <unistd.h>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

namespace {

constexpr const char* variable = "CARDEA_TEST_MYSQL";
const auto* const registered = testing::AddGlobalTestEnvironment(new a_server_is_needed{variable});

}  // namespace

std::string server_url() { return server_in(variable); }

namespace {

boost::urls::url_view taken_apart(const std::string& url) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed) throw std::runtime_error{"CARDEA_TEST_MYSQL is no URL"};
  return *parsed;
}

}  // namespace

std::string with_database(const std::string& url, const std::string& name) {
  boost::urls::url changed{taken_apart(url)};
  changed.set_path("/" + name);
  return std::string{changed.buffer().data(), changed.buffer().size()};
}

handle::handle(const std::string& url, unsigned long flags) : db_{mysql_init(nullptr)} {
  const auto parts = taken_apart(url);
  const auto port = parts.port_number();
  mysql_options(get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (!mysql_real_connect(get(), parts.host().c_str(), parts.user().c_str(), parts.password().c_str(),
                          parts.path().substr(1).c_str(), port, nullptr, flags))
    throw std::runtime_error{mysql_error(get())};
}

std::vector<std::string> handle::run(const std::string& text) const {
  std::vector<std::string> rows;
  int more = mysql_real_query(get(), text.data(), static_cast<unsigned long>(text.size()));
  for (; more == 0; more = mysql_next_result(get())) {
    const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> got{mysql_store_result(get()),
                                                                       &mysql_free_result};
    while (const auto row = got ? mysql_fetch_row(got.get()) : nullptr) {
      const auto* lengths = mysql_fetch_lengths(got.get());
      std::string line;
      for (unsigned i = 0; i < mysql_num_fields(got.get()); ++i)
        line.append(i ? "|" : "").append(row[i] ? std::string{row[i], lengths[i]} : "NULL");
      rows.push_back(line);
    }
  }
  if (more > 0) throw std::runtime_error{mysql_error(get())};
  return rows;
}

place::place() {
  static std::atomic<int> last{0};
  name_ = "cardea_" + std::to_string(getpid()) + "_" + std::to_string(++last);
  const handle server{server_url()};
  server.run("DROP DATABASE IF EXISTS " + name_);
  server.run("CREATE DATABASE " + name_ + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
}

place::~place() {
  try {
    handle{server_url()}.run("DROP DATABASE " + name_);
  } catch (const std::exception& e) {
    ADD_FAILURE() << e.what();
  }
}

void empty_tables(const handle& db) {
  std::string text = "SET foreign_key_checks = 0";
  for (const auto& table : db.run("SHOW TABLES")) text += "; DELETE FROM `" + table + "`";
  db.run(text);
}
