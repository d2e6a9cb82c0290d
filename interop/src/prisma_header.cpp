// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/interop/prisma_reader.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

#include "cpp_header.hpp"
#include "cpp_names.hpp"

namespace cardea::interop {
namespace {

using cpp::kept;
using cpp::literal;

constexpr std::string_view known_settings[] = {"key", "models", "namespace", "session", "times", "user"};

std::string quoted(const std::string& text) { return '"' + text + '"'; }

void check_settings(const prisma_schema& from) {
  for (const auto& [name, value] : from.settings) {
    if (std::ranges::find(known_settings, name) == std::end(known_settings))
      throw error{errc::invalid_argument, "the generator's block has no setting " + quoted(name) +
                                              "; there are user, session, key, models, namespace and times"};
    if (name == "models" && value != "all")
      throw error{errc::invalid_argument, "models: the only value is \"all\", and not " + quoted(value)};
  }
}

std::string setting(const prisma_schema& from, std::string_view name, const char* otherwise = "") {
  const auto at = from.settings.find(name);
  return at == from.settings.end() ? otherwise : at->second;
}

/// "app::auth": parts that could be fields.
std::string name_space_of(const prisma_schema& from) {
  const auto name = setting(from, "namespace", "auth_schema");
  for (std::size_t begin = 0;;) {
    const auto end = name.find("::", begin);
    const auto part = name.substr(begin, end == std::string::npos ? end : end - begin);
    if (cpp::identifiers({part}).front() != part)
      throw error{errc::invalid_argument,
                  "namespace: " + quoted(part) +
                      " cannot be one: letters, digits and single underscores can, and "
                      "neither a word of C++, nor capitals alone, nor std, boost and cardea"};
    if (end == std::string::npos) return name;
    begin = end + 2;
  }
}

/// A number that may stand in C++ as it is.
bool is_number(const std::string& text) {
  double number = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end && text.find_first_of("nN") == std::string::npos;
}

bool is_integer(const std::string& text, bool is_short) {
  std::int64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  // The least of 64 bits cannot be written as one literal.
  return read.ec == std::errc{} && read.ptr == end && number != std::numeric_limits<std::int64_t>::min() &&
         (!is_short || std::in_range<std::int32_t>(number));
}

/// A C++ literal for what a column of the type has by default; empty where it cannot be said by one.
std::string default_of(column_type type, const std::string& text) {
  switch (type) {
    case column_type::string:
      return literal(text);
    case column_type::boolean:
      return text == "true" || text == "false" ? text : "";
    case column_type::int32:
    case column_type::integer:
      return is_integer(text, type == column_type::int32) ? text : "";
    case column_type::number:
      return is_number(text) ? text : "";
    case column_type::time:
    case column_type::bytes:
      break;
  }
  return {};
}

/// An enum as C++ has it.
struct cpp_enum {
  const prisma_enum* from;
  std::string name;
  std::vector<std::string> values;

  [[nodiscard]] bool is_described() const { return !values.empty() && values.size() <= cpp::most_described; }
};

class writer {
 public:
  explicit writer(const prisma_schema& from) : from_{from} {
    check_settings(from);
    parts_.name_space = name_space_of(from);
    parts_.written_by = "cardea prisma-generator";
    made_.remarks = from.remarks;
    name_types();
  }

  prisma_header write() {
    auto found = recognise(
        from_.found,
        {.user = setting(from_, "user"), .session = setting(from_, "session"), .key = setting(from_, "key")});
    std::ranges::move(found.remarks, std::back_inserter(made_.remarks));
    const auto model_of = [this](const std::string& table) {
      return std::ranges::find(from_.found.tables, table, &found_table::name)->model;
    };
    const auto user = model_of(found.layout.user.name), session = model_of(found.layout.session.name);
    parts_.user_kinds = kinds_of(user, found.user_attributes);
    parts_.session_kinds = kinds_of(session, found.session_attributes);
    const auto schema =
        schema_of(found.layout, *from_.found.dialect, found.user_attributes, found.session_attributes);
    parts_.before =
        "/// The provider of Prisma's datasource.\ninline constexpr std::string_view provider = " +
        literal(from_.provider) + ";\n\n" + enums();
    parts_.after =
        constants("The relations between the models.", "relations", from_.relations, from_.relations);
    if (!setting(from_, "models").empty()) write_models(user, session);
    for (const auto& one : made_.remarks) {
      if (parts_.comment.empty()) parts_.comment = "// What was left out:\n";
      parts_.comment += kept("// - " + cpp::one_line(one));
    }
    if (!parts_.comment.empty()) parts_.comment += '\n';
    made_.text = cpp::header(schema, parts_);
    return std::move(made_);
  }

 private:
  /// Enums and models share the namespace, or one that can see it.
  void name_types() {
    std::vector<std::string> names;
    for (const auto& one : from_.enums) names.push_back(one.name);
    for (const auto& one : from_.found.tables) names.push_back(one.model);
    types_ = cpp::identifiers(names, {"layout", "models", "provider", "relations", "tables"});
    for (std::size_t i = 0; i < from_.enums.size(); ++i) {
      const auto& from = from_.enums[i];
      std::vector<std::string> values;
      for (const auto& one : from.values) values.push_back(one.name);
      enums_.push_back({.from = &from, .name = types_[i], .values = cpp::identifiers(values)});
      parts_.reserved.insert(types_[i]);
      if (!enums_.back().is_described())
        made_.remarks.push_back("enum \"" + from.name + "\" was left out: it has " +
                                std::to_string(values.size()) +
                                " values, and Boost.Describe describes from 1 to " +
                                std::to_string(cpp::most_described) + "; its fields are texts");
    }
  }

