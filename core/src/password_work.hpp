// SPDX-License-Identifier: MIT
#pragma once
#include <cstdint>

namespace cardea::detail {

/// What hashing costs, in KiB passes of Argon2id: m=19456 t=2 is 38912. The other two are weighed by the time
/// they take on x86-64 (scrypt 63 ms, Argon2id 13 ms, bcrypt of cost 10 about 50 ms): within one algorithm
/// the account is exact, between two it is an estimate.
using work = std::uint64_t;

constexpr work argon2id_work(std::uint64_t memory_kib, std::uint64_t iterations) noexcept {
  return memory_kib * iterations;
}
/// scrypt with N=16384 and p=1.
constexpr work scrypt_work(std::uint64_t r) noexcept { return r * 11264; }
constexpr work bcrypt_work(unsigned cost) noexcept { return work{128} << cost; }

/// What this thread has spent since it began. Every call of a primitive adds itself, so that refusals can be
/// evened out, and tested, by counting instead of by a clock.
inline work& work_done() noexcept {
  thread_local work done = 0;
  return done;
}

}  // namespace cardea::detail
