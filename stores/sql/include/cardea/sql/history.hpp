// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/cell.hpp>
#include <cardea/sql/dialect.hpp>
#include <cardea/sql/layout.hpp>
#include <cardea/sql/schema.hpp>
#include <cardea/sql/statement.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cardea::sql {

/// Whose migrations make the tables of a database.
struct history_owner {
  std::string tool;   ///< "drizzle" or "prisma"
  std::string table;  ///< where its history stands
};

/// "Drizzle", for people.
[[nodiscard]] std::string name_of(const history_owner& owner);

/// What is thrown where the tables are the owner's to make: `errc::owned_elsewhere`.
[[noreturn]] void refuse_for(const history_owner& owner);

/// The table `cardea_migrations`, beside the table of users: a row for each migration that changed something,
/// which names the tables, since several layouts may share a database. It says what was done and decides
/// nothing but one thing: a row that was begun and is not done is of a migration that was interrupted, which
/// the next one finishes.
class history {
 public:
  history(const layout& layout, const dialect& dialect);
  /// Of other tables than a layout's, by a name of their own; in the schema of the first.
  history(std::string_view what, std::span<const std::string> tables, const dialect& dialect);

  /// As the layout has table names, with the schema of the tables.
  [[nodiscard]] const std::string& table() const noexcept { return table_; }
  /// The schema of the tables and each other one that they stand in; an empty text: none is named.
  [[nodiscard]] const std::vector<std::string>& schemas() const noexcept { return schemas_; }

  /// Throws `errc::schema_mismatch` where the table is there and is not a history.
  [[nodiscard]] bool is_there(const live_table& live) const;
  [[nodiscard]] statement create() const { return statement{create_, false}; }

  /// Every row, in their order.
  [[nodiscard]] statement read() const;
  void take(row one);
  /// Whether a migration of these tables was begun and not done.
  [[nodiscard]] bool is_open() const noexcept { return open_.has_value(); }

  /// A new row, behind those that were read: parameters into `text`, which outlives them.
  struct entry {
    std::string hash;  ///< SHA-256 of the statements, each behind the last one and ";\n", in hexadecimal
    std::string at;    ///< ISO 8601; empty: it is not known
  };
  [[nodiscard]] static entry entry_of(std::span<const std::string> steps, std::optional<timestamp> now);
  [[nodiscard]] statement insert() const;
  [[nodiscard]] std::vector<cell> parameters_of(const entry& one, bool is_done) const;
  /// Marks the row as done that is open, or else the one that was inserted.
  [[nodiscard]] statement finish() const;
  [[nodiscard]] std::vector<cell> parameters_of_finish() const;

 private:
  const dialect* dialect_;
  std::string table_, tables_, layout_, create_;
  std::vector<std::string> schemas_;
  std::int64_t last_ = 0;
  std::optional<std::int64_t> open_{};
};

}  // namespace cardea::sql
