// SPDX-License-Identifier: MIT
#include "password_primitives.hpp"

#include <crypt.h>

#include <cerrno>
#include <memory>
#include <new>

#include "sodium.hpp"

namespace cardea::detail {
namespace {

constexpr std::uint64_t scrypt_n = 16384;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_base64(std::span<const unsigned char> bytes) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // the NUL
  return text;
}

struct wipe_crypt_data {
  void operator()(crypt_data* data) const noexcept {
    sodium_memzero(data, sizeof *data);
    delete data;
  }
};

}  // namespace

scrypt_key derive_scrypt(std::string_view password, std::string_view salt, std::uint32_t r) {
  start_sodium();
  scrypt_key key;
  if (crypto_pwhash_scryptsalsa208sha256_ll(bytes_of(password), password.size(), bytes_of(salt), salt.size(),
                                            scrypt_n, r, 1, key.data(), key.size()) != 0) {
    throw std::bad_alloc{};
  }
  work_done() += scrypt_work(r);
  return key;
}

bool matches_scrypt(const scrypt_hash& hash, std::string_view password, std::uint32_t r) {
  auto key = derive_scrypt(password, hash.salt, r);
  const bool same = sodium_memcmp(key.data(), hash.key.data(), key.size()) == 0;
  sodium_memzero(key.data(), key.size());
  return same;
}

argon2id_tag derive_argon2id(std::string_view password, const argon2id_salt& salt, std::uint32_t memory_kib,
                             std::uint32_t iterations) {
  start_sodium();
  argon2id_tag tag;
  if (crypto_pwhash_argon2id(tag.data(), tag.size(), password.data(), password.size(), salt.data(),
                             iterations, std::size_t{memory_kib} * 1024,
                             crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc{};
  }
  work_done() += argon2id_work(memory_kib, iterations);
  return tag;
}

bool matches_argon2id(const argon2id_hash& hash, std::string_view password) {
  start_sodium();
  const std::string text{hash.text};
  errno = 0;
  const bool same = crypto_pwhash_argon2id_str_verify(text.c_str(), password.data(), password.size()) == 0;
  // libsodium says EINVAL only where it has hashed and compared.
  const int reason = errno;
  if (!same && reason == ENOMEM) throw std::bad_alloc{};
  if (same || reason == EINVAL) work_done() += argon2id_work(hash.memory_kib, hash.iterations);
  return same;
}

std::string format_argon2id(const argon2id_salt& salt, const argon2id_tag& tag, std::uint32_t memory_kib,
                            std::uint32_t iterations) {
  return "$argon2id$v=19$m=" + std::to_string(memory_kib) + ",t=" + std::to_string(iterations) + ",p=1$" +
         to_base64(salt) + '$' + to_base64(tag);
}

bool matches_bcrypt(const bcrypt_hash& hash, std::string_view password) {
  constexpr std::size_t salt_end = 29;  // the salt's last character has bits that count for nothing
  const std::string setting{hash.text};
  std::string phrase{password};
  const wiped guard{phrase};
  const std::unique_ptr<crypt_data, wipe_crypt_data> data{new crypt_data{}};
  const char* made = crypt_r(phrase.c_str(), setting.c_str(), data.get());
  if (made == nullptr) return false;
  const std::string_view text{made};
  if (text.size() != setting.size()) return false;
  work_done() += bcrypt_work(hash.cost);
  return sodium_memcmp(text.data() + salt_end, setting.data() + salt_end, setting.size() - salt_end) == 0;
}

std::string to_hex(std::span<const unsigned char> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();  // the NUL
  return text;
}

}  // namespace cardea::detail
