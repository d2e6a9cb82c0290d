// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/cell.hpp>

#include <libpq-fe.h>

#include <span>
#include <string>
#include <vector>

namespace cardea::postgres {

/// Parameters as texts without a type, as literals in a statement have none: the server gives each the type
/// of what it stands beside, so that one prepared statement serves NULL and any value, and a value that the
/// column cannot hold is refused and not converted.
class bound {
 public:
  /// In place of what it held. Throws `errc::invalid_argument` for a text with a NUL.
  void take(std::span<const sql::cell> parameters);
  [[nodiscard]] int count() const noexcept { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const noexcept { return values_.data(); }

 private:
  std::string texts_;  ///< one behind the other, each with its NUL
  std::vector<const char*> values_;
};

/// A value of a result in the binary format. Throws `errc::schema_mismatch` for a type that no layout has.
[[nodiscard]] sql::cell read(const PGresult* answer, int row, int column);

}  // namespace cardea::postgres
