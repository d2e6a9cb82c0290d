// SPDX-License-Identifier: MIT
#include "json_reader.hpp"

#include <cardea/error.hpp>

#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>

#include <algorithm>

namespace cardea::interop {
namespace {

namespace json = boost::json;

bool is_plain(std::string_view key) {
  return !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

json::value parse_json(std::string_view text, const std::string& file) {
  json::stream_parser parser;
  json::error_code failed;
  std::size_t read = parser.write_some(text.data(), text.size(), failed);
  if (!failed && read < text.size()) failed = json::error::extra_data;
  if (!failed) parser.finish(failed);
  if (!failed) return parser.release();
  const auto at = "byte " + std::to_string(read);
  throw error{errc::invalid_argument,
              file + ": " +
                  (failed == json::error::incomplete ? "the file ends too early, at " + at
                                                     : at + ": this is not JSON (" + failed.message() + ")")};
}

void json_place::refuse(const std::string& why) const {
  throw error{errc::invalid_argument, *file_ + ": " + (path_.empty() ? "it" : path_) + " " + why};
}

json_place json_place::member(const json::value& value, std::string_view key) const {
  json_place made{value, *file_};
  made.key_ = key;
  made.path_ = is_plain(key) ? path_ + (path_.empty() ? "" : ".") + std::string{key}
                             : path_ + "[" + json::serialize(json::value(json::string(key))) + "]";
  return made;
}

std::optional<json_place> json_place::find(std::string_view key) const {
  if (!value_->is_object()) refuse("is not an object");
  const auto* found = value_->get_object().if_contains(key);
  if (!found || found->is_null()) return std::nullopt;
  return member(*found, key);
}

json_place json_place::at(std::string_view key) const {
  if (auto found = find(key)) return *std::move(found);
  member(*value_, key).refuse("is missing");
}

std::vector<json_place> json_place::all() const {
  std::vector<json_place> made;
  if (const auto* object = value_->if_object()) {
    for (const auto& [key, value] : *object) made.push_back(member(value, key));
  } else if (const auto* array = value_->if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) made.push_back(member((*array)[i], std::to_string(i)));
  } else {
    refuse("is neither an object nor an array");
  }
  return made;
}

std::string json_place::text() const {
  if (!value_->is_string()) refuse("is not a text");
  return std::string{value_->get_string()};
}

bool json_place::truth() const {
  if (!value_->is_bool()) refuse("is neither true nor false");
  return value_->get_bool();
}

std::string json_place::text_or_empty(std::string_view key) const {
  const auto found = find(key);
  return found ? found->text() : std::string{};
}

bool json_place::truth_or_false(std::string_view key) const {
  const auto found = find(key);
  return found && found->truth();
}

}  // namespace cardea::interop
