// SPDX-License-Identifier: MIT
#pragma once
#include <sodium.h>
#include <cardea/error.hpp>

#include <string>

namespace cardea::detail {

/// Starts libsodium once for the process. Thread-safe. Throws `errc::internal` where it finds no randomness.
inline void start_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw error{errc::internal, "libsodium could not be started"};
}

/// Overwrites what a string holds when the scope ends, however it ends.
class wiped {
 public:
  explicit wiped(std::string& text) noexcept : text_{text} {}
  wiped(const wiped&) = delete;
  wiped& operator=(const wiped&) = delete;
  ~wiped() { sodium_memzero(text_.data(), text_.size()); }

 private:
  std::string& text_;
};

}  // namespace cardea::detail
