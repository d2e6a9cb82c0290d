// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/random.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cardea {

using sha256_hash = std::array<std::byte, 32>;

[[nodiscard]] sha256_hash sha256(std::span<const std::byte> bytes) noexcept;

/// Whether both are equal, in a time that does not depend on where they differ.
[[nodiscard]] bool equal_in_constant_time(const sha256_hash& a, const sha256_hash& b) noexcept;

/// The two halves of a token of the `cardea` layout, "id.secret": the id finds the row, the secret proves the
/// right to it, and only its SHA-256 is kept. The form is that of Lucia's single-file recipe of 2025: 32
/// random bytes in standard base64.
struct split_token {
  std::string_view id;      ///< a view into the token that was parsed
  sha256_hash secret_hash;  ///< SHA-256 of the decoded secret

  /// Absent unless there are exactly two parts, the id is not empty and of visible ASCII, and the second
  /// decodes to 32 bytes (padding optional). Each secret has one spelling, but for its padding.
  [[nodiscard]] static std::optional<split_token> parse(std::string_view token) noexcept;
};

/// A fresh secret in base64, with its hash.
struct token_secret {
  std::string text;
  sha256_hash hash;
};
[[nodiscard]] token_secret generate_secret(random_source& random);

}  // namespace cardea
