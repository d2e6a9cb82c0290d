// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/time.hpp>

#include <atomic>

namespace cardea {

/// A clock for tests: it stands still until it is moved. Safe to use from several threads at once.
///     cardea::manual_clock clock;
///     cardea::auth<> auth{std::move(store), {.clock = &clock}};
///     clock += 31 * 24h;
class manual_clock final : public time_source {
 public:
  /// Stands at 2030-01-02T03:04:05.678Z, or where it is told to.
  explicit manual_clock(timestamp at = timestamp{duration{1'893'553'445'678}}) noexcept
      : at_{at.time_since_epoch().count()} {}

  [[nodiscard]] timestamp now() const noexcept override { return timestamp{duration{at_.load()}}; }
  void set(timestamp to) noexcept { at_ = to.time_since_epoch().count(); }
  manual_clock& operator+=(duration by) noexcept {
    at_ += by.count();
    return *this;
  }

 private:
  std::atomic<duration::rep> at_;
};

}  // namespace cardea
