// SPDX-License-Identifier: MIT
#pragma once
#include <set>
#include <string>
#include <string_view>

// TypeScript as Prettier formats it: two spaces, double quotes, 80 columns.
namespace cardea::interop::typescript {

/// A string literal of ASCII alone, so that no character of `text` can end it, or a line, or hide from a
/// reader. In the quotes that need fewer escapes, double ones if both do. `text` is UTF-8.
[[nodiscard]] std::string literal(std::string_view text);

/// The key of a property: bare where it is an identifier of ASCII (words of the language among them, which
/// a property may be called), else a literal.
[[nodiscard]] std::string key(std::string_view name);

/// A name for a type, told apart from those that were given before: "auth.user" becomes "AuthUser" and what
/// stands behind it. What is no letter or digit of ASCII parts words.
class type_names {
 public:
  [[nodiscard]] std::string make(std::string_view from, std::string_view behind);

 private:
  std::set<std::string, std::less<>> given_;
};

}  // namespace cardea::interop::typescript
