// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/time.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace cardea::sql {

/// One value on its way into or out of a database, as the driver sees it. Text and bytes are views: of a
/// parameter they outlive the call, of a row they live until the next one is fetched.
struct cell {
  enum class kind : std::uint8_t { null, boolean, integer, real, text, bytes, time };

  kind is = kind::null;
  union {
    std::int64_t integer = 0;  ///< also boolean (0 or 1), and time (milliseconds since 1970 in UTC)
    double real;
  };
  std::string_view text{};  ///< text, and bytes as characters

  cell() = default;
  static cell of_boolean(bool value) noexcept { return {kind::boolean, value ? 1 : 0}; }
  static cell of_integer(std::int64_t value) noexcept { return {kind::integer, value}; }
  static cell of_time(timestamp value) noexcept { return {kind::time, value.time_since_epoch().count()}; }
  static cell of_text(std::string_view value) noexcept { return {kind::text, value}; }
  static cell of_bytes(std::string_view value) noexcept { return {kind::bytes, value}; }
  static cell of_bytes(std::span<const std::byte> value) noexcept {
    return of_bytes({reinterpret_cast<const char*>(value.data()), value.size()});
  }
  static cell of_real(double value) noexcept {
    cell result;
    result.is = kind::real;
    result.real = value;
    return result;
  }
  [[nodiscard]] bool is_null() const noexcept { return is == kind::null; }

 private:
  cell(kind k, std::int64_t value) noexcept : is{k}, integer{value} {}
  cell(kind k, std::string_view value) noexcept : is{k}, text{value} {}
};

/// One row of a result.
using row = std::span<const cell>;

}  // namespace cardea::sql
