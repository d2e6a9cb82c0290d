// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/forms.hpp>

#include <algorithm>
#include <set>

#include "properties.hpp"
#include "typescript.hpp"

namespace cardea::interop {
namespace {

/// One line of a model, in the three columns that `prisma format` aligns.
struct field {
  std::string name, type, attributes;
  std::string_view remark = "";  ///< aligned with nothing
};

std::string literal(std::string_view text) { return typescript::quoted(text, '"'); }

/// What Lucia's adapter of the generation calls the models, and in them the fields that lead to another.
struct names_of_models {
  std::string_view user, session, key;
  std::string_view owner, sessions, keys;
};

const names_of_models& models_of(const schema& from) {
  static constexpr names_of_models lucia_v1{"AuthUser",  "AuthSession",  "AuthKey",
                                            "auth_user", "auth_session", "auth_key"};
  static constexpr names_of_models others{"User", "Session", "Key", "user", "sessions", "keys"};
  return from.layout.rules == &schemes::lucia_v1 ? lucia_v1 : others;
}

std::string model_of(const schema& from, std::string_view role) {
  const auto& models = models_of(from);
  return std::string{role == "user" ? models.user : role == "session" ? models.session : models.key};
}

/// "userId" as "user_id".
std::string snake_case(std::string_view from) {
  std::string name;
  for (const char c : from)
    if (c >= 'A' && c <= 'Z')
      name.append(1, '_').append(1, static_cast<char>(c - 'A' + 'a'));
    else
      name += c;
  return name;
}

bool is_identifier(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && is_letter(name[0]) && std::ranges::all_of(name, [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
  });
}

/// Up to Lucia 2 the adapter asks for fields that are called as Lucia's columns are, and then in camel case.
std::vector<std::string> field_names(const schema& from, const sql::wanted_table& table) {
  auto names = property_names(from, table);
  const bool is_user = &table == from.tables.data();
  const bool is_camel = from.layout.rules == &schemes::lucia_v3 || from.layout.rules == &schemes::cardea;
  const auto& models = models_of(from);
  std::set<std::string, std::less<>> given{"AND", "OR", "NOT",
                                           std::string{is_user ? models.sessions : models.owner}};
  if (is_user) given.emplace(models.keys);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (table.columns[i].is_attribute) continue;
    if (!is_camel) names[i] = snake_case(names[i]);
    given.insert(names[i]);
  }
  const auto& attributes = is_user ? from.user_attributes : from.session_attributes;
  auto attribute = attributes.begin();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!table.columns[i].is_attribute) continue;
    const auto& called = (attribute++)->name;
    const auto name = is_identifier(called) ? called : names[i];
    names[i] = name;
    for (int number = 2; !given.insert(names[i]).second; ++number) names[i] = name + std::to_string(number);
  }
  return names;
}

/// The type, and what the database calls it where that is not what Prisma would.
std::pair<std::string, std::string> type_of(const sql::wanted_column& column, std::string_view dialect) {
  const bool is_mysql = dialect == "mysql";
  switch (column.type) {
    case column_type::string:
      if (!is_mysql) return {"String", ""};
      return {"String",
              column.is_primary_key || !column.references.empty() ? "@db.VarChar(255)" : "@db.MediumText"};
    case column_type::number:
      return {"Float", ""};
    case column_type::bytes:
      return {"Bytes", is_mysql ? "@db.MediumBlob" : ""};
    case column_type::boolean:
      return {"Boolean", ""};
    case column_type::time:
      if (column.times == sql::time_form::iso8601) return {"DateTime", ""};
      if (column.times != sql::time_form::native) return {"BigInt", ""};
      return {"DateTime", is_mysql ? "@db.DateTime(3)" : "@db.Timestamptz(6)"};
    case column_type::int32:
      return {"Int", ""};
    case column_type::integer:
      return {"BigInt", ""};
  }
  return {"Bytes", ""};
}

std::string_view remark_of(const sql::wanted_column& column) {
  if (column.type != column_type::time || column.times == sql::time_form::native ||
      column.times == sql::time_form::iso8601)
    return {};
  return column.times == sql::time_form::seconds ? "seconds since 1970" : "milliseconds since 1970";
}

