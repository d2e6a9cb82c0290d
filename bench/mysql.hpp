// SPDX-License-Identifier: MIT
#pragma once
#include "engine.hpp"

#include <mysql.h>

#include <memory>
#include <string>
#include <vector>

namespace bench {

/// A connection as plain as libmariadb gives it.
class mysql_handle {
 public:
  explicit mysql_handle(const std::string& url);
  [[nodiscard]] MYSQL* get() const noexcept { return db_.get(); }
  /// Runs one statement; each of its rows as texts, NULL as an empty one.
  std::vector<std::vector<std::string>> run(const std::string& text) const;

 private:
  struct closer {
    void operator()(MYSQL* db) const noexcept { mysql_close(db); }
  };
  std::unique_ptr<MYSQL, closer> db_;
};

[[nodiscard]] std::unique_ptr<bare_connection> mysql_bare(const std::string& url, scheme_name scheme);

}  // namespace bench
