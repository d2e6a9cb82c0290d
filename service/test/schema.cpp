// SPDX-License-Identifier: MIT
#include "schema.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cardea/time.hpp>

#include <algorithm>
#include <array>
#include <regex>

namespace cardea::service {
namespace {

namespace json = boost::json;

const json::object& resolve(const json::object& document, const json::object& node) {
  const auto* reference = node.if_contains("$ref");
  if (!reference) return node;
  std::string path{reference->get_string()};
  return document.at("components")
      .at_pointer(path.substr(std::string_view{"#/components"}.size()))
      .as_object();
}

bool is_of(std::string_view type, const json::value& value) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "integer") return value.is_int64();
  return type == "null" && value.is_null();
}

std::string check(const json::object& document, const json::object& given, const json::value& value,
                  const std::string& where);

std::string check_object(const json::object& document, const json::object& schema, const json::object& value,
                         const std::string& where) {
  if (const auto* required = schema.if_contains("required"))
    for (const auto& name : required->get_array())
      if (!value.contains(name.get_string())) return where + " lacks " + std::string{name.get_string()};
  const auto* properties = schema.if_contains("properties");
  for (const auto& [name, member] : value) {
    const auto inside = where + "/" + std::string{name};
    if (const auto* described = properties ? properties->get_object().if_contains(name) : nullptr) {
      if (auto bad = check(document, described->get_object(), member, inside); !bad.empty()) return bad;
    } else if (const auto* others = schema.if_contains("additionalProperties");
               others && !others->get_bool()) {
      return inside + " is not described";
    }
  }
  return {};
}

std::string check(const json::object& document, const json::object& given, const json::value& value,
                  const std::string& where) {
  static constexpr std::array<std::string_view, 11> known{
      "type",    "properties",  "required", "additionalProperties",
      "items",   "description", "pattern",  "format",
      "minimum", "default",     "$ref"};
  const auto& schema = resolve(document, given);
  for (const auto& [word, ignored] : schema)
    if (std::ranges::find(known, std::string_view{word}) == known.end())
      return where + ": this test does not know " + std::string{word};
  if (const auto* type = schema.if_contains("type")) {
    const bool fits =
        type->is_array()
            ? std::ranges::any_of(type->get_array(),
                                  [&](const json::value& one) { return is_of(one.get_string(), value); })
            : is_of(type->get_string(), value);
    if (!fits) return where + " is of another type: " + json::serialize(value);
  }
  if (const auto* pattern = schema.if_contains("pattern"))
    if (!std::regex_search(std::string{value.get_string()}, std::regex{std::string{pattern->get_string()}}))
      return where + " is of another form: " + json::serialize(value);
  if (const auto* format = schema.if_contains("format"); format && format->get_string() == "date-time")
    if (!parse_iso8601(value.get_string())) return where + " is no time: " + json::serialize(value);
  if (value.is_object()) return check_object(document, schema, value.get_object(), where);
  if (value.is_array() && schema.contains("items"))
    for (const auto& one : value.get_array())
      if (auto bad = check(document, schema.at("items").get_object(), one, where + "[]"); !bad.empty())
        return bad;
  return {};
}

}  // namespace

std::string disagreement(const json::object& document, std::string_view method, std::string_view path,
                         const http::response& out) {
  std::string small{method};
  for (auto& c : small) c = static_cast<char>(c - 'A' + 'a');
  const auto name = std::string{method} + " " + std::string{path} + " " + std::to_string(out.status);
  const auto* operations = document.at("paths").get_object().if_contains(path);
  const auto* operation = operations ? operations->get_object().if_contains(small) : nullptr;
  if (!operation) return name + ": the route is not described";
  const auto* found = operation->at("responses").get_object().if_contains(std::to_string(out.status));
  if (!found) return name + ": the status is not described";
  const auto& described = resolve(document, found->get_object());
  const auto* content = described.if_contains("content");
  if (!content) return out.body.empty() ? "" : name + ": a body is not described";
  const auto type = out.find("Content-Type");
  const auto* media = type ? content->get_object().if_contains(*type) : nullptr;
  if (!media) return name + ": the type of the body is not described";
  auto bad = check(document, media->at("schema").get_object(), json::parse(out.body), "");
  return bad.empty() ? "" : name + ": " + bad;
}

}  // namespace cardea::service
