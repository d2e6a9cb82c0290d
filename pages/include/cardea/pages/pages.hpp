// SPDX-License-Identifier: MIT
#pragma once
#include <boost/json/fwd.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace cardea::pages {

struct page_options {
  /// The files in it take the place of the built-in ones of the same name: "sign-in.mustache", "style.css".
  /// Empty: none does.
  std::filesystem::path folder{};
};

/// The pages that people see: Mustache templates, and one style sheet for all of them. Everything that a
/// model says is escaped; there is no way for a template to switch that off. Threads may share one.
class pages {
 public:
  /// Reads and parses everything. Throws `cardea::error` (invalid_argument), which names the file, where one
  /// cannot be read, does not parse, wants its values unescaped, or has a name that no page includes.
  explicit pages(const page_options& options = {});
  pages(pages&&) noexcept;
  pages& operator=(pages&&) noexcept;
  ~pages();

  /// The page NAME ("sign-in", "account", ...) as UTF-8. What the model of each holds is in pages/README.md;
  /// a member that is null, false, "" or missing is not shown. Throws `cardea::error` (invalid_argument)
  /// where there is no such page.
  [[nodiscard]] std::string render(std::string_view name, const boost::json::object& model) const;

  /// The style sheet, valid as long as this object.
  [[nodiscard]] std::string_view style() const noexcept;

 private:
  struct state;
  std::unique_ptr<const state> state_;
};

}  // namespace cardea::pages
