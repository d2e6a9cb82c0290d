// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <cardea/error.hpp>

#include <toml++/toml.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace cardea::cli {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw error{errc::invalid_argument, path + ": " + why};
}

std::optional<std::string> scalar(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto truth = node.value_exact<bool>()) return *truth ? "true" : "false";
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  return std::nullopt;
}

/// Texts in brackets are the same as one text with commas.
std::optional<std::string> list(const toml::array& all) {
  std::string text;
  for (const auto& node : all) {
    const auto one = scalar(node);
    if (!one || one->empty() || one->find(',') != std::string::npos) return std::nullopt;
    text += (text.empty() ? "" : ",") + *one;
  }
  return text;
}

/// A table within a table is a dotted name: `session.user_id = "userId"` under [columns] is
/// "session.user_id".
void flatten(const std::string& path, const std::string& prefix, const toml::table& table, pairs& into) {
  for (const auto& [key, node] : table) {
    const auto name = prefix + std::string{key.str()};
    if (const auto* inner = node.as_table()) {
      flatten(path, name + ".", *inner, into);
    } else if (auto text = node.is_array() ? list(*node.as_array()) : scalar(node)) {
      into.emplace_back(name, *std::move(text));
    } else {
      refuse(path, "\"" + name + "\" is neither a text nor a number nor true or false");
    }
  }
}

bool is_option(std::string_view name) {
  return name == "json" || name == "serve" ||
         std::ranges::any_of(global_options(), [&](const auto& o) { return o.name == name; });
}

}  // namespace

said read_config(const std::string& path, bool optional) {
  std::error_code ignored;
  if (optional && !std::filesystem::exists(path, ignored)) return {};
  std::ifstream file{path, std::ios::binary};
  std::ostringstream contents;
  if (!file || (file.peek() != std::ifstream::traits_type::eof() && !(contents << file.rdbuf())) ||
      file.bad())
    refuse(path, "the file cannot be read");
  toml::table table;
  try {
    table = toml::parse(contents.str());
  } catch (const toml::parse_error& e) {
    const auto at = e.source().begin;
    refuse(path, "line " + std::to_string(at.line) + ", column " + std::to_string(at.column) +
                     ": this is not TOML");
  }
  said found;
  for (const auto& [key, node] : table) {
    const std::string name{key.str()};
    if (!is_option(name)) refuse(path, "there is no option \"" + name + "\"");
    if (const auto* inner = node.as_table()) {
      pairs all;
      flatten(path, "", *inner, all);
      found.emplace(name, std::move(all));
    } else if (auto value = scalar(node)) {
      found.emplace(name, *std::move(value));
    } else {
      refuse(path, "\"" + name + "\" is neither a text nor a table");
    }
  }
  return found;
}

}  // namespace cardea::cli
