// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/pages/pages.hpp>

#include "model.hpp"
#include "templates.hpp"

namespace cardea::pages {

struct pages::state {
  // A parsed template is not const because an error in a part or a lambda is noted in it while it is
  // rendered. Parts were put in beforehand and a model holds no lambda: rendering only reads, and threads may
  // share it.
  mutable std::map<std::string, kainjow::mustache::mustache, std::less<>> parsed{};
  std::string style{};
};

namespace {

kainjow::mustache::mustache parse(const std::string& text, const std::string& origin) {
  kainjow::mustache::mustache parsed{text};
  if (!parsed.is_valid()) throw error{errc::invalid_argument, origin + ": " + parsed.error_message()};
  return parsed;
}

}  // namespace

pages::pages(const page_options& options) {
  auto made = std::make_unique<state>();
  const auto texts = read_templates(options.folder);
  std::map<std::string, bool, std::less<>> used;
  // Each alone at first, so that a mistake in a part is reported with its own path.
  for (const auto& [name, one] : texts) {
    if (name == "style.css") continue;
    require_escaped(one);
    (void)parse(one.text, one.origin);
  }
  for (const auto& [name, one] : texts)
    if (is_page(name)) made->parsed.emplace(name, parse(with_parts(texts, name, used), one.origin));
  made->style = texts.find("style.css")->second.text;
  for (const auto& [name, one] : texts)
    if (!is_built_in(name) && !used.contains(name))
      throw error{errc::invalid_argument, one.origin + ": no page has this name, and none includes it"};
  state_ = std::move(made);
}

pages::pages(pages&&) noexcept = default;
pages& pages::operator=(pages&&) noexcept = default;
pages::~pages() = default;

std::string pages::render(std::string_view name, const boost::json::object& model) const {
  const auto found = state_->parsed.find(name);
  if (found == state_->parsed.end())
    throw error{errc::invalid_argument, "there is no page \"" + std::string{name} + "\""};
  std::string text;
  found->second.render(template_data(model), [&text](const std::string& piece) { text += piece; });
  return text;
}

std::string_view pages::style() const noexcept { return state_->style; }

}  // namespace cardea::pages
