// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/random.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cardea {

/// The form in which a new password hash is written. Every form is verified, whichever is written.
enum class password_format {
  s2,        ///< "s2:salt:key", scrypt N=16384 r=16 p=1 over NFKC (Lucia 0.6 to 2.7, LegacyScrypt of 3)
  lucia_v3,  ///< "salt:key", the same scrypt (Lucia 3's Scrypt, oslo's Scrypt, Better Auth)
  argon2id,  ///< "$argon2id$v=19$m=...": the PHC string that oslo's Argon2id writes and reads
};

/// A hash of two parts carries no version: Lucia 1 and 2 read it with r=8, Lucia 3 with r=16.
enum class two_part_hash { r8, r16, either };

struct password_policy {
  password_format format = password_format::argon2id;
  two_part_hash two_part = two_part_hash::either;
  /// Lucia and oslo hash the NFKC of a password, NIST SP 800-63B-4 asks for NFC. It decides how Argon2id
  /// hashes are written; scrypt is always NFKC. Verification accepts either spelling.
  bool argon2id_over_nfkc = false;
  std::uint32_t argon2id_memory_kib = 19456;  ///< OWASP's second profile, and oslo's default
  std::uint32_t argon2id_iterations = 2;
  /// Longer passwords are refused before any work is done (CVE-2013-1443). At least 64 (ASVS 5.0, 6.2.9).
  std::size_t max_bytes = 4096;
};

struct password_verdict {
  bool valid = false;
  bool needs_rehash = false;  ///< valid, and the hash is weaker than, or of another form than, the policy's
};

/// Hashes and verifies passwords. Give your own to `auth_options` to use another algorithm. Thread-safe; each
/// call takes tens of milliseconds and tens of MiB by design.
class password_hasher {
 public:
  virtual ~password_hasher() = default;
  /// Whether it could be a password at all: well-formed UTF-8 without NUL, not empty, not longer than the
  /// cap. Cheap.
  [[nodiscard]] virtual bool acceptable(std::string_view password) const noexcept = 0;
  /// The string to store. Throws `errc::invalid_password` where the password is not acceptable.
  [[nodiscard]] virtual std::string hash(std::string_view password) const = 0;
  /// Never throws for a malformed hash: it is not valid. A refusal costs at least as much as `refuse`.
  [[nodiscard]] virtual password_verdict verify(std::string_view stored, std::string_view password) const = 0;
  /// Spends what the verification of a wrong password costs: for unknown keys and keys without a password.
  virtual void refuse(std::string_view password) const = 0;
};

/// The hasher for a policy: scrypt and Argon2id by libsodium, bcrypt (verified only) by libxcrypt. libsodium
/// makes Argon2id with one lane and verifies up to 16. A stored hash that asks for more than 1 GiB, 64
/// passes, 16 lanes or bcrypt's cost 16 is not valid. bcrypt sees the first 72 bytes of a password, and none
/// that holds a NUL.
///
/// Spellings of a password that differ (as given, NFC, NFKC) are tried one after the other, and each is paid
/// for: a refusal by `verify` costs at least what `refuse` costs for the same password, and exactly that
/// where the hash is of the policy's own algorithm and no dearer. A hash that only fits a spelling which the
/// policy would not write needs a rehash.
class standard_password_hasher final : public password_hasher {
 public:
  /// Throws `errc::invalid_argument` where the parameters lie under OWASP's floor (m=47104 t=1, m=19456 t=2,
  /// m=12288 t=3) or over the limits above, the cap under 64 bytes, or where `lucia_v3` is written and
  /// `two_part` is r8.
  explicit standard_password_hasher(password_policy policy = {}, random_source& random = system_random());
  [[nodiscard]] bool acceptable(std::string_view password) const noexcept override;
  [[nodiscard]] std::string hash(std::string_view password) const override;
  [[nodiscard]] password_verdict verify(std::string_view stored, std::string_view password) const override;
  void refuse(std::string_view password) const override;
  [[nodiscard]] const password_policy& policy() const noexcept { return policy_; }

 private:
  password_policy policy_;
  random_source* random_;
};

}  // namespace cardea
