// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/cached/store.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace cardea::cached {

using namespace std::chrono_literals;

inline void wait_until_on(const store& cache, std::chrono::milliseconds most = 10s) {
  const auto until = std::chrono::steady_clock::now() + most;
  while (!cache.counts().is_on) {
    ASSERT_LT(std::chrono::steady_clock::now(), until) << "the cache is not on";
    std::this_thread::sleep_for(5ms);
  }
}

/// Whether a look-up finds it, and in memory.
[[nodiscard]] inline bool is_known(store& cache, std::string_view id) {
  const auto before = cache.counts().hits;
  return cache.find_session(id) && cache.counts().hits > before;
}

/// Waits for what other processes have done to be seen here, for a second at the most.
template <class F>
[[nodiscard]] bool within_a_second(F is_seen) {
  const auto until = std::chrono::steady_clock::now() + 1s;
  while (std::chrono::steady_clock::now() < until)
    if (is_seen()) return true;
  return is_seen();
}

/// Whether each look-up meanwhile finds the session, and none but in memory: but for those while the cache
/// was off, as on a busy machine, and one after each to keep it again.
[[nodiscard]] inline bool stays_known(store& cache, std::string_view id, std::chrono::milliseconds time) {
  const auto before = cache.counts();
  const auto until = std::chrono::steady_clock::now() + time;
  bool is_found = true;
  while (std::chrono::steady_clock::now() < until) {
    is_found = is_found && cache.find_session(id).has_value();
    std::this_thread::sleep_for(1ms);
  }
  const auto after = cache.counts();
  return is_found && after.misses - before.misses <= after.off - before.off;
}

inline std::string trial_id(std::size_t i) {
  auto id = std::to_string(i);
  return id.insert(0, 40 - id.size(), 's');
}

struct trials {
  std::size_t count = 10'000;
  std::chrono::milliseconds time{12'000};  ///< over which they are revoked
  int readers = 2;
};

/// Sessions `trial_id(0)` and on are there. One after the other is revoked elsewhere, by `revoke`, while
/// readers ask `cache` for those that are about to be revoked and for those that were. `disturb` is called
/// now and then and cuts the channel, or not. Each trial: a look-up that began more than a second after the
/// revocation had returned finds nothing.
inline void revocations_are_seen_within_a_second(store& cache, const trials& how,
                                                 const std::function<void(std::string_view)>& revoke,
                                                 const std::function<void(std::mt19937&)>& disturb) {
  using clock = std::chrono::steady_clock;
  constexpr std::int64_t second = 1'000'000'000;
  const auto start = clock::now();
  const auto now = [&] { return (clock::now() - start).count(); };
  struct trial {
    std::atomic<std::int64_t> revoked_at{0};
    std::atomic<bool> was_kept{false}, was_checked{false};
  };
  std::vector<trial> all(how.count);
  std::atomic<std::size_t> next{0};
  std::atomic<bool> over{false};
  std::atomic<std::int64_t> wrong{0}, oldest{0}, stale{0};
  const auto before = cache.counts();

  const auto rate = static_cast<double>(how.count) / std::chrono::duration<double>(how.time).count();
  const auto behind = static_cast<std::size_t>(rate * 1.5), ahead = static_cast<std::size_t>(rate / 5) + 8;
  std::vector<std::thread> threads;
  for (int reader = 0; reader < how.readers; ++reader)
    threads.emplace_back([&, reader] {
      std::mt19937 random{static_cast<unsigned>(reader)};
      session_with_user row;
      while (!over) {
        const auto at = next.load();
        const auto from = at > behind ? at - behind : 0;
        // As many of those ahead as of those behind, so that they are kept when they are revoked.
        const auto i = random() % 2 == 0 ? from + random() % (at - from + 1) : at + random() % ahead;
        if (i >= how.count) continue;
        auto& one = all[i];
        const auto revoked_at = one.revoked_at.load();
        const auto asked_at = now();
        const bool found = cache.find_session_into(trial_id(i), row);
        if (revoked_at == 0) {
          one.was_kept = one.was_kept || found;
          continue;
        }
        const auto age = asked_at - revoked_at;
        if (age > second) {
          one.was_checked = true;
          wrong += found;
        }
        if (!found) continue;
        ++stale;
        for (auto old = oldest.load(); old < age && !oldest.compare_exchange_weak(old, age);) {
        }
      }
    });
  std::thread disturber{[&] {
    std::mt19937 random{7};
    while (!over) {
      disturb(random);
      std::this_thread::sleep_for(std::chrono::milliseconds{random() % 400});
    }
  }};
  for (std::size_t i = 0; i < how.count; ++i) {
    std::this_thread::sleep_until(start + how.time * i / how.count);
    revoke(trial_id(i));
    all[i].revoked_at = now();
    next = i + 1;
  }
  const auto last = clock::now() + 1100ms;
  std::this_thread::sleep_until(last);
  over = true;
  for (auto& one : threads) one.join();
  disturber.join();

  // Those that no reader came by after their second.
  session_with_user row;
  std::size_t kept = 0, checked = 0;
  for (std::size_t i = 0; i < how.count; ++i) {
    kept += all[i].was_kept;
    checked += all[i].was_checked;
    wrong += cache.find_session_into(trial_id(i), row);
  }
  const auto after = cache.counts();
  std::cout << how.count << " revocations, " << kept << " of sessions that were known here, " << checked
            << " asked for after their second while others were revoked; " << stale
            << " answers were older than the revocation, by " << oldest / 1'000'000 << " ms at the most; "
            << after.hits - before.hits << " hits, " << after.misses - before.misses << " misses, "
            << after.off - before.off << " while it was off\n";
  EXPECT_EQ(wrong, 0) << "a revoked session was accepted after more than a second";
  EXPECT_GT(kept, how.count * 3 / 4) << "the trials were of sessions that were not known";
  EXPECT_GT(checked, how.count / 2) << "the trials were not looked at";
  EXPECT_GT(after.hits - before.hits, how.count / 4) << "the cache was hardly ever on";
}

}  // namespace cardea::cached
