// SPDX-License-Identifier: MIT
#pragma once
#include "errors.hpp"

#include <cardea/mysql/datetime_zone.hpp>
#include <cardea/sql/cell.hpp>
#include <cardea/sql/statement.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cardea::mysql {

/// A statement that the server has prepared, and room for its values and one row.
class prepared_statement {
 public:
  /// Null where the server would not prepare it; `why` then says why not.
  static std::unique_ptr<prepared_statement> make(MYSQL* db, const std::string& text, failure& why);

  /// Runs it and takes the whole of its result from the server. False where that failed.
  bool run(std::span<const std::uint16_t> order, std::span<const sql::cell> parameters, datetime_zone zone,
           bool with_fractions);
  /// The next row, valid until the next call, or nothing.
  std::optional<sql::row> next(datetime_zone zone);
  void forget_rows() noexcept { mysql_stmt_free_result(statement_.get()); }

  [[nodiscard]] MYSQL_STMT* get() const noexcept { return statement_.get(); }

 private:
  struct slot {
    std::string name;
    sql::cell::kind is;
    bool is_unsigned = false;
    std::string text{};  ///< as long as there is room
    union {
      std::int64_t integer = 0;
      double real;
      MYSQL_TIME time;
    };
    unsigned long length = 0;
    my_bool is_null = 0;
  };
  struct closer {
    void operator()(MYSQL_STMT* statement) const noexcept { mysql_stmt_close(statement); }
  };

  explicit prepared_statement(MYSQL_STMT* statement) : statement_{statement} {}
  void describe();
  [[nodiscard]] bool is_described_otherwise() const noexcept;
  bool make_room();
  static sql::cell read(const slot& from, datetime_zone zone);

  std::unique_ptr<MYSQL_STMT, closer> statement_;
  std::vector<MYSQL_BIND> given_;
  std::vector<MYSQL_TIME> times_;  ///< what `given_` points to
  std::vector<slot> columns_;
  std::vector<MYSQL_BIND> taken_;
  std::vector<sql::cell> row_;
};

}  // namespace cardea::mysql
