// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/sql/statements.hpp>

#include <charconv>
#include <cmath>
#include <optional>

namespace cardea::sql {
namespace {

using kind = cell::kind;
using std::chrono::seconds;

/// JavaScript's Date holds 100,000,000 days to either side of 1970 (ECMA-262, 21.4.1.1).
constexpr std::int64_t last_millisecond = 8'640'000'000'000'000;

[[noreturn]] void throw_unreadable(const std::string& what) {
  throw error{errc::corrupt, what + " cannot be read as what it is declared"};
}

std::optional<std::int64_t> whole(double from) noexcept {
  if (!(std::abs(from) <= 9'007'199'254'740'992.0) || from != std::trunc(from)) return std::nullopt;
  return static_cast<std::int64_t>(from);
}

std::optional<std::int64_t> digits(std::string_view text) noexcept {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class T>
T& room_for(value& in) {
  auto* held = std::get_if<T>(&in);
  return held ? *held : in.emplace<T>();
}

std::optional<std::int64_t> integer_in(const cell& from) noexcept {
  switch (from.is) {
    case kind::boolean:
    case kind::integer:
      return from.integer;
    case kind::real:
      return whole(from.real);
    case kind::bytes:
      return digits(from.text);
    default:
      return std::nullopt;
  }
}

std::optional<timestamp> time_in(const cell& from, time_form form) noexcept {
  if (from.is == kind::time) return timestamp{duration{from.integer}};
  auto count = integer_in(from);
  if (from.is == kind::text) {
    count = digits(from.text);
    if (!count) return parse_iso8601(from.text);
  }
  if (!count && from.is == kind::real) count = whole(std::floor(from.real));
  if (!count) return std::nullopt;
  const auto limit = form == time_form::seconds ? last_millisecond / 1000 : last_millisecond;
  if (*count < -limit || *count > limit) return std::nullopt;
  return timestamp{duration{form == time_form::seconds ? *count * 1000 : *count}};
}

}  // namespace

cell to_cell(timestamp time, time_form form) noexcept {
  switch (form) {
    case time_form::seconds:
      return cell::of_integer(std::chrono::floor<seconds>(time).time_since_epoch().count());
    case time_form::milliseconds:
    case time_form::iso8601:
      return cell::of_integer(time.time_since_epoch().count());
    case time_form::native:
    case time_form::native_or_seconds:
    case time_form::native_or_milliseconds:
      break;
  }
  return cell::of_time(time);
}

timestamp to_time(const cell& from, time_form form) {
  if (const auto time = time_in(from, form)) return *time;
  throw error{errc::corrupt, "a time in the database cannot be read, or is out of range"};
}

void read_value(const cell& from, const column& column, time_form times, value& into) {
  if (from.is_null()) {
    into = null_value{};
    return;
  }
  switch (column.type) {
    case column_type::string:
      if (from.is != kind::text && from.is != kind::bytes) break;
      room_for<std::string>(into).assign(from.text);
      return;
    case column_type::int32:
    case column_type::integer:
      if (const auto number = integer_in(from)) {
        into = *number;
        return;
      }
      break;
    case column_type::number:
      if (from.is != kind::real && from.is != kind::integer) break;
      into = from.is == kind::real ? from.real : static_cast<double>(from.integer);
      return;
    case column_type::boolean:
      if (const auto number = integer_in(from); number && (*number == 0 || *number == 1)) {
        into = *number == 1;
        return;
      }
      break;
    case column_type::time:
      if (const auto time = time_in(from, times)) {
        into = *time;
        return;
      }
      break;
    case column_type::bytes:
      if (from.is != kind::text && from.is != kind::bytes) break;
      const auto* first = reinterpret_cast<const std::byte*>(from.text.data());
      room_for<blob>(into).assign(first, first + from.text.size());
      return;
  }
  throw_unreadable("column \"" + column.in_table() + "\"");
}

value to_value(const cell& from, const column& column, time_form times) {
  value result;
  read_value(from, column, times, result);
  return result;
}

void parameters::add(timestamp time, time_form form) {
  cells_.push_back(to_cell(time, form));
  if (form != time_form::iso8601) return;
  auto text = to_iso8601(time);
  text.replace(text.size() - 1, 1, "+00:00");
  keep(std::move(text));
}

void parameters::keep(std::string text) {
  made_.push_back(std::make_unique<const std::string>(std::move(text)));
  add(*made_.back());
}

void parameters::add(const std::optional<timestamp>& time, time_form form) {
  if (time) return add(*time, form);
  cells_.resize(cells_.size() + (form == time_form::iso8601 ? 2 : 1));
}

void parameters::add(const value& given, const column& column, time_form times) {
  if (const auto* time = std::get_if<timestamp>(&given); time && column.type == column_type::time)
    return add(*time, times);
  struct {
    time_form form;
    cell operator()(null_value) const { return {}; }
    cell operator()(default_value) const { return {}; }
    cell operator()(bool v) const { return cell::of_boolean(v); }
    cell operator()(std::int64_t v) const { return cell::of_integer(v); }
    cell operator()(double v) const { return cell::of_real(v); }
    cell operator()(const std::string& v) const { return cell::of_text(v); }
    cell operator()(const blob& v) const { return cell::of_bytes(v); }
    cell operator()(timestamp v) const { return to_cell(v, form); }
  } const visitor{times};
  const auto plain = std::visit(visitor, given);
  cells_.push_back(plain);
  if (column.type == column_type::time && times == time_form::iso8601) cells_.push_back(plain);
}

}  // namespace cardea::sql
