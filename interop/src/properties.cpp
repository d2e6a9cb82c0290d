// SPDX-License-Identifier: MIT
#include "properties.hpp"

#include <set>

#include "typescript.hpp"

namespace cardea::interop {
namespace {

/// PostgreSQL cuts names at 63 bytes, and no character in two.
constexpr std::size_t longest = 63;

void cut(std::string& name, std::size_t length) {
  if (name.size() <= length) return;
  while (length && (static_cast<unsigned char>(name[length]) & 0xc0U) == 0x80) --length;
  name.resize(length);
}

/// The property of a column that the layout itself has; empty: it is none of those.
std::string_view standard_property(const schema& from, std::string_view role, const std::string& column) {
  const auto& layout = from.layout;
  if (role == "user") return "id";
  if (role == "session") {
    const auto& s = layout.session;
    if (column == s.id) return "id";
    if (column == s.user_id) return "userId";
    if (column == s.active_expires) return "activeExpires";
    if (column == s.expires)
      return layout.rules->expiry == expiry_rule::half_life ? "expiresAt" : "idleExpires";
    if (column == s.created_at) return "createdAt";
    if (column == s.last_verified) return "tokenLastVerifiedAt";
    return "secretHash";
  }
  const auto& k = layout.key;
  if (column == k.id) return "id";
  if (column == k.user_id) return "userId";
  if (column == k.primary) return layout.rules == &schemes::lucia_v0 ? "primary" : "primaryKey";
  return column == k.expires ? "expires" : "hashedPassword";
}

}  // namespace

std::string_view role_of(const schema& from, const sql::wanted_table& table) {
  constexpr std::string_view roles[] = {"user", "session", "key"};
  return roles[&table - from.tables.data()];
}

std::vector<std::string> property_names(const schema& from, const sql::wanted_table& table) {
  const auto role = role_of(from, table);
  std::vector<std::string> names;
  std::set<std::string, std::less<>> given;
  for (const auto& column : table.columns) {
    names.emplace_back(column.is_attribute ? "" : standard_property(from, role, column.name));
    given.insert(names.back());
  }
  const auto& attributes = role == "user" ? from.user_attributes : from.session_attributes;
  auto attribute = attributes.begin();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!table.columns[i].is_attribute) continue;
    const auto name = typescript::camel_case((attribute++)->name, "column");
    names[i] = name;
    for (int number = 2; !given.insert(names[i]).second; ++number) names[i] = name + std::to_string(number);
  }
  return names;
}

qualified_name parted(const std::string& name) {
  const auto dot = name.find('.');
  if (dot == std::string::npos) return {.schema = {}, .name = name};
  return {.schema = name.substr(0, dot), .name = name.substr(dot + 1)};
}

std::string stored_name(const sql::dialect& dialect, std::string name) {
  if (dialect.name == "postgres") cut(name, longest);
  return name;
}

std::string foreign_key_name(const sql::dialect& dialect, const std::string& table,
                             const std::string& column) {
  if (dialect.name == "mysql") return table + "_ibfk_1";
  // PostgreSQL shortens the longer of the two until both have room.
  auto first = table.size(), second = column.size();
  const std::string_view behind = "_fkey";
  while (first + second + 1 + behind.size() > longest) --(first > second ? first : second);
  std::string from = table, to = column;
  cut(from, first);
  cut(to, second);
  return from + "_" + to + std::string{behind};
}

}  // namespace cardea::interop
