// SPDX-License-Identifier: MIT
#pragma once
#include <mysql.h>

#include <memory>
#include <string>
#include <vector>

/// CARDEA_TEST_MYSQL. Without it every test of the program is skipped, and fails where CI is set.
[[nodiscard]] std::string server_url();
/// The URL with another database, and what follows it left alone.
[[nodiscard]] std::string with_database(const std::string& url, const std::string& name);

/// An application's connection, as plain as libmariadb gives it.
class handle {
 public:
  /// Several statements may stand in one text unless `flags` say otherwise.
  explicit handle(const std::string& url, unsigned long flags = CLIENT_MULTI_STATEMENTS);
  [[nodiscard]] MYSQL* get() const noexcept { return db_.get(); }
  /// Each row as text, its columns parted by "|".
  std::vector<std::string> run(const std::string& text) const;
  [[nodiscard]] std::string one(const std::string& text) const { return run(text).at(0); }

 private:
  struct closer {
    void operator()(MYSQL* db) const noexcept { mysql_close(db); }
  };
  std::unique_ptr<MYSQL, closer> db_;
};

/// A database of a test's own, which its URL leads to, gone with this object.
class place {
 public:
  place();
  ~place();
  place(const place&) = delete;
  place& operator=(const place&) = delete;
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::string url() const { return with_database(server_url(), name_); }

 private:
  std::string name_;
};

/// Deletes every row of the database.
void empty_tables(const handle& db);
