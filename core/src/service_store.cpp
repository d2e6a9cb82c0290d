// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/service_store.hpp>

namespace cardea {

void require_rate(const rate& limit) {
  // Their product stays far away from the end of 64 bits.
  constexpr std::int64_t most = 1'000'000;
  if (limit.burst < 1 || limit.burst > most)
    throw error{errc::invalid_argument, "a rate has a burst from 1 to a million"};
  if (limit.every < duration{1} || limit.every > std::chrono::hours{24 * 366})
    throw error{errc::invalid_argument, "a rate gives an attempt back within 1 ms to a year"};
}

swept sweep(service_store& store, timestamp now, std::int64_t batch) {
  if (batch < 1) throw error{errc::invalid_argument, "a batch has one row at least"};
  swept all;
  std::int64_t slice = 0;
  do all.limits += slice = store.erase_full_limits(now, batch);
  while (slice == batch);
  do all.one_times += slice = store.erase_expired_one_times(now, batch);
  while (slice == batch);
  return all;
}

}  // namespace cardea
