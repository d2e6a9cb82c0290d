// SPDX-License-Identifier: MIT
#pragma once
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>

namespace cardea::server {

/// What is asked of the database for /readyz: by one at a time, and anew only after a while. Safe to call
/// from several threads at once.
class readiness {
 public:
  using clock = std::chrono::steady_clock;

  /// `ask` may block, and may throw, which is no; empty: always yes. An answer stands for `holds`.
  readiness(const std::function<bool()>& ask, std::chrono::milliseconds holds) : ask_{ask}, holds_{holds} {}

  /// Who comes while another asks is told what was said last, and no where that has lasted too long already.
  [[nodiscard]] bool is_ready() noexcept;

 private:
  [[nodiscard]] bool ask() const noexcept;

  const std::function<bool()>& ask_;
  const std::chrono::milliseconds holds_;
  std::mutex mutex_{};
  std::optional<bool> said_{};
  clock::time_point said_at_{}, asked_at_{};
  int asking_ = 0;
};

}  // namespace cardea::server
