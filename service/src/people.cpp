// SPDX-License-Identifier: MIT
#include "people.hpp"

#include <cardea/mail/message.hpp>
#include <cardea/unicode.hpp>

#include <algorithm>
#include <array>

namespace cardea::service {
namespace {

// With the provider and a colon a key has up to 255 bytes.
constexpr std::size_t longest = 240;
constexpr std::string_view blanks = " \t\r\n";

bool is_word(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

std::string lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return text;
}

value proof(const column& of, timestamp now) {
  return of.type == column_type::time ? value{now} : value{true};
}
value no_proof(const column& of) { return of.type == column_type::time ? value{null_value{}} : value{false}; }

}  // namespace

std::string_view trimmed(std::string_view typed) noexcept {
  const auto begin = typed.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return typed.substr(begin, typed.find_last_not_of(blanks) - begin + 1);
}

std::string canonical_identifier(const context& house, std::string_view typed) {
  typed = trimmed(typed);
  if (typed.size() > longest || typed.find('\0') != std::string_view::npos) return {};
  // Nothing is folded beyond ASCII, and of an address nothing normalised: what looks like a name is not that
  // name (CVE-2019-19844).
  auto text =
      house.options.identifier == identifier_kind::email ? std::string{typed} : to_nfc(typed).value_or("");
  return house.options.fold_case ? lower(std::move(text)) : text;
}

std::optional<std::string> objection_to_identifier(const context& house, std::string_view canonical) {
  if (house.options.identifier == identifier_kind::email) {
    if (mail::is_address(canonical)) return std::nullopt;
    return "This is no e-mail address.";
  }
  if (canonical.size() >= 3 && canonical.size() <= 64 && std::ranges::all_of(canonical, is_word))
    return std::nullopt;
  return "Take 3 to 64 letters, digits, dots, hyphens or underscores.";
}

key_name name_of(const context& house, const std::string& canonical) { return {house.provider(), canonical}; }

std::optional<key> key_of(context& house, std::string_view user_id) {
  for (auto& one : house.auth.list_keys(user_id))
    if (one.provider == house.provider() && !one.expires) return std::move(one);
  return std::nullopt;
}

bool set_password(context& house, std::string_view user_id, std::string_view password, std::string_view but) {
  bool is_set = false;
  for (const auto& one : house.auth.list_keys(user_id))
    if (one.provider == house.provider() && !one.expires && one.provider_user_id != but)
      is_set =
          house.auth.set_key_password({one.provider, one.provider_user_id}, password).has_value() || is_set;
  return is_set;
}

std::string text_at(const record& values, std::optional<std::size_t> position) {
  if (!position || *position >= values.size()) return {};
  const auto* text = std::get_if<std::string>(&values[*position]);
  return text ? *text : std::string{};
}

std::string address_of(context& house, const user_row& user) {
  if (house.options.identifier != identifier_kind::email) return text_at(user.attributes, house.at.email);
  const auto key = key_of(house, user.id);
  return key ? key->provider_user_id : std::string{};
}

std::string identifier_of(context& house, const user_row& user) {
  if (auto typed = text_at(user.attributes, house.at.identifier); !typed.empty()) return typed;
  const auto key = key_of(house, user.id);
  return key ? key->provider_user_id : std::string{};
}

bool has_proven_address(const context& house, const user_row& user) {
  if (!house.at.email_verified) return false;
  const auto& held = user.attributes.at(*house.at.email_verified);
  if (const auto* flag = std::get_if<bool>(&held)) return *flag;
  return std::holds_alternative<timestamp>(held);
}

bool prove_address(context& house, const user_row& user, const std::string& address, timestamp now) {
  if (address.empty() || address_of(house, user) != address) return false;
  if (!house.at.email_verified || has_proven_address(house, user)) return true;
  const auto position = *house.at.email_verified;
  const auto& column = house.auth.user_attributes()[position];
  const auto write = [&](value to) {
    const std::array changes{assignment{position, std::move(to)}};
    return house.auth.update_user(user.id, changes);
  };
  auto written = write(proof(column, now));
  if (!written) return false;
  if (address_of(house, *written) == address) return true;
  (void)write(no_proof(column));
  return false;
}

std::optional<person> find_person(context& house, const std::string& canonical) {
  const auto key = house.auth.find_key(name_of(house, canonical));
  auto user = house.auth.find_user(key ? std::string_view{key->user_id} : "nobody");
  if (!key || !user) {
    if (house.options.identifier == identifier_kind::email) (void)key_of(house, "nobody");
    return std::nullopt;
  }
  auto address = address_of(house, *user);
  return person{std::move(*user), std::move(address)};
}

}  // namespace cardea::service
