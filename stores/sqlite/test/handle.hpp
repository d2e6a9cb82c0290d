// SPDX-License-Identifier: MIT
#pragma once
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

/// An application's connection, as plain as SQLite gives it.
class handle {
 public:
  explicit handle(const std::string& path, int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {
    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
    db_.reset(db);
    if (code != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(db)};
  }
  [[nodiscard]] sqlite3* get() const noexcept { return db_.get(); }

  /// Each row as text, its columns parted by "|".
  std::vector<std::string> run(const std::string& text) const {
    std::vector<std::string> rows;
    char* why = nullptr;
    const auto keep = [](void* to, int count, char** values, char**) {
      std::string line;
      for (int i = 0; i < count; ++i) line.append(i ? "|" : "").append(values[i] ? values[i] : "NULL");
      static_cast<std::vector<std::string>*>(to)->push_back(line);
      return 0;
    };
    if (sqlite3_exec(db_.get(), text.c_str(), keep, &rows, &why) != SQLITE_OK) {
      const std::string message = why ? why : "unknown";
      sqlite3_free(why);
      throw std::runtime_error{message};
    }
    return rows;
  }
  [[nodiscard]] std::string one(const std::string& text) const { return run(text).at(0); }

 private:
  struct closer {
    void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
  };
  std::unique_ptr<sqlite3, closer> db_;
};
