// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/mail/message.hpp>

#include <chrono>
#include <functional>

namespace cardea::mail::detail {

/// Refuses a sender at the start that every letter would be refused for.
inline void require_sender(const sender& from) {
  (void)to_rfc5322({.to = "nobody@invalid", .subject = {}, .text = {}}, from, timestamp{});
}

inline std::function<timestamp()> or_system(std::function<timestamp()> clock) {
  if (clock) return clock;
  return [] { return std::chrono::time_point_cast<duration>(std::chrono::system_clock::now()); };
}

}  // namespace cardea::mail::detail
