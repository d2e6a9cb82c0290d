// SPDX-License-Identifier: MIT
#include <cardea/token.hpp>

#include <algorithm>

#include "ascii.hpp"
#include "sodium.hpp"

namespace cardea {
namespace {

using namespace detail;

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t padded_size = 44;  // 32 bytes in base64, with its one "="

bool is_visible_character(char c) { return c > ' ' && c < '\x7f'; }

using secret = std::array<std::byte, secret_bytes>;

bool decode(std::string_view text, secret& out) {
  if (text.size() == padded_size && text.back() == '=') text.remove_suffix(1);
  if (text.size() != padded_size - 1) return false;
  // libsodium 1.0.18 takes some bytes above 0x7f for letters.
  if (!std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '+' || c == '/'; }))
    return false;
  std::size_t size = 0;
  return sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(),
                           nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
         size == out.size();
}

}  // namespace

sha256_hash sha256(std::span<const std::byte> bytes) noexcept {
  static_assert(sizeof(sha256_hash) == crypto_hash_sha256_BYTES);
  sha256_hash hash;
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hash;
}

bool equal_in_constant_time(const sha256_hash& a, const sha256_hash& b) noexcept {
  return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::optional<split_token> split_token::parse(std::string_view token) noexcept {
  const auto dot = token.find('.');
  if (dot == std::string_view::npos || dot == 0) return std::nullopt;
  const auto id = token.substr(0, dot);
  if (!std::all_of(id.begin(), id.end(), is_visible_character)) return std::nullopt;
  secret bytes;
  // A second dot is outside base64, so more than two parts are refused here.
  const bool decoded = decode(token.substr(dot + 1), bytes);
  std::optional<split_token> parsed;
  if (decoded) parsed = split_token{id, sha256(bytes)};
  sodium_memzero(bytes.data(), bytes.size());
  return parsed;
}

token_secret generate_secret(random_source& random) {
  secret bytes;
  random.fill(bytes);
  std::string text(padded_size + 1, '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.resize(padded_size);
  const auto hash = sha256(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  return {std::move(text), hash};
}

}  // namespace cardea
