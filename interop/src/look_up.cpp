// SPDX-License-Identifier: MIT
#include "look_up.hpp"

#include <algorithm>

namespace cardea::interop {
namespace {

bool is_one_of(std::string_view name, names wanted) {
  return std::ranges::find(wanted, plain(name)) != wanted.end();
}

std::string bare(const std::string& name) { return name.substr(name.rfind('.') + 1); }

}  // namespace

std::string plain(std::string_view name) {
  std::string made;
  for (const char c : name)
    if (c != '_') made += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return made;
}

const found_column* find(const found_table& in, names wanted) {
  auto at = std::ranges::find_if(in.columns, [&](const auto& c) { return is_one_of(c.name, wanted); });
  if (at == in.columns.end())
    at = std::ranges::find_if(in.columns, [&](const auto& c) { return is_one_of(c.field, wanted); });
  return at == in.columns.end() ? nullptr : &*at;
}

const found_column* id_of(const found_table& in) {
  const auto at = std::ranges::find_if(in.columns, &found_column::is_primary_key);
  return at == in.columns.end() ? nullptr : &*at;
}

const found_column* user_id_of(const found_table& in) {
  if (const auto* named = find(in, {"userid"})) return named;
  const auto at = std::ranges::find_if(in.columns, [](const auto& c) { return !c.references.empty(); });
  return at == in.columns.end() ? nullptr : &*at;
}

std::string said(const found_table& table) { return "table \"" + table.name + '"'; }
std::string said(const found_table& table, const found_column& column) {
  return "column \"" + column.name + "\" of " + said(table);
}
std::string declared(const found_column& column) {
  return column.declared.empty() ? "declared without a type" : "declared " + column.declared;
}

bool is_called(const found_table& one, names usual) {
  return is_one_of(bare(one.name), usual) || is_one_of(one.model, usual);
}

std::string place_of(const std::string& name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? std::string{} : name.substr(0, dot);
}

}  // namespace cardea::interop
