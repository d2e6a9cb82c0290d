// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/random.hpp>

#include <array>

#include "sodium.hpp"

namespace cardea {
namespace {

class sodium_random final : public random_source {
 public:
  sodium_random() { detail::start_sodium(); }
  void fill(std::span<std::byte> bytes) override { randombytes_buf(bytes.data(), bytes.size()); }
};

// Less than half of all bytes are ever rejected, so a working source does not reach this many in a row.
constexpr int most_rejections = 4096;

}  // namespace

random_source& system_random() {
  static sodium_random source;
  return source;
}

std::string random_id(random_source& random, id_form form) {
  const auto size = form.alphabet.size();
  if (size < 1 || size > 256) throw error{errc::invalid_argument, "an alphabet has from 1 to 256 characters"};
  // Bytes from the last, incomplete round of the alphabet would make its first characters likelier.
  const auto limit = 256 - 256 % size;
  std::string id;
  id.reserve(form.length);
  std::array<std::byte, 64> bytes;
  for (int rejections = 0; id.size() < form.length;) {
    random.fill(bytes);
    for (const auto byte : bytes) {
      const auto drawn = std::to_integer<std::size_t>(byte);
      if (id.size() == form.length) break;
      if (drawn < limit) {
        id += form.alphabet[drawn % size];
        rejections = 0;
      } else if (++rejections > most_rejections) {
        throw error{errc::internal, "the source of randomness is stuck"};
      }
    }
  }
  sodium_memzero(bytes.data(), bytes.size());
  return id;
}

}  // namespace cardea
