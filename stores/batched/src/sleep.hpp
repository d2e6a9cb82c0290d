// SPDX-License-Identifier: MIT
#pragma once
#include <atomic>

#ifdef __linux__
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>
#endif

namespace cardea::batched {

// `std::atomic::wait` without its spinning: libstdc++ 12 yields four times before it sleeps, and where
// threads are many more than cores each of these is a switch to another that has nothing to do either.
#ifdef __linux__

static_assert(sizeof(std::atomic<int>) == 4 && std::atomic<int>::is_always_lock_free);

inline void futex(std::atomic<int>& word, int operation, int value) noexcept {
  syscall(SYS_futex, &word, operation, value, nullptr, nullptr, 0);
}

/// Returns at the latest when it is woken, and perhaps before.
inline void sleep_while(std::atomic<int>& word, int value) noexcept {
  if (word == value) futex(word, FUTEX_WAIT_PRIVATE, value);
}
inline void wake_one(std::atomic<int>& word) noexcept { futex(word, FUTEX_WAKE_PRIVATE, 1); }
inline void wake_all(std::atomic<int>& word) noexcept { futex(word, FUTEX_WAKE_PRIVATE, INT_MAX); }

#else

inline void sleep_while(std::atomic<int>& word, int value) noexcept { word.wait(value); }
inline void wake_one(std::atomic<int>& word) noexcept { word.notify_one(); }
inline void wake_all(std::atomic<int>& word) noexcept { word.notify_all(); }

#endif

}  // namespace cardea::batched
