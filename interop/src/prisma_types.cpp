// SPDX-License-Identifier: MIT
#include "prisma_types.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>

namespace cardea::interop::prisma {
namespace {

bool is_among(std::string_view one, std::initializer_list<std::string_view> all) {
  return std::ranges::find(all, one) != all.end();
}

/// None of these is read or written as its type without @db would be.
bool is_other(const native& type) {
  return is_among(type.name,
                  {"Uuid", "Xml", "Inet", "Bit", "VarBit", "Oid", "Time", "Timetz", "Date", "Year", "Money"});
}

/// What Prisma's client makes itself: the database knows of none of it.
bool is_made_by_the_client(const json_place& field) {
  const auto given = field.find("default");
  const auto* function = given ? given->value().if_object() : nullptr;
  const auto* name = function ? function->if_contains("name") : nullptr;
  return name && name->is_string() &&
         is_among(std::string_view{name->get_string()}, {"cuid", "uuid", "ulid", "nanoid", "auto"});
}

}  // namespace

std::string text_of(const json_place& at) {
  auto text = at.text();
  if (text.find('\0') != std::string::npos) at.refuse("holds a NUL");
  return text;
}
std::string text_of(const json_place& in, std::string_view key) { return text_of(in.at(key)); }
std::string text_if_any(const json_place& in, std::string_view key) {
  const auto at = in.find(key);
  return at ? text_of(*at) : std::string{};
}

std::vector<json_place> items_of(const json_place& in, std::string_view key) {
  const auto at = in.find(key);
  if (!at) return {};
  if (!at->value().is_array()) at->refuse("is not an array");
  return at->all();
}
std::vector<std::string> texts_of(const json_place& in, std::string_view key) {
  std::vector<std::string> made;
  for (const auto& one : items_of(in, key)) made.push_back(text_of(one));
  return made;
}

std::optional<native> native_of(const json_place& field) {
  const auto* object = field.value().if_object();
  if (!object || !object->contains("nativeType")) return std::nullopt;
  const auto parts = items_of(field, "nativeType");
  if (parts.empty()) return native{.name = {}, .arguments = {}};
  native made{.name = text_of(parts[0]), .arguments = {}};
  if (parts.size() > 1)
    for (const auto& one : parts[1].all()) made.arguments.push_back(text_of(one));
  return made;
}

std::optional<column_type> type_of(const json_place& field, const native& type) {
  const auto kind = text_of(field, "kind"), name = text_of(field, "type");
  if (field.truth_or_false("isList") || is_other(type)) return std::nullopt;
  if (kind == "enum") return column_type::string;
  if (kind != "scalar") return std::nullopt;
  if (name == "String") return column_type::string;
  if (name == "Boolean") return column_type::boolean;
  if (name == "Int") return type.name == "UnsignedInt" ? column_type::integer : column_type::int32;
  if (name == "BigInt") return column_type::integer;
  if (name == "Float") return column_type::number;
  if (name == "DateTime") return column_type::time;
  if (name == "Bytes") return column_type::bytes;
  return std::nullopt;  // Json, Decimal
}

std::string declared_as(const json_place& field, const native& type) {
  auto text = text_of(field, "type");
  if (field.truth_or_false("isList")) text += "[]";
  if (type.name.empty()) return text;
  text += " @db." + type.name;
  for (const auto& one : type.arguments) text += (&one == type.arguments.data() ? "(" : ", ") + one;
  return text + (type.arguments.empty() ? "" : ")");
}

std::optional<std::size_t> length_of(const native& type) {
  if (!is_among(type.name, {"VarChar", "Char"}) || type.arguments.empty()) return std::nullopt;
  const auto& digits = type.arguments[0];
  std::size_t length = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (read.ec != std::errc{}) return std::nullopt;
  return length;
}

bool has_default(const json_place& field) {
  return field.truth_or_false("hasDefaultValue") && !is_made_by_the_client(field);
}

prisma_field field_of(const json_place& field) {
  prisma_field made;
  if (text_of(field, "kind") == "enum") made.enumeration = text_of(field, "type");
  const auto given = field.find("default");
  if (!given) return made;
  const auto& value = given->value();
  made.has_literal_default = value.is_string() || value.is_number() || value.is_bool();
  if (value.is_string())
    made.default_value = text_of(*given);
  else if (made.has_literal_default)
    made.default_value = boost::json::serialize(value);
  return made;
}

}  // namespace cardea::interop::prisma
