// SPDX-License-Identifier: MIT
#include "attributes.hpp"

#include <cardea/error.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cardea::cli {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw error{errc::invalid_argument, message}; }

column_type read_type(std::string_view option, const std::string& name, std::string_view type) {
  if (type == "string") return column_type::string;
  if (type == "integer") return column_type::integer;
  if (type == "number") return column_type::number;
  if (type == "boolean") return column_type::boolean;
  if (type == "timestamp") return column_type::time;
  refuse("--" + std::string{option} + ": the type of \"" + name +
         "\" is none of string, integer, number, boolean and timestamp, each with ? where it may be null");
}

template <class Number>
std::optional<Number> read_number(std::string_view text) {
  Number number{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

value read_value(const column& to, std::string_view text) {
  if (to.type == column_type::string) return std::string{text};
  if (text.empty() && to.nullable) return null_value{};
  switch (to.type) {
    case column_type::integer:
      if (const auto number = read_number<std::int64_t>(text)) return *number;
      break;
    case column_type::number:
      if (const auto number = read_number<double>(text); number && std::isfinite(*number)) return *number;
      break;
    case column_type::boolean:
      if (text == "true" || text == "1") return true;
      if (text == "false" || text == "0") return false;
      break;
    case column_type::time:
      if (const auto time = parse_iso8601(text)) return *time;
      break;
    default:
      break;
  }
  refuse("--attr: the value of \"" + to.name + "\" is no " + std::string{to_string(to.type)} +
         (to.type == column_type::time ? " such as 2030-01-02T03:04:05.678Z" : ""));
}

std::size_t position_of(const columns& declared, std::string_view name) {
  const auto at = std::ranges::find(declared, name, &column::name);
  if (at != declared.end()) return static_cast<std::size_t>(at - declared.begin());
  std::string message = "there is no attribute \"" + std::string{name} + "\"";
  if (declared.empty()) refuse(message + ": none is declared; --user-attributes and --session-attributes do");
  message += "; declared are";
  for (const auto& one : declared) message += (&one == &declared.front() ? " " : ", ") + one.name;
  refuse(message);
}

}  // namespace

columns read_attributes(std::string_view option, const pairs& declared) {
  columns all;
  for (const auto& [name, written] : declared) {
    std::string_view type = written;
    const bool nullable = type.ends_with('?');
    if (nullable) type.remove_suffix(1);
    all.push_back({.name = name, .type = read_type(option, name, type), .nullable = nullable, .renamed = {}});
  }
  return all;
}

column* find_column(columns& all, std::string_view name) noexcept {
  const auto at = std::ranges::find(all, name, &column::name);
  return at == all.end() ? nullptr : &*at;
}

std::vector<assignment> read_values(const columns& declared, const std::vector<std::string>& attr,
                                    const std::vector<std::string>& null) {
  std::vector<assignment> all;
  const auto add = [&](std::size_t position, value given) {
    if (std::ranges::find(all, position, &assignment::position) != all.end())
      refuse("attribute \"" + declared[position].name + "\" is given twice");
    all.push_back({position, std::move(given)});
  };
  for (const auto& one : attr) {
    const auto at = one.find('=');
    if (at == std::string::npos) refuse("--attr: name=value is wanted");
    const auto position = position_of(declared, std::string_view{one}.substr(0, at));
    add(position, read_value(declared[position], std::string_view{one}.substr(at + 1)));
  }
  for (const auto& name : null) add(position_of(declared, name), null_value{});
  return all;
}

record read_record(const columns& declared, const std::vector<std::string>& attr) {
  record all(declared.size(), default_value{});
  for (auto& [position, given] : read_values(declared, attr, {})) all[position] = std::move(given);
  return all;
}

}  // namespace cardea::cli
