// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/forms.hpp>
#include <cardea/sql/statements.hpp>

#include <algorithm>

#include "cpp_header.hpp"
#include "cpp_names.hpp"

namespace cardea::interop {
namespace cpp {
namespace {

constexpr std::size_t width = 110;

std::string_view scalar_of(column_type type) {
  switch (type) {
    case column_type::string:
      return "std::string";
    case column_type::int32:
      return "std::int32_t";
    case column_type::integer:
      return "std::int64_t";
    case column_type::number:
      return "double";
    case column_type::boolean:
      return "bool";
    case column_type::time:
      return "cardea::timestamp";
    case column_type::bytes:
      return "cardea::blob";
  }
  return "cardea::blob";
}

}  // namespace

std::string kept(const std::string& line) {
  if (line.size() <= width) return line + "\n";
  const std::string indent(line.find_first_not_of(' '), ' ');
  return indent + "// clang-format off\n" + line + "\n" + indent + "// clang-format on\n";
}

std::string described(const std::string& name, const std::vector<std::string>& fields) {
  const auto start = "BOOST_DESCRIBE_STRUCT(" + name + ", (),";
  std::string flat, filled, line;
  for (const auto& field : fields) {
    const bool is_last = &field == &fields.back();
    const auto item = field + (is_last ? "))" : ",");
    flat += (flat.empty() ? "" : " ") + item;
    if (!line.empty() && 23 + line.size() + 1 + item.size() > width) {
      filled += line + "\n" + std::string(23, ' ');
      line.clear();
    }
    line += (line.empty() ? "" : " ") + item;
  }
  if (start.size() + 2 + flat.size() <= width) return start + " (" + flat + "\n";
  return start + "\n" + std::string(22, ' ') + "(" + filled + line + "\n";
}

definition definition_of(const std::string& name_space, const std::string& name, const columns& attributes,
                         const field_kinds& kinds, const name_set& reserved) {
  if (attributes.empty()) return {.text = "using " + name + " = cardea::no_attributes;\n", .names = {}};
  if (attributes.size() > most_described)
    throw error{errc::unsupported, "cpp: " + std::to_string(attributes.size()) +
                                       " attributes are more than the " + std::to_string(most_described) +
                                       " fields that Boost.Describe can describe"};
  const auto fields = field_names(attributes, reserved);
  definition made{.text = "struct " + name + " {\n", .names = {}};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& attribute = attributes[i];
    const auto kind = kinds.find(attribute.name);
    const bool is_other = kind != kinds.end() && !kind->second.type.empty();
    const std::string scalar{is_other ? std::string_view{kind->second.type} : scalar_of(attribute.type)};
    std::string initial = !attribute.nullable && attribute.type == column_type::string ? "" : "{}";
    if (kind != kinds.end() && !kind->second.initial.empty()) initial = kind->second.initial;
    made.text += kept("  " + (attribute.nullable ? "std::optional<" + scalar + ">" : scalar) + " " +
                      fields[i] + initial + ";");
    if (fields[i] != attribute.in_table())
      made.names += kept("      {\"" + fields[i] + "\", " + literal(attribute.in_table()) + "},");
  }
  made.text += "};\n" + described(name, fields);
  if (!made.names.empty())
    made.names = "\ntemplate <>\nstruct cardea::column_names<" + name_space + "::" + name +
                 "> {\n  static constexpr std::pair<std::string_view, std::string_view> value[] = {\n" +
                 made.names + "  };\n};\n";
  return made;
}

namespace {

/// What makes the layout of the one that is its scheme's.
std::string layout_of(const schema& from) {
  struct maker {
    const scheme* rules;
    std::string_view name;
    sql::layout (*make)(layouts::table_names);
  };
  static constexpr maker makers[] = {{&schemes::lucia_v0, "lucia_v0", layouts::lucia_v0},
                                     {&schemes::lucia_v1, "lucia_v1", layouts::lucia_v1},
                                     {&schemes::lucia_v2, "lucia_v2", layouts::lucia_v2},
                                     {&schemes::lucia_v3, "lucia_v3", layouts::lucia_v3},
                                     {&schemes::cardea, "cardea", layouts::cardea}};
  const auto& to = from.layout;
  const auto* with = std::ranges::find(makers, to.rules, &maker::rules);
  if (with == std::end(makers))
    throw error{errc::unsupported, "cpp: the layout's scheme is none of Cardea's"};
  const sql::statements settled{with->make({}), *from.dialect, {}, {}};
  const auto& by = settled.layout();

  std::string text = "  auto made = cardea::layouts::" + std::string{with->name} + "();\n";
  const auto set = [&](const std::string& what, const std::string& value) {
    text += kept("  made." + what + " = " + value + ";");
  };
  // Lucia's names differ between databases: a table's is always said.
  set("user.name", literal(to.user.name));
  set("session.name", literal(to.session.name));
  if (to.has_keys()) set("key.name", literal(to.key.name));
  const auto rename = [&](const char* what, const std::string& now, const std::string& before) {
    if (now != before) set(what, literal(now));
  };
  rename("user.id", to.user.id, by.user.id);
  rename("session.id", to.session.id, by.session.id);
  rename("session.user_id", to.session.user_id, by.session.user_id);
  rename("session.active_expires", to.session.active_expires, by.session.active_expires);
  rename("session.expires", to.session.expires, by.session.expires);
  rename("session.created_at", to.session.created_at, by.session.created_at);
  rename("session.last_verified", to.session.last_verified, by.session.last_verified);
  rename("session.secret_hash", to.session.secret_hash, by.session.secret_hash);
  rename("key.id", to.key.id, by.key.id);
  rename("key.user_id", to.key.user_id, by.key.user_id);
  rename("key.hashed_password", to.key.hashed_password, by.key.hashed_password);
  rename("key.primary", to.key.primary, by.key.primary);
  rename("key.expires", to.key.expires, by.key.expires);
  const std::string form = "cardea::sql::time_form::";
  if (to.times != by.times) set("times", form + std::string{to_string(to.times)});
  if (to.attribute_times != by.attribute_times)
    set("attribute_times", form + std::string{to_string(to.attribute_times)});
  if (to.without_keys) set("without_keys", "true");
  if (to.strict != by.strict) set("strict", to.strict ? "true" : "false");
  return "inline cardea::sql::layout layout() {\n" + text + "  return made;\n}\n";
}

}  // namespace

std::string header(const schema& from, const header_parts& parts) {
  const auto& in = parts.name_space;
  const auto user =
      definition_of(in, "user_attributes", from.user_attributes, parts.user_kinds, parts.reserved);
  const auto session =
      definition_of(in, "session_attributes", from.session_attributes, parts.session_kinds, parts.reserved);
  return "// Written by `" + one_line(parts.written_by) + "` for layout " +
         std::string{from.layout.rules->name} +
         ": not to be edited.\n#pragma once\n#include <cardea/attributes.hpp>\n#include "
         "<cardea/sql/layout.hpp>\n\n#include <cstdint>\n#include <optional>\n#include <string>\n#include "
         "<string_view>\n#include <utility>\n\n" +
         parts.comment + "namespace " + in + " {\n\n" + parts.before + user.text + "\n" + session.text +
         "\n" + layout_of(from) + parts.after + "\n}  // namespace " + in + "\n" + parts.outside +
         user.names + session.names;
}

}  // namespace cpp

std::string as_cpp(const schema& from) {
  return as_cpp(from, "cardea schema --as cpp --dialect " + std::string{from.dialect->name});
}

std::string as_cpp(const schema& from, std::string_view written_by) {
  return cpp::header(from, {.written_by = std::string{written_by}});
}

}  // namespace cardea::interop
