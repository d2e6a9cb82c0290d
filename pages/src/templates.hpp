// SPDX-License-Identifier: MIT
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cardea::pages {

struct template_text {
  std::string text;
  std::string origin;  ///< for messages: the path, or the built-in name
};

/// By name without the suffix; the style sheet is "style.css".
using template_texts = std::map<std::string, template_text, std::less<>>;

/// Whether it is the name of a built-in template, page or part, or that of the style sheet.
[[nodiscard]] bool is_built_in(std::string_view name) noexcept;

/// The names that `render` knows: those of the built-in templates that are not parts of others.
[[nodiscard]] bool is_page(std::string_view name) noexcept;

/// The built-in files, with those of the folder in their place. An empty path: only the built-in ones.
[[nodiscard]] template_texts read_templates(const std::filesystem::path& folder);

/// The template with each {{> part}} replaced by that part, so that nothing is parsed while a page is
/// rendered. Parts that were used are added to `used`.
[[nodiscard]] std::string with_parts(const template_texts& all, std::string_view name,
                                     std::map<std::string, bool, std::less<>>& used);

/// Throws where the template asks for values as they are ({{{x}}}, {{&x}}), or changes its delimiters, behind
/// which it could.
void require_escaped(const template_text& one);

}  // namespace cardea::pages
