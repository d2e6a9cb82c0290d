// SPDX-License-Identifier: MIT
#include <cardea/sql/dialect.hpp>

#include <algorithm>
#include <utility>

namespace cardea::sql {

std::string quoted(const dialect& dialect, std::string_view name, bool qualified) {
  std::string result(1, dialect.quote);
  for (const char c : name) {
    if (qualified && c == '.') {
      result.append(1, dialect.quote).append(1, '.').append(1, dialect.quote);
      continue;
    }
    if (c == dialect.quote) result.push_back(c);
    result.push_back(c);
  }
  return result.append(1, dialect.quote);
}

bool same_name(std::string_view a, std::string_view b) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

layout with_names(layout layout, const dialect& dialect) {
  auto names = dialect.standard_names(*layout.rules);
  if (layout.user.name.empty()) layout.user.name = std::move(names.user);
  if (layout.session.name.empty()) layout.session.name = std::move(names.session);
  if (layout.key.name.empty()) layout.key.name = std::move(names.key);
  return layout;
}

}  // namespace cardea::sql
