// SPDX-License-Identifier: MIT
#include "templates.hpp"

#include <cardea/error.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "embedded.hpp"

namespace cardea::pages {
namespace {

constexpr std::string_view suffix = ".mustache";
constexpr std::string_view style_name = "style.css";
constexpr int deepest = 8;

[[noreturn]] void refuse(const std::string& origin, const std::string& why) {
  throw error{errc::invalid_argument, origin + ": " + why};
}

std::string stem(std::string_view file) {
  if (file.ends_with(suffix)) file.remove_suffix(suffix.size());
  return std::string{file};
}

std::string read(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad()) refuse(file.string(), "cannot be read");
  return text;
}

std::string expand(const template_texts& all, std::string_view name, const std::string& wanted_by,
                   std::map<std::string, bool, std::less<>>& used, int depth) {
  const auto found = all.find(name);
  if (found == all.end()) refuse(wanted_by, "there is no part \"" + std::string{name} + "\"");
  if (depth > deepest) refuse(wanted_by, "its parts include each other without an end");
  const auto& [text, origin] = found->second;
  std::string whole;
  std::size_t at = 0;
  for (;;) {
    const auto open = text.find("{{>", at);
    if (open == std::string::npos) break;
    const auto close = text.find("}}", open);
    if (close == std::string::npos) refuse(origin, "a {{> is not closed");
    auto part = std::string_view{text}.substr(open + 3, close - open - 3);
    part.remove_prefix(std::min(part.find_first_not_of(" \t"), part.size()));
    part = part.substr(0, part.find_last_not_of(" \t") + 1);
    whole.append(text, at, open - at);
    auto inner = expand(all, part, origin, used, depth + 1);
    // The line on which the part is named has its own end.
    if (inner.ends_with('\n')) inner.pop_back();
    whole += inner;
    used[std::string{part}] = true;
    at = close + 2;
  }
  return whole.append(text, at);
}

}  // namespace

bool is_built_in(std::string_view name) noexcept {
  for (const auto& file : embedded())
    if (file.name == name || (file.name.size() == name.size() + suffix.size() && file.name.starts_with(name)))
      return true;
  return false;
}

bool is_page(std::string_view name) noexcept {
  return is_built_in(name) && !name.starts_with("part-") && name != style_name;
}

template_texts read_templates(const std::filesystem::path& folder) {
  template_texts all;
  for (const auto& file : embedded())
    all[stem(file.name)] = {std::string{file.text}, "the built-in " + std::string{file.name}};
  if (folder.empty()) return all;
  std::error_code failure;
  std::filesystem::directory_iterator files{folder, failure};
  if (failure) refuse(folder.string(), "cannot be read: " + failure.message());
  for (const auto& file : files) {
    const auto name = file.path().filename().string();
    if (name.ends_with(suffix) || name == style_name)
      all[stem(name)] = {read(file.path()), file.path().string()};
  }
  return all;
}

std::string with_parts(const template_texts& all, std::string_view name,
                       std::map<std::string, bool, std::less<>>& used) {
  return expand(all, name, std::string{name}, used, 0);
}

void require_escaped(const template_text& one) {
  for (std::size_t at = one.text.find("{{"); at != std::string::npos; at = one.text.find("{{", at + 2)) {
    const auto first = one.text.find_first_not_of(" \t\r\n", at + 2);
    if (first == std::string::npos) continue;
    const char sign = one.text[first];
    if (sign == '{' || sign == '&') refuse(one.origin, "a value is always escaped: write {{name}}");
    if (sign == '=') refuse(one.origin, "the delimiters stay {{ and }}");
    // The parser would see a part there and `with_parts` would not: what the model says would be parsed.
    if (sign == '>' && first != at + 2) refuse(one.origin, "write {{> part}} without a space before the >");
  }
}

}  // namespace cardea::pages
