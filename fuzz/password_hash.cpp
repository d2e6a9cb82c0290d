// SPDX-License-Identifier: MIT
#include "password_primitives.hpp"

#include <cardea/password.hpp>

#include "ascii.hpp"
#include "input.hpp"

namespace {

using namespace cardea::detail;

// Hashing proper takes tens of milliseconds; only what takes microseconds is run here.
constexpr std::uint64_t cheap_passes = 64;

struct check {
  std::string_view stored;

  void operator()(std::monostate) const {}
  void operator()(const scrypt_hash& hash) const {
    fuzz::demand(hash.salt.find(':') == std::string_view::npos && hash.salt.size() + 129 <= stored.size());
    // What was read is written again as it stood, but for the case of the key.
    auto again = (hash.is_s2 ? "s2:" : "") + std::string{hash.salt} + ':' + to_hex(hash.key);
    fuzz::demand(equal_ignoring_case(again, stored));
  }
  void operator()(const argon2id_hash& hash) const {
    fuzz::demand(hash.memory_kib <= most_memory_kib && hash.iterations <= most_iterations);
    fuzz::demand(stored.find('\0') == std::string_view::npos);
    if (argon2id_work(hash.memory_kib, hash.iterations) <= cheap_passes)
      (void)matches_argon2id(hash, "hunter2");
  }
  void operator()(const bcrypt_hash& hash) const {
    fuzz::demand(hash.cost >= 4 && hash.cost <= most_bcrypt_cost && stored.size() == 60);
    if (hash.cost == 4) (void)matches_bcrypt(hash, "hunter2");
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const cardea::standard_password_hasher hasher;
  const auto stored = fuzz::text_of(data, size);
  const auto before = work_done();
  const auto parsed = parse_stored_hash(stored);
  fuzz::demand(work_done() == before);
  std::visit(check{stored}, parsed);
  // No password, whatever is stored: refused without any work.
  const auto spent = work_done();
  fuzz::demand(!hasher.verify(stored, "").valid && work_done() == spent);
  return 0;
}
