// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
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

bool same_name(const dialect& dialect, std::string_view a, std::string_view b) noexcept {
  return dialect.names_have_case ? a == b : same_name(a, b);
}

namespace {

time_form settled(time_form form, const dialect& dialect) {
  const auto refuse = [&](std::string_view name, std::string_view why) {
    throw error{errc::unsupported, "times cannot be " + std::string{name} + " on " +
                                       std::string{dialect.name} + ": " + std::string{why}};
  };
  switch (form) {
    case time_form::native_or_seconds:
      return dialect.has_timestamps ? time_form::native : time_form::seconds;
    case time_form::native_or_milliseconds:
      return dialect.has_timestamps ? time_form::native : time_form::milliseconds;
    case time_form::native:
      if (!dialect.has_timestamps) refuse("native", "it has no type for them");
      break;
    case time_form::iso8601:
      if (dialect.time_as_held.empty()) refuse("iso8601", "only SQLite keeps them as text");
      break;
    case time_form::seconds:
    case time_form::milliseconds:
      break;
  }
  return form;
}

}  // namespace

layout with_names(layout layout, const dialect& dialect) {
  auto names = dialect.standard_names(*layout.rules);
  if (layout.user.name.empty()) layout.user.name = std::move(names.user);
  if (layout.session.name.empty()) layout.session.name = std::move(names.session);
  if (layout.key.name.empty()) layout.key.name = std::move(names.key);
  layout.times = settled(layout.times, dialect);
  layout.attribute_times = settled(layout.attribute_times, dialect);
  return layout;
}

}  // namespace cardea::sql