  [[nodiscard]] const cpp_enum* enum_of(const std::string& name) const {
    const auto at = std::ranges::find_if(enums_, [&](const auto& one) { return one.from->name == name; });
    return at == enums_.end() || !at->is_described() ? nullptr : &*at;
  }

  [[nodiscard]] cpp::field_kind kind_of(const prisma_field& field, const column& column) const {
    const auto* of = enum_of(field.enumeration);
    if (!of) {
      const auto text = field.has_literal_default ? default_of(column.type, field.default_value) : "";
      return {.type = {}, .initial = text.empty() ? "" : " = " + text};
    }
    for (std::size_t i = 0; i < of->values.size(); ++i)
      if (field.has_literal_default && of->from->values[i].name == field.default_value)
        return {.type = of->name, .initial = " = " + of->name + "::" + of->values[i]};
    // One of its values would be as good as said, and it might be the administrator's.
    return {.type = of->name, .initial = column.nullable ? "{}" : " = static_cast<" + of->name + ">(-1)"};
  }

  [[nodiscard]] cpp::field_kinds kinds_of(const std::string& model, const columns& all) const {
    cpp::field_kinds made;
    for (const auto& one : all)
      if (const auto at = from_.fields.find({model, one.name}); at != from_.fields.end())
        made.emplace(one.name, kind_of(at->second, one));
    return made;
  }

  std::string enums() {
    std::string text;
    for (const auto& one : enums_) {
      if (!one.is_described()) continue;
      text += "enum class " + one.name + " {\n";
      std::string renamed, list;
      for (std::size_t i = 0; i < one.values.size(); ++i) {
        text += "  " + one.values[i] + ",\n";
        list += ", " + one.values[i];
        if (const auto& held = one.from->values[i].in_table; held != one.values[i])
          renamed += kept("      {\"" + one.values[i] + "\", " + literal(held) + "},");
      }
      text += "};\n" + kept("BOOST_DESCRIBE_ENUM(" + one.name + list + ")") + "\n";
      if (!renamed.empty())
        parts_.outside +=
            "\ntemplate <>\nstruct cardea::value_names<" + parts_.name_space + "::" + one.name +
            "> {\n  static constexpr std::pair<std::string_view, std::string_view> value[] = {\n" + renamed +
            "  };\n};\n";
    }
    return text;
  }

  /// A namespace of texts, each called as well as its name can be.
  static std::string constants(std::string_view sentence, const std::string& name,
                               const std::vector<std::string>& names, const std::vector<std::string>& texts) {
    if (names.empty()) return {};
    std::string made = "\n/// " + std::string{sentence} + "\nnamespace " + name + " {\n";
    const auto called = cpp::identifiers(names);
    for (std::size_t i = 0; i < names.size(); ++i)
      made += kept("inline constexpr std::string_view " + called[i] + " = " + literal(texts[i]) + ";");
    return made + "}  // namespace " + name + "\n";
  }

  void write_models(const std::string& user, const std::string& session) {
    std::string text;
    std::vector<std::string> names, tables;
    for (std::size_t i = 0; i < from_.found.tables.size(); ++i) {
      const auto& one = from_.found.tables[i];
      text += model(one, types_[from_.enums.size() + i], one.model != user && one.model != session);
      names.push_back(one.model);
      tables.push_back(one.name);
    }
    parts_.after += constants("The models' tables.", "tables", names, tables);
    if (!text.empty())
      parts_.after +=
          "\n/// A row of each model, whole.\nnamespace models {\n" + text + "\n}  // namespace models\n";
  }

  /// `is_told`: what is left out of it is not known yet.
  std::string model(const found_table& from, const std::string& name, bool is_told) {
    columns all;
    for (const auto& one : from.columns) {
      if (one.type)
        all.push_back({.name = one.field,
                       .type = *one.type,
                       .nullable = one.nullable,
                       .renamed = one.field == one.name ? "" : one.name});
      else if (is_told)
        made_.remarks.push_back("field \"" + one.field + "\" of model \"" + from.model +
                                "\" was left out: it is " + one.declared + ", which no attribute can have");
    }
    if (all.empty() || all.size() > cpp::most_described) {
      made_.remarks.push_back("model \"" + from.model + "\" was left out: it has " +
                              std::to_string(all.size()) +
                              " fields that attributes can have, and Boost.Describe describes from 1 to " +
                              std::to_string(cpp::most_described));
      return {};
    }
    auto reserved = parts_.reserved;
    reserved.insert(name);
    auto made =
        cpp::definition_of(parts_.name_space + "::models", name, all, kinds_of(from.model, all), reserved);
    parts_.outside += made.names;
    return '\n' + made.text;
  }

  const prisma_schema& from_;
  prisma_header made_{};
  cpp::header_parts parts_{};
  std::vector<std::string> types_{};  ///< of the enums, then of the models
  std::vector<cpp_enum> enums_{};
};

}  // namespace

prisma_header as_cpp(const prisma_schema& from) { return writer{from}.write(); }

}  // namespace cardea::interop
