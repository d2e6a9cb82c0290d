// SPDX-License-Identifier: MIT
#include "found_options.hpp"

#include <toml++/toml.h>
#include <sstream>

namespace cardea::cli {
namespace {

/// The command line's word for a type; empty: it has none.
std::string_view name_of(column_type type) {
  if (type == column_type::int32) return to_string(column_type::integer);
  return type == column_type::bytes ? std::string_view{} : to_string(type);
}

pairs attributes_of(const columns& all) {
  pairs made;
  for (const auto& one : all)
    if (const auto type = name_of(one.type); !type.empty())
      made.emplace_back(one.name, std::string{type} + (one.nullable ? "?" : ""));
  return made;
}

char separator_of(std::string_view option) { return option.ends_with("-attributes") ? ':' : '='; }

/// The list as one text, which `to_pairs` reads back.
std::string joined(const pairs& all, char separator) {
  std::string text;
  for (const auto& [name, value] : all) text += (text.empty() ? "" : ",") + name + separator + value;
  return text;
}

bool reads_back(std::string_view option, const pairs& all) {
  try {
    return to_pairs(option, joined(all, separator_of(option)), separator_of(option)) == all;
  } catch (const error&) {
    return false;
  }
}

std::string toml_of(const std::string& text) {
  std::ostringstream made;
  made << toml::toml_formatter{toml::table{{"x", text}}, toml::toml_formatter::default_flags &
                                                             ~toml::format_flags::allow_literal_strings};
  return made.str().substr(4);  // Behind "x = ".
}

/// toml++ writes some keys bare that must not be, such as one with a quote in it: this is its way to write
/// texts, on one line and in double quotes.
std::string toml_key(const std::string& name) {
  constexpr auto plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  if (!name.empty() && name.find_first_not_of(plain) == std::string::npos) return name;
  using flags = toml::format_flags;
  constexpr auto chosen =
      toml::toml_formatter::default_flags & ~(flags::allow_multi_line_strings | flags::allow_literal_strings);
  std::ostringstream made;
  made << toml::toml_formatter{toml::table{{"x", name}}, chosen};
  return made.str().substr(4);  // Behind "x = ".
}

}  // namespace

found_options options_of(const interop::recognised& what, const sql::dialect& dialect) {
  const auto& to = what.layout;
  const auto by = sql::with_names(layouts::of(*to.rules), dialect);
  found_options made{{"layout", std::string{to.rules->name}}};
  pairs tables{{"user", to.user.name}, {"session", to.session.name}};
  if (to.has_keys())
    tables.emplace_back("key", to.key.name);
  else if (to.rules->has_keys)
    tables.emplace_back("key", "-");
  made.emplace_back("tables", std::move(tables));

  pairs renamed;
  const auto usual = sql::named_columns(by), names = sql::named_columns(to);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].name != usual[i].name && (to.has_keys() || !names[i].which.starts_with("key.")))
      renamed.emplace_back(names[i].which, names[i].name.empty() ? "-" : names[i].name);
  for (const auto& [table, all] :
       {std::pair{"user.", &what.user_attributes}, std::pair{"session.", &what.session_attributes}})
    for (const auto& one : *all)
      if (!one.renamed.empty() && !name_of(one.type).empty())
        renamed.emplace_back(table + one.name, one.renamed);
  if (!renamed.empty()) made.emplace_back("columns", std::move(renamed));
  if (to.times != by.times) made.emplace_back("times", std::string{to_string(to.times)});
  if (to.attribute_times != by.attribute_times)
    made.emplace_back("attribute-times", std::string{to_string(to.attribute_times)});
  if (auto all = attributes_of(what.user_attributes); !all.empty())
    made.emplace_back("user-attributes", std::move(all));
  if (auto all = attributes_of(what.session_attributes); !all.empty())
    made.emplace_back("session-attributes", std::move(all));
  return made;
}

std::string as_arguments(const found_options& options) {
  std::string made;
  for (const auto& [name, given] : options) {
    const auto* all = std::get_if<pairs>(&given);
    if (all && !reads_back(name, *all)) return {};
    made += (made.empty() ? "--" : " --") + name + ' ' +
            quoted_for_shell(all ? joined(*all, separator_of(name)) : std::get<std::string>(given));
  }
  return made;
}

std::string as_toml(const found_options& options) {
  std::string made, tables;
  for (const auto& [name, given] : options) {
    const auto* all = std::get_if<pairs>(&given);
    if (!all) {
      made += name + " = " + toml_of(std::get<std::string>(given)) + '\n';
    } else if (reads_back(name, *all)) {
      made += name + " = " + toml_of(joined(*all, separator_of(name))) + '\n';
    } else {
      // A table ends what is said before it: those come last.
      tables += "\n[" + name + "]\n";
      for (const auto& [key, value] : *all) tables += toml_key(key) + " = " + toml_of(value) + '\n';
    }
  }
  return made + tables;
}

}  // namespace cardea::cli
