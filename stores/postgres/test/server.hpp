// SPDX-License-Identifier: MIT
#pragma once
#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

/// CARDEA_TEST_POSTGRES. Without it every test of the program is skipped, and fails where CI is set.
[[nodiscard]] std::string server_url();
/// The URL with one more setting for its sessions: "search_path=x".
[[nodiscard]] std::string with_setting(const std::string& url, const std::string& setting);

/// An application's connection, as plain as libpq gives it.
class handle {
 public:
  explicit handle(const std::string& url);
  [[nodiscard]] PGconn* get() const noexcept { return db_.get(); }
  /// Each row as text, its columns parted by "|".
  std::vector<std::string> run(const std::string& text) const;
  [[nodiscard]] std::string one(const std::string& text) const { return run(text).at(0); }

 private:
  struct closer {
    void operator()(PGconn* db) const noexcept { PQfinish(db); }
  };
  std::unique_ptr<PGconn, closer> db_;
};

/// A schema of a test's own, which its URL leads to, gone with this object.
class place {
 public:
  place();
  ~place();
  place(const place&) = delete;
  place& operator=(const place&) = delete;
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::string url() const { return with_setting(server_url(), "search_path=" + name_); }

 private:
  std::string name_;
};

/// Deletes every row of the schema, past its triggers.
void empty_tables(const handle& db);

/// A database of a test's own, for what concerns all that is in one. Gone with this object, and whoever is
/// still connected to it.
class own_database {
 public:
  explicit own_database(std::string name);
  ~own_database();
  own_database(const own_database&) = delete;
  own_database& operator=(const own_database&) = delete;
  [[nodiscard]] std::string url() const;

 private:
  std::string name_;
};
