// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/time.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cardea {

using blob = std::vector<std::byte>;

/// SQL's NULL.
struct null_value {
  friend bool operator==(null_value, null_value) = default;
};

/// "Not said": the column keeps its default on insertion. Never read back.
struct default_value {
  friend bool operator==(default_value, default_value) = default;
};

/// What one attribute holds. A 32-bit integer travels as a 64-bit one.
using value =
    std::variant<null_value, default_value, bool, std::int64_t, double, std::string, blob, timestamp>;

enum class column_type { string, int32, integer, number, boolean, time, bytes };

/// "string", "int32", "integer", "number", "boolean", "timestamp", "blob": the spelling of the command line
/// and of messages.
[[nodiscard]] std::string_view to_string(column_type type) noexcept;

/// One attribute of a user or a session.
struct column {
  std::string name;  ///< as the application calls it
  column_type type{};
  bool nullable = false;
  std::string renamed;  ///< as the table calls it, where that differs; else empty

  [[nodiscard]] const std::string& in_table() const noexcept { return renamed.empty() ? name : renamed; }
};

/// Attributes in the order of their columns.
using columns = std::vector<column>;
using record = std::vector<value>;

}  // namespace cardea
