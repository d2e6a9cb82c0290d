// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cardea {

/// A moment of a clock that never goes back and does not stand still while the machine sleeps. Only the
/// listener reads it.
using boot_time = std::chrono::nanoseconds;

/// What a cache of sessions is told by its channel. Every function may be called from any thread and does
/// nothing that waits.
class change_listener {
 public:
  virtual ~change_listener() = default;
  /// To be asked before the channel asks the database: what it then hears is at least as new as this.
  [[nodiscard]] virtual boot_time now() const noexcept = 0;
  virtual void session_changed(std::string_view id) noexcept = 0;
  virtual void user_changed(std::string_view id) noexcept = 0;
  /// Anything may have changed.
  virtual void all_changed() noexcept = 0;
  /// A promise: of each change that was committed before `since`, by whomever, this was told.
  virtual void confirmed(boot_time since) noexcept = 0;
  /// No promise holds any more.
  virtual void lost() noexcept = 0;
};

/// How a cache of sessions hears of what is changed in the database: by other processes, other programs, and
/// by hand. Nobody relies on it to notice that it is cut off: where it says nothing, what it last confirmed
/// runs out.
class change_channel {
 public:
  virtual ~change_channel() = default;
  /// Tells `to` from now on, within a thread of its own, until `stop`. It confirms several times within
  /// `bound`. What it cannot reach it tries again. Called once; does not wait for the database.
  virtual void start(change_listener& to, std::chrono::milliseconds bound) = 0;
  /// Once it has returned, the listener is not called any more. Without effect if it was not started.
  virtual void stop() noexcept = 0;
  /// What is missing in the database for changes to be heard of. Empty: nothing.
  virtual std::vector<finding> check() { return {}; }
  /// Makes it; as `store::migrate`.
  virtual std::vector<std::string> migrate(bool /*run*/, const migrate_options& /*options*/ = {}) {
    return {};
  }
};

}  // namespace cardea
