// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cardea::interop {

/// A place in what Prisma says. It refers to the value that it was made of.
class told {
 public:
  explicit told(const boost::json::value& all, std::string path = {}) : at_{&all}, path_{std::move(path)} {}

  /// What is absent is null, and so are the members of what is null.
  [[nodiscard]] told operator[](std::string_view name) const {
    static const boost::json::value nothing;
    auto path = path_.empty() ? std::string{name} : path_ + "." + std::string{name};
    if (at_->is_null()) return told{nothing, std::move(path)};
    const auto* object = at_->if_object();
    if (!object) refuse("an object");
    const auto* found = object->if_contains(name);
    return told{found ? *found : nothing, std::move(path)};
  }

  [[nodiscard]] bool is_null() const noexcept { return at_->is_null(); }
  [[nodiscard]] const boost::json::value& value() const noexcept { return *at_; }

  [[nodiscard]] std::string text() const {
    const auto* found = at_->if_string();
    if (!found) refuse("a text");
    std::string made{std::string_view{*found}};
    if (made.find('\0') != std::string::npos) refuse("a text without a NUL");
    return made;
  }
  /// Empty for null.
  [[nodiscard]] std::string text_if_any() const { return is_null() ? std::string{} : text(); }
  /// False for null.
  [[nodiscard]] bool flag() const {
    if (is_null()) return false;
    const auto* found = at_->if_bool();
    if (!found) refuse("true or false");
    return *found;
  }
  /// None for null.
  [[nodiscard]] std::vector<told> items() const {
    std::vector<told> made;
    if (is_null()) return made;
    const auto* all = at_->if_array();
    if (!all) refuse("an array");
    for (std::size_t i = 0; i < all->size(); ++i)
      made.emplace_back((*all)[i], path_ + "[" + std::to_string(i) + "]");
    return made;
  }
  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> made;
    for (const auto& one : items()) made.push_back(one.text());
    return made;
  }

  [[noreturn]] void refuse(std::string_view wanted) const {
    throw error{errc::invalid_argument, "prisma: " + (path_.empty() ? "the parameters are" : path_ + " is") +
                                            " not " + std::string{wanted}};
  }

 private:
  const boost::json::value* at_;
  std::string path_;
};

}  // namespace cardea::interop
