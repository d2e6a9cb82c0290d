// SPDX-License-Identifier: MIT
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

namespace cardea::detail {

/// Limits on what a stored hash may ask for. Whoever can write a hash into the table must not be able to take
/// the machine's memory or a core for an hour.
inline constexpr std::uint32_t most_memory_kib = 1024 * 1024;
inline constexpr std::uint32_t most_iterations = 64;
inline constexpr std::uint32_t most_lanes = 16;
inline constexpr unsigned most_bcrypt_cost = 16;

/// "salt:key" or "s2:salt:key" of Lucia. The salt is used as the text that it is.
struct scrypt_hash {
  std::string_view salt;
  std::array<unsigned char, 64> key;
  bool is_s2;
};

/// "$argon2id$v=19$m=19456,t=2,p=1$salt$tag". The rest of the syntax is libsodium's to judge.
struct argon2id_hash {
  std::string_view text;
  std::uint32_t memory_kib;
  std::uint32_t iterations;
};

/// "$2b$10$" and 53 characters.
struct bcrypt_hash {
  std::string_view text;
  unsigned cost;
};

/// monostate: nothing that could be verified, or only at a price beyond the limits.
using stored_hash = std::variant<std::monostate, scrypt_hash, argon2id_hash, bcrypt_hash>;

/// Reads the form and the parameters, spends no work. The views are into `stored`.
[[nodiscard]] stored_hash parse_stored_hash(std::string_view stored) noexcept;

}  // namespace cardea::detail
