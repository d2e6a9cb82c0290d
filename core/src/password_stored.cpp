// SPDX-License-Identifier: MIT
#include "password_stored.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "ascii.hpp"
#include "sodium.hpp"

namespace cardea::detail {
namespace {

constexpr std::size_t longest_phc = 512;  // a PHC string of salt 48 and tag 128 bytes has under 300

/// Takes `name` and a decimal number from the front of `rest`; absent where they are not there.
std::optional<std::uint32_t> take_number(std::string_view& rest, std::string_view name) {
  if (!rest.starts_with(name)) return std::nullopt;
  rest.remove_prefix(name.size());
  std::uint32_t value = 0;
  const auto [end, failure] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (failure != std::errc{}) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return value;
}

stored_hash parse_argon2id(std::string_view text) {
  // libsodium reads up to the first NUL: what stands behind one would pass unread.
  if (text.size() > longest_phc ||
      !std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; })) {
    return {};
  }
  auto rest = text;
  const auto version = take_number(rest, "$argon2id$v=");
  const auto memory = take_number(rest, "$m=");
  const auto iterations = take_number(rest, ",t=");
  const auto lanes = take_number(rest, ",p=");
  if (!version || !memory || !iterations || !lanes || !rest.starts_with('$')) return {};
  if (*memory > most_memory_kib || *iterations > most_iterations || *lanes > most_lanes) return {};
  return argon2id_hash{text, *memory, *iterations};
}

stored_hash parse_bcrypt(std::string_view text) {
  constexpr std::size_t size = 60;
  constexpr std::size_t head = 7;  // "$2b$10$"
  if (text.size() != size || !is_one_of(text[2], "aby") || text[3] != '$' || text[6] != '$') return {};
  if (!is_digit(text[4]) || !is_digit(text[5])) return {};
  const auto is_base64 = [](char c) { return is_alnum(c) || c == '.' || c == '/'; };
  if (!std::all_of(text.begin() + head, text.end(), is_base64)) return {};
  const auto cost = static_cast<unsigned>((text[4] - '0') * 10 + (text[5] - '0'));
  if (cost < 4 || cost > most_bcrypt_cost) return {};
  return bcrypt_hash{text, cost};
}

stored_hash parse_scrypt(std::string_view text) {
  const auto colons = std::count(text.begin(), text.end(), ':');
  const bool is_s2 = colons == 2 && text.starts_with("s2:");
  if (colons != 1 && !is_s2) return {};
  if (is_s2) text.remove_prefix(3);
  const auto colon = text.find(':');
  scrypt_hash hash{text.substr(0, colon), {}, is_s2};
  const auto key = text.substr(colon + 1);
  std::size_t size = 0;
  // Without a place for the end, libsodium accepts only what it could read whole.
  if (sodium_hex2bin(hash.key.data(), hash.key.size(), key.data(), key.size(), nullptr, &size, nullptr) !=
          0 ||
      size != hash.key.size()) {
    return {};
  }
  return hash;
}

}  // namespace

stored_hash parse_stored_hash(std::string_view stored) noexcept {
  if (stored.starts_with("$argon2id$")) return parse_argon2id(stored);
  if (stored.starts_with("$2")) return parse_bcrypt(stored);
  return parse_scrypt(stored);
}

}  // namespace cardea::detail
