// SPDX-License-Identifier: MIT
#include <cardea/password.hpp>
#include <cardea/unicode.hpp>

#include <algorithm>

#include "password_primitives.hpp"
#include "password_spelling.hpp"
#include "sodium.hpp"

namespace cardea {
namespace {

using namespace detail;

constexpr std::uint32_t lucia_r = 16;
constexpr std::uint32_t old_r = 8;

// OWASP Password Storage Cheat Sheet.
constexpr bool meets_floor(std::uint32_t memory_kib, std::uint32_t iterations) {
  return (memory_kib >= 47104 && iterations >= 1) || (memory_kib >= 19456 && iterations >= 2) ||
         (memory_kib >= 12288 && iterations >= 3);
}

// Lucia hashes the NFKC, but Lucia 0.x and 1.x verified, and before that hashed, what was typed.
std::vector<secret_text> scrypt_spellings(std::string_view password) {
  return spell(password, {spelling::nfkc, spelling::as_given});
}

std::vector<secret_text> argon2id_spellings(const password_policy& policy, std::string_view password) {
  if (policy.argon2id_over_nfkc) return spell(password, {spelling::nfkc, spelling::nfc, spelling::as_given});
  return spell(password, {spelling::nfc, spelling::nfkc, spelling::as_given});
}

/// What one wrong spelling costs against a hash of two parts.
work two_part_work(two_part_hash rule) {
  return (rule != two_part_hash::r8 ? scrypt_work(lucia_r) : 0) +
         (rule != two_part_hash::r16 ? scrypt_work(old_r) : 0);
}

/// What a wrong password costs against a hash that the policy would write.
work refusal_work(const password_policy& policy, std::string_view password) {
  switch (policy.format) {
    case password_format::s2:
      return scrypt_spellings(password).size() * scrypt_work(lucia_r);
    case password_format::lucia_v3:
      return scrypt_spellings(password).size() * two_part_work(policy.two_part);
    case password_format::argon2id:
      break;
  }
  return argon2id_spellings(policy, password).size() *
         argon2id_work(policy.argon2id_memory_kib, policy.argon2id_iterations);
}

/// Hashes for nothing, in the policy's way, until about this much is spent and no less.
void spend(const password_policy& policy, work amount) {
  constexpr std::string_view nobody = "nobody";
  if (policy.format != password_format::argon2id) {
    for (const auto step = scrypt_work(lucia_r); amount > 0; amount -= std::min(amount, step)) {
      const auto r = std::min<work>((amount + scrypt_work(1) - 1) / scrypt_work(1), lucia_r);
      (void)derive_scrypt(nobody, nobody, static_cast<std::uint32_t>(r));
    }
    return;
  }
  constexpr work least_memory_kib = 8;
  while (amount > 0) {
    const auto passes = std::clamp<work>(amount / policy.argon2id_memory_kib, 1, policy.argon2id_iterations);
    const auto memory = std::clamp<work>(amount, least_memory_kib, policy.argon2id_memory_kib);
    (void)derive_argon2id(nobody, {}, static_cast<std::uint32_t>(memory), static_cast<std::uint32_t>(passes));
    amount -= std::min(amount, argon2id_work(memory, passes));
  }
}

/// Tries each spelling until one fits. One that is not the first is an older habit: `first_fits` is false
/// then.
struct match {
  bool valid = false;
  bool first_fits = false;
};
template <class Fits>
match try_each(const std::vector<secret_text>& spelled, Fits fits) {
  for (const auto& text : spelled) {
    if (fits(text.view())) return {true, &text == &spelled.front()};
  }
  return {};
}

class verification {
 public:
  verification(const password_policy& policy, std::string_view password)
      : policy_{policy}, password_{password} {}

  password_verdict operator()(std::monostate) const { return {}; }

  password_verdict operator()(const scrypt_hash& hash) const {
    const bool two_part = !hash.is_s2;
    const bool with_16 = hash.is_s2 || policy_.two_part != two_part_hash::r8;
    const bool with_8 = two_part && policy_.two_part != two_part_hash::r16;
    bool old = false;
    const auto found = try_each(scrypt_spellings(password_), [&](std::string_view spelled) {
      if (with_16 && matches_scrypt(hash, spelled, lucia_r)) return true;
      return old = with_8 && matches_scrypt(hash, spelled, old_r);
    });
    const auto form = hash.is_s2 ? password_format::s2 : password_format::lucia_v3;
    return {found.valid, found.valid && (policy_.format != form || old || !found.first_fits)};
  }

