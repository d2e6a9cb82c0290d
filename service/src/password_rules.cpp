// SPDX-License-Identifier: MIT
#include "password_rules.hpp"

#include <cardea/error.hpp>
#include <cardea/service/common_passwords.hpp>

#include <algorithm>
#include <fstream>
#include <unordered_set>

namespace cardea::service {
namespace {

std::string lower(std::string_view text) {
  std::string made{text};
  for (auto& c : made)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return made;
}

bool is_one_character(std::string_view text) {
  return std::ranges::all_of(text, [&](char c) { return c == text.front(); });
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

}  // namespace

bool is_common(std::string_view password) noexcept {
  if (password.find('\n') != std::string_view::npos) return false;
  // The lines themselves are halved, so that there is nothing to build at the start and nothing to keep.
  auto lines = common_passwords_text;
  while (!lines.empty()) {
    const auto before = lines.substr(0, lines.size() / 2).rfind('\n');
    const auto begin = before == std::string_view::npos ? 0 : before + 1;
    const auto end = lines.find('\n', begin);
    const auto line = lines.substr(begin, end - begin);
    if (line == password) return true;
    if (password < line)
      lines = lines.substr(0, begin);
    else
      lines = end == std::string_view::npos ? std::string_view{} : lines.substr(end + 1);
  }
  return false;
}

std::optional<std::string> objection_to_password(const context& house, std::string_view password,
                                                 std::string_view identifier) {
  const auto& rules = house.options.passwords;
  if (characters(password) < rules.min_characters)
    return "Take at least " + std::to_string(rules.min_characters) + " characters.";
  if (!house.auth.passwords().acceptable(password)) return "This is too long, or cannot be read as text.";
  const auto small = lower(password);
  if (small == lower(identifier)) return "The password must not be your name.";
  if (is_one_character(password) || is_common(small) || (rules.is_known && rules.is_known(password)))
    return "Too many people use this password. Take another.";
  return std::nullopt;
}

struct common_passwords::list {
  std::unordered_set<std::string> all;
};

common_passwords::common_passwords(const std::filesystem::path& file) {
  std::ifstream in{file};
  auto made = std::make_shared<list>();
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) made->all.insert(lower(line));
  }
  if (made->all.empty())
    throw error{errc::invalid_argument, "there are no passwords to be read in " + file.string()};
  list_ = std::move(made);
}

bool common_passwords::operator()(std::string_view password) const {
  return list_->all.contains(lower(password));
}

}  // namespace cardea::service
