// SPDX-License-Identifier: MIT
#pragma once
#include "engine.hpp"

#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

namespace bench {

/// A connection as plain as SQLite gives it, for one thread at a time.
class sqlite_handle {
 public:
  explicit sqlite_handle(const std::string& path);
  [[nodiscard]] sqlite3* get() const noexcept { return db_.get(); }
  /// Runs what may be several statements.
  void run(const std::string& text) const;
  /// The first column of each row of one statement.
  [[nodiscard]] std::vector<std::string> texts(const std::string& query) const;

 private:
  struct closer {
    void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
  };
  std::unique_ptr<sqlite3, closer> db_;
};

[[nodiscard]] std::unique_ptr<bare_connection> sqlite_bare(const std::string& path, scheme_name scheme);

}  // namespace bench
