// SPDX-License-Identifier: MIT
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace cardea {

/// Where randomness comes from. Implementations are safe to call from several threads at once.
class random_source {
 public:
  virtual ~random_source() = default;
  /// Fills every byte, or throws.
  virtual void fill(std::span<std::byte> bytes) = 0;
};

/// The operating system's generator, through libsodium. Lives for the whole program.
[[nodiscard]] random_source& system_random();

/// What an identifier is made of: `length` characters, each drawn evenly from `alphabet`.
struct id_form {
  std::string_view alphabet;
  std::size_t length;
};

/// An identifier of that form. No character is likelier than another, whatever the alphabet's size (up to
/// 256).
[[nodiscard]] std::string random_id(random_source& random, id_form form);

}  // namespace cardea
