// SPDX-License-Identifier: MIT
#include "password_rules.hpp"

#include <cardea/error.hpp>
#include <cardea/service/common_passwords.hpp>

#include <algorithm>
#include <array>
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

// What heads every published list and has eight characters or more. A longer list is the operator's to give.
constexpr std::array worst{
    "12345678",    "123456789",  "1234567890",    "123123123",  "0123456789", "0987654321",   "987654321",
    "87654321",    "11223344",   "1q2w3e4r",      "1q2w3e4r5t", "1qaz2wsx",   "1qaz2wsx3edc", "abcd1234",
    "abc12345",    "abcdefgh",   "administrator", "asdfghjk",   "asdfghjkl",  "asdf1234",     "baseball",
    "basketball",  "changeme",   "chocolate",     "computer",   "football",   "iloveyou",     "iloveyou1",
    "internet",    "letmein1",   "liverpool",     "michelle",   "password",   "password1",    "password12",
    "password123", "passw0rd",   "p@ssw0rd",      "p@ssword",   "princess",   "princess1",    "q1w2e3r4",
    "qazwsxedc",   "qwerty12",   "qwerty123",     "qwerty1234", "qwertyui",   "qwertyuiop",   "secret123",
    "starwars",    "sunshine",   "superman",      "trustno1",   "welcome1",   "welcome123",   "zaq12wsx",
    "zxcvbnm1",    "zxcvbnm123", "jennifer",      "admin123",   "12341234",   "11112222",     "147258369"};

bool is_one_character(std::string_view text) {
  return std::ranges::all_of(text, [&](char c) { return c == text.front(); });
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

}  // namespace

std::optional<std::string> objection_to_password(const context& house, std::string_view password,
                                                 std::string_view identifier) {
  const auto& rules = house.options.passwords;
  if (characters(password) < rules.min_characters)
    return "Take at least " + std::to_string(rules.min_characters) + " characters.";
  if (!house.auth.passwords().acceptable(password)) return "This is too long, or cannot be read as text.";
  const auto small = lower(password);
  if (small == lower(identifier)) return "The password must not be your name.";
  if (is_one_character(password) || std::ranges::find(worst, small) != worst.end() ||
      (rules.is_known && rules.is_known(password)))
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
