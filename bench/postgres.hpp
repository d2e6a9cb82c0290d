// SPDX-License-Identifier: MIT
#pragma once
#include "engine.hpp"

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

namespace bench {

/// A connection as plain as libpq gives it.
class postgres_handle {
 public:
  explicit postgres_handle(const std::string& url);
  [[nodiscard]] PGconn* get() const noexcept { return db_.get(); }
  /// Runs what may be several statements; the first column of each row of the last one.
  std::vector<std::string> run(const std::string& text) const;

 private:
  struct closer {
    void operator()(PGconn* db) const noexcept { PQfinish(db); }
  };
  std::unique_ptr<PGconn, closer> db_;
};

struct result_clearer {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using postgres_result = std::unique_ptr<PGresult, result_clearer>;

[[nodiscard]] std::unique_ptr<bare_connection> postgres_bare(const std::string& url, scheme_name scheme);

}  // namespace bench
