// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/mail/message.hpp>

namespace cardea::mail {

/// Sends letters. Blocks, within limits of its own. Safe to call from several threads at once.
class mailer {
 public:
  virtual ~mailer() = default;
  /// Returns when somebody else has taken the letter over. Throws `cardea::error`: `retryable()` where the
  /// same letter may be taken later. What it says holds nothing of the letter's text.
  virtual void send(const message& letter) = 0;
};

}  // namespace cardea::mail
