// SPDX-License-Identifier: MIT
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "password_stored.hpp"
#include "password_work.hpp"

// One call of each hashes once and adds what it cost to work_done(); a string that turns out to be malformed
// costs nothing and is false. Each throws std::bad_alloc where the memory is not to be had.
namespace cardea::detail {

using scrypt_key = std::array<unsigned char, 64>;

/// scrypt with N=16384 and p=1, of any r.
[[nodiscard]] scrypt_key derive_scrypt(std::string_view password, std::string_view salt, std::uint32_t r);
[[nodiscard]] bool matches_scrypt(const scrypt_hash& hash, std::string_view password, std::uint32_t r);

using argon2id_salt = std::array<unsigned char, 16>;
using argon2id_tag = std::array<unsigned char, 32>;

[[nodiscard]] argon2id_tag derive_argon2id(std::string_view password, const argon2id_salt& salt,
                                           std::uint32_t memory_kib, std::uint32_t iterations);
[[nodiscard]] bool matches_argon2id(const argon2id_hash& hash, std::string_view password);
/// The PHC string, with one lane and both in base64 without padding.
[[nodiscard]] std::string format_argon2id(const argon2id_salt& salt, const argon2id_tag& tag,
                                          std::uint32_t memory_kib, std::uint32_t iterations);

/// False for a password with a NUL, where bcrypt would stop reading. It reads no further than 72 bytes either
/// way.
[[nodiscard]] bool matches_bcrypt(const bcrypt_hash& hash, std::string_view password);

[[nodiscard]] std::string to_hex(std::span<const unsigned char> bytes);

}  // namespace cardea::detail