void append(std::string& to, const std::string& attribute) {
  if (!attribute.empty()) to += (to.empty() ? "" : " ") + attribute;
}

std::string aligned(const std::vector<field>& fields) {
  std::size_t names = 0, types = 0;
  for (const auto& f : fields) {
    names = std::max(names, f.name.size());
    types = std::max(types, f.type.size());
  }
  std::string text;
  for (const auto& f : fields) {
    auto line = "  " + f.name + std::string(names - f.name.size() + 1, ' ') + f.type;
    if (!f.attributes.empty()) line += std::string(types - f.type.size() + 1, ' ') + f.attributes;
    text += line + (f.remark.empty() ? "" : " // " + std::string{f.remark}) + "\n";
  }
  return text;
}

/// The name of a foreign key where Prisma would think of another.
std::string relation_name(const schema& from, const sql::wanted_table& table,
                          const sql::wanted_column& column) {
  if (from.dialect->name == "sqlite") return {};
  const auto bare = parted(table.name).name;
  const auto name = foreign_key_name(*from.dialect, bare, column.name);
  return name == bare + "_" + column.name + "_fkey" ? "" : ", map: " + literal(name);
}

std::string model(const schema& from, const sql::wanted_table& table, bool has_schemas) {
  const auto names = field_names(from, table);
  const auto& models = models_of(from);
  const bool is_user = &table == from.tables.data();
  std::vector<field> fields;
  std::string relation, below;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& column = table.columns[i];
    const auto [type, native] = type_of(column, from.dialect->name);
    field made{.name = names[i],
               .type = type + (column.nullable ? "?" : ""),
               .attributes = {},
               .remark = remark_of(column)};
    if (column.is_primary_key) append(made.attributes, "@id");
    if (names[i] != column.name) append(made.attributes, "@map(" + literal(column.name) + ")");
    append(made.attributes, native);
    fields.push_back(std::move(made));
    if (!column.references.empty())
      relation = "@relation(fields: [" + names[i] +
                 "], references: [id], onDelete: Cascade, onUpdate: NoAction" +
                 relation_name(from, table, column) + ")";
    if (std::ranges::count(table.indexes, column.name)) {
      const auto whole = sql::index_name(table, column.name);
      const auto name = stored_name(*from.dialect, whole);
      below += "  @@index([" + names[i] + "]" + (name == whole ? "" : ", map: " + literal(name)) + ")\n";
    }
  }
  if (is_user) {
    const auto list = [&](std::string_view name, std::string_view of) {
      fields.push_back({.name = std::string{name}, .type = std::string{of} + "[]", .attributes = {}});
    };
    list(models.sessions, models.session);
    if (from.tables.size() > 2) list(models.keys, models.key);
  } else {
    fields.push_back(
        {.name = std::string{models.owner}, .type = std::string{models.user}, .attributes = relation});
  }
  const auto name = parted(table.name);
  below += "  @@map(" + literal(name.name) + ")\n";
  if (has_schemas) below += "  @@schema(" + literal(name.schema.empty() ? "public" : name.schema) + ")\n";
  return "\nmodel " + model_of(from, role_of(from, table)) + " {\n" + aligned(fields) + "\n" + below + "}\n";
}

}  // namespace

std::string as_prisma(const schema& from) {
  constexpr std::string_view known[] = {"sqlite", "postgres", "mysql"};
  if (std::ranges::find(known, from.dialect->name) == std::end(known))
    throw error{errc::unsupported, "prisma: the dialect is none of sqlite, postgres and mysql"};
  bool has_schemas = false;
  for (const auto& table : from.tables) {
    if (parted(table.name).schema.empty()) continue;
    has_schemas = true;
    if (from.dialect->name != "postgres")
      throw error{errc::unsupported,
                  "prisma: only a table of PostgreSQL can be in a schema: \"" + table.name + '"'};
  }
  auto text = "// Written by `cardea schema --as prisma --dialect " + std::string{from.dialect->name} +
              "` for layout " + std::string{from.layout.rules->name} + ": not to be edited.\n";
  for (const auto& table : from.tables) text += model(from, table, has_schemas);
  return text;
}

}  // namespace cardea::interop