  password_verdict operator()(const argon2id_hash& hash) const {
    const auto found = try_each(argon2id_spellings(policy_, password_),
                                [&](std::string_view spelled) { return matches_argon2id(hash, spelled); });
    const bool weak = argon2id_work(hash.memory_kib, hash.iterations) <
                          argon2id_work(policy_.argon2id_memory_kib, policy_.argon2id_iterations) ||
                      !meets_floor(hash.memory_kib, hash.iterations);
    const bool is_form = policy_.format == password_format::argon2id;
    return {found.valid, found.valid && (!is_form || weak || !found.first_fits)};
  }

  password_verdict operator()(const bcrypt_hash& hash) const {
    const auto found = try_each(spell(password_, {spelling::nfkc, spelling::as_given}),
                                [&](std::string_view spelled) { return matches_bcrypt(hash, spelled); });
    return {found.valid, found.valid};
  }

 private:
  const password_policy& policy_;
  std::string_view password_;
};

std::string hash_scrypt(const password_policy& policy, random_source& random, std::string_view password) {
  std::array<unsigned char, 16> bytes;
  random.fill(std::as_writable_bytes(std::span{bytes}));
  const auto salt = to_hex(bytes);
  const auto spelled = spell(password, {spelling::nfkc});
  const auto key = derive_scrypt(spelled.front().view(), salt, lucia_r);
  return (policy.format == password_format::s2 ? "s2:" : "") + salt + ':' + to_hex(key);
}

std::string hash_argon2id(const password_policy& policy, random_source& random, std::string_view password) {
  argon2id_salt salt;
  random.fill(std::as_writable_bytes(std::span{salt}));
  const auto spelled = spell(password, {policy.argon2id_over_nfkc ? spelling::nfkc : spelling::nfc});
  const auto tag =
      derive_argon2id(spelled.front().view(), salt, policy.argon2id_memory_kib, policy.argon2id_iterations);
  return format_argon2id(salt, tag, policy.argon2id_memory_kib, policy.argon2id_iterations);
}

}  // namespace

standard_password_hasher::standard_password_hasher(password_policy policy, random_source& random)
    : policy_{policy}, random_{&random} {
  const auto demand = [](bool holds, const char* rule) {
    if (!holds) throw error{errc::invalid_argument, std::string{"password policy: "} + rule};
  };
  demand(meets_floor(policy.argon2id_memory_kib, policy.argon2id_iterations),
         "Argon2id needs at least 47104 KiB and 1 pass, 19456 and 2, or 12288 and 3");
  demand(policy.argon2id_memory_kib <= most_memory_kib && policy.argon2id_iterations <= most_iterations,
         "Argon2id takes at most 1048576 KiB and 64 passes");
  demand(policy.max_bytes >= 64, "passwords of 64 bytes must be taken");
  demand(policy.format != password_format::lucia_v3 || policy.two_part != two_part_hash::r8,
         "hashes of two parts cannot be written with r=16 and read with r=8");
  start_sodium();
}

bool standard_password_hasher::acceptable(std::string_view password) const noexcept {
  // HMAC fills a short key up with NULs: to scrypt, "a" and "a\0" are one password.
  return !password.empty() && password.size() <= policy_.max_bytes &&
         password.find('\0') == std::string_view::npos && is_utf8(password);
}

std::string standard_password_hasher::hash(std::string_view password) const {
  if (!acceptable(password)) {
    throw error{errc::invalid_password,
                "the password is empty, too long, holds a NUL, or is not well-formed UTF-8"};
  }
  if (policy_.format == password_format::argon2id) return hash_argon2id(policy_, *random_, password);
  return hash_scrypt(policy_, *random_, password);
}

password_verdict standard_password_hasher::verify(std::string_view stored, std::string_view password) const {
  if (!acceptable(password)) return {};
  const auto before = work_done();
  const auto verdict = std::visit(verification{policy_, password}, parse_stored_hash(stored));
  if (verdict.valid) return verdict;
  const auto spent = work_done() - before;
  const auto owed = refusal_work(policy_, password);
  if (spent < owed) spend(policy_, owed - spent);
  return verdict;
}

void standard_password_hasher::refuse(std::string_view password) const {
  // A hash that nothing fits takes the way of every other refusal.
  (void)verify({}, password);
}

}  // namespace cardea
