// SPDX-License-Identifier: MIT
#include <cardea/http/message.hpp>

#include <algorithm>
#include <utility>

namespace cardea::http {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

bool same_field_name(std::string_view a, std::string_view b) noexcept {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::string_view> request::only(std::string_view name) const noexcept {
  std::optional<std::string_view> found;
  for (const auto& one : fields) {
    if (!same_field_name(one.name, name)) continue;
    if (found) return std::nullopt;
    found = one.value;
  }
  return found;
}

bool request::has(std::string_view name) const noexcept {
  return std::ranges::any_of(fields, [&](const auto& one) { return same_field_name(one.name, name); });
}

response& response::add(std::string name, std::string value) {
  fields.push_back({std::move(name), std::move(value)});
  return *this;
}

response& response::set(std::string_view name, std::string value) {
  std::erase_if(fields, [&](const auto& one) { return same_field_name(one.name, name); });
  return add(std::string{name}, std::move(value));
}

std::optional<std::string_view> response::find(std::string_view name) const noexcept {
  const auto at =
      std::ranges::find_if(fields, [&](const auto& one) { return same_field_name(one.name, name); });
  if (at == fields.end()) return std::nullopt;
  return at->value;
}

}  // namespace cardea::http
