// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/mail/message.hpp>

namespace cardea::mail::detail {

/// Refuses a sender at the start that every letter would be refused for.
inline void require_sender(const sender& from) {
  (void)to_rfc5322({.to = "nobody@invalid", .subject = {}, .text = {}}, from, timestamp{});
}

}  // namespace cardea::mail::detail
