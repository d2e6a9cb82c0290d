// SPDX-License-Identifier: MIT
#include "wire.hpp"

#include <cardea/error.hpp>
#include <cardea/time.hpp>

#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>

namespace cardea::postgres {
namespace {

// pg_type.dat: these numbers never change.
namespace oid {
constexpr Oid boolean = 16, bytea = 17, one_char = 18, name = 19, int8 = 20, int2 = 21, int4 = 23, text = 25,
              json = 114, float4 = 700, float8 = 701, unknown = 705, bpchar = 1042, varchar = 1043,
              timestamp = 1114, timestamptz = 1184;
constexpr Oid first_of_users = 16384;  ///< enumerations and extensions (citext) lie from here on
}  // namespace oid

/// 2000-01-01, from where the server counts microseconds.
constexpr std::int64_t epoch_ms = 946'684'800'000;

template <class Number>
void add_number(std::string& to, Number number) {
  std::array<char, 32> digits;
  const auto [end, failed] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  to.append(digits.data(), end);
}

/// ISO 8601 in UTC, with as many digits as the year needs, and BC where there is no year 0.
void add_time(std::string& to, timestamp time) {
  const auto iso = to_iso8601(time);
  if (iso.front() != '+' && iso.front() != '-' && !iso.starts_with("0000")) {
    to += iso;
    return;
  }
  const bool is_signed = iso.front() == '+' || iso.front() == '-';
  const auto end = iso.find('-', 1);
  int year = 0;
  std::from_chars(iso.data() + (is_signed ? 1 : 0), iso.data() + end, year);
  const bool is_before = iso.front() != '+';
  auto digits = std::to_string(is_before ? year + 1 : year);
  digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
  to.append(digits).append(iso, end).append(is_before ? " BC" : "");
}

void add_hex(std::string& to, std::string_view bytes) {
  constexpr auto digits = "0123456789abcdef";
  to += "\\x";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    to += digits[byte >> 4];
    to += digits[byte & 15];
  }
}

void add(std::string& to, const sql::cell& value) {
  using kind = sql::cell::kind;
  switch (value.is) {
    case kind::null:
      return;
    case kind::boolean:
    case kind::integer:
      return add_number(to, value.integer);
    case kind::real:
      return add_number(to, value.real);
    case kind::time:
      return add_time(to, timestamp{duration{value.integer}});
    case kind::text:
      if (value.text.find('\0') != std::string_view::npos)
        throw error{errc::invalid_argument, "PostgreSQL cannot keep a text with a NUL"};
      to += value.text;
      return;
    case kind::bytes:
      return add_hex(to, value.text);
  }
}

template <class Number>
Number in_order(std::string_view bytes) noexcept {
  std::make_unsigned_t<Number> result = 0;
  for (const char c : bytes)
    result = static_cast<std::make_unsigned_t<Number>>(result << 8 | static_cast<unsigned char>(c));
  return static_cast<Number>(result);
}

sql::cell read_time(std::int64_t microseconds) {
  using limits = std::numeric_limits<std::int64_t>;
  // "infinity" and "-infinity" are no moments.
  if (microseconds == limits::max() || microseconds == limits::min()) return sql::cell::of_text("infinity");
  const auto rounded = std::chrono::floor<duration>(std::chrono::microseconds{microseconds});
  return sql::cell::of_time(timestamp{rounded + duration{epoch_ms}});
}

}  // namespace

void bound::take(std::span<const sql::cell> parameters) {
  texts_.clear();
  values_.clear();
  for (const auto& one : parameters) {
    add(texts_, one);
    texts_ += '\0';
  }
  const char* next = texts_.data();
  for (const auto& one : parameters) {
    values_.push_back(one.is_null() ? nullptr : next);
    next += std::strlen(next) + 1;
  }
}

sql::cell read(const PGresult* answer, int row, int column) {
  const std::string_view bytes{PQgetvalue(answer, row, column),
                               static_cast<std::size_t>(PQgetlength(answer, row, column))};
  if (bytes.empty() && PQgetisnull(answer, row, column)) return {};
  const auto type = PQftype(answer, column);
  switch (type) {
    case oid::boolean:
      return sql::cell::of_boolean(bytes[0] != 0);
    case oid::int2:
      return sql::cell::of_integer(in_order<std::int16_t>(bytes));
    case oid::int4:
      return sql::cell::of_integer(in_order<std::int32_t>(bytes));
    case oid::int8:
      return sql::cell::of_integer(in_order<std::int64_t>(bytes));
    case oid::float4:
      return sql::cell::of_real(static_cast<double>(std::bit_cast<float>(in_order<std::int32_t>(bytes))));
    case oid::float8:
      return sql::cell::of_real(std::bit_cast<double>(in_order<std::int64_t>(bytes)));
    // Without a zone the moment is taken as UTC, in which it was written too.
    case oid::timestamp:
    case oid::timestamptz:
      return read_time(in_order<std::int64_t>(bytes));
    case oid::bytea:
      return sql::cell::of_bytes(bytes);
    case oid::one_char:
    case oid::name:
    case oid::text:
    case oid::json:
    case oid::unknown:
    case oid::bpchar:
    case oid::varchar:
      return sql::cell::of_text(bytes);
    default:
      if (type >= oid::first_of_users) return sql::cell::of_text(bytes);
      throw error{errc::schema_mismatch, "column \"" + std::string{PQfname(answer, column)} +
                                             "\" is of a type that cannot be read, number " +
                                             std::to_string(type)};
  }
}

}  // namespace cardea::postgres
