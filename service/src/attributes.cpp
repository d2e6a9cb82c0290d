// SPDX-License-Identifier: MIT
#include "attributes.hpp"

#include <boost/json/serialize.hpp>
#include <cardea/mail/message.hpp>
#include <cardea/unicode.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace cardea::service {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_text = 4096;
constexpr std::size_t longest_user_agent = 255;

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number found{};
  const auto* end = text.data() + text.size();
  const auto [at, failure] = std::from_chars(text.data(), end, found);
  if (failure != std::errc{} || at != end) return std::nullopt;
  return found;
}

std::optional<value> from_text(std::string_view text, const column& of) {
  if (text.empty() && of.nullable) return null_value{};
  switch (of.type) {
    case column_type::string:
      if (text.size() > longest_text || text.find('\0') != std::string_view::npos || !is_utf8(text))
        return std::nullopt;
      return std::string{text};
    case column_type::boolean:
      if (text == "on" || text == "true") return true;
      if (text.empty() || text == "false") return false;
      return std::nullopt;
    case column_type::int32:
      if (const auto found = number_in<std::int32_t>(text)) return std::int64_t{*found};
      return std::nullopt;
    case column_type::integer:
      if (const auto found = number_in<std::int64_t>(text)) return *found;
      return std::nullopt;
    case column_type::number:
      if (const auto found = number_in<double>(text)) return *found;
      return std::nullopt;
    case column_type::time:
      if (const auto found = parse_iso8601(text)) return *found;
      return std::nullopt;
    case column_type::bytes:
      break;
  }
  return std::nullopt;
}

/// Of exactly the column's type: a number is no text, and the reverse (T8).
std::optional<value> from_json(const json::value& given, const column& of) {
  if (given.is_null()) return of.nullable ? std::optional<value>{null_value{}} : std::nullopt;
  switch (of.type) {
    case column_type::boolean:
      return given.is_bool() ? std::optional<value>{given.get_bool()} : std::nullopt;
    case column_type::int32:
    case column_type::integer: {
      if (!given.is_int64()) return std::nullopt;
      const auto number = given.get_int64();
      if (of.type == column_type::int32 && !std::in_range<std::int32_t>(number)) return std::nullopt;
      return number;
    }
    case column_type::number:
      if (given.is_double()) return given.get_double();
      return given.is_int64() ? std::optional<value>{static_cast<double>(given.get_int64())} : std::nullopt;
    case column_type::string:
    case column_type::time:
      if (!given.is_string() || (of.type == column_type::time && given.get_string().empty()))
        return std::nullopt;
      return from_text(given.get_string(), of);
    case column_type::bytes:
      break;
  }
  return std::nullopt;
}

/// As much of it as a column takes, without control characters: it is shown again.
std::string tame(std::string_view text) {
  std::string kept;
  for (const char c : text.substr(0, longest_user_agent))
    if (c >= 0x20 && c < 0x7f) kept += c;
  return kept;
}

}  // namespace

answer<record> new_user_record(const context& house, const given_attributes& given,
                               std::string_view typed_identifier, std::string_view canonical_identifier) {
  const auto& columns = house.auth.user_attributes();
  record values(columns.size(), default_value{});
  std::vector<field_error> errors;
  for (const auto& [name, what] : given.all) {
    const auto at =
        std::ranges::find(house.at.settable, name, [&](std::size_t i) { return columns[i].name; });
    if (at == house.at.settable.end()) {
      errors.push_back({"attr." + name, "This cannot be set."});
      continue;
    }
    auto converted =
        given.from_form ? from_text(what.get_string(), columns[*at]) : from_json(what, columns[*at]);
    if (converted && house.at.email == *at && std::holds_alternative<std::string>(*converted) &&
        !mail::is_address(std::get<std::string>(*converted)))
      converted.reset();
    if (converted)
      values[*at] = std::move(*converted);
    else
      errors.push_back({"attr." + name, "This does not fit here."});
  }
  if (!errors.empty()) return refusal{.why = reason::invalid_input, .errors = std::move(errors)};
  // A name is shown as it was typed; an address is kept as mail goes to it.
  if (house.at.identifier)
    values[*house.at.identifier] = std::string{
        house.options.identifier == identifier_kind::email ? canonical_identifier : typed_identifier};
  if (house.at.email_verified && columns[*house.at.email_verified].type == column_type::boolean)
    values[*house.at.email_verified] = false;
  return values;
}

record new_session_record(const context& house, std::string_view address, std::string_view user_agent) {
  record values(house.auth.session_attributes().size(), default_value{});
  if (house.at.session_address) values[*house.at.session_address] = std::string{address};
  if (house.at.session_user_agent) values[*house.at.session_user_agent] = tame(user_agent);
  return values;
}

json::value to_json(const value& of) {
  struct {
    json::value operator()(null_value) const { return nullptr; }
    json::value operator()(default_value) const { return nullptr; }
    json::value operator()(bool v) const { return v; }
    json::value operator()(std::int64_t v) const { return v; }
    json::value operator()(double v) const { return v; }
    json::value operator()(const std::string& v) const { return json::string{v}; }
    json::value operator()(const blob&) const { return nullptr; }  // Not for showing.
    json::value operator()(timestamp v) const { return json::string{to_iso8601(v)}; }
  } const visitor;
  return std::visit(visitor, of);
}

std::string to_text(const value& of) {
  const auto shown = to_json(of);
  if (shown.is_null()) return {};
  if (const auto* text = shown.if_string()) return std::string{*text};
  return json::serialize(shown);
}

}  // namespace cardea::service
