// SPDX-License-Identifier: MIT
#include "prisma_text.hpp"

#include <algorithm>

namespace cardea::interop::prisma {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Takes what stands before the next blank.
std::string_view take_word(std::string_view& text) {
  const auto word = text.substr(0, text.find_first_of(blanks));
  text = trimmed(text.substr(word.size()));
  return word;
}

/// The text without what stands in quotes.
std::string bare(std::string_view text) {
  std::string made;
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"')
      is_quoted = !is_quoted;
    else if (!is_quoted)
      made += text[i];
    else if (text[i] == '\\')
      ++i;
  }
  return made;
}

native native_of(const std::string& rest, const std::string& begin) {
  const auto at = rest.find(begin);
  if (at == std::string::npos) return {};
  auto text = std::string_view{rest}.substr(at + begin.size());
  native made{.name = std::string{text.substr(0, text.find_first_of(" \t\r(@"))}, .arguments = {}};
  text.remove_prefix(made.name.size());
  if (!text.starts_with('(')) return made;
  text = text.substr(1, text.find(')') == std::string_view::npos ? 0 : text.find(')') - 1);
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    made.arguments.emplace_back(trimmed(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return made;
}

line line_of(std::string_view rest, const std::string& begin) {
  line made{.type = native_of(bare(rest), begin), .unsupported = {}};
  constexpr std::string_view word = "Unsupported(\"", end = "\")";
  const auto close = rest.find(end);
  if (!rest.starts_with(word) || close == std::string_view::npos) return made;
  made.unsupported = rest.substr(0, close + end.size());
  rest.remove_prefix(close + end.size());
  made.is_optional = rest.starts_with('?') || rest.starts_with("[]");
  made.has_default = bare(rest).find("@default(") != std::string::npos;
  return made;
}

}  // namespace

lines read_lines(std::string_view schema, std::string_view datasource) {
  lines made;
  std::string model;
  const auto begin = "@" + std::string{datasource} + ".";
  while (!schema.empty()) {
    const auto end = std::min(schema.find('\n'), schema.size());
    auto rest = trimmed(schema.substr(0, end));
    schema.remove_prefix(std::min(end + 1, schema.size()));
    const auto word = take_word(rest);
    if (word == "}") {
      model.clear();
    } else if (model.empty()) {
      if ((word == "model" || word == "view") && rest.ends_with('{')) model = take_word(rest);
    } else if (auto one = line_of(rest, begin); !one.type.name.empty() || !one.unsupported.empty()) {
      made.emplace(std::pair{model, std::string{word}}, std::move(one));
    }
  }
  return made;
}

}  // namespace cardea::interop::prisma
