// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/change_channel.hpp>

namespace cardea::cached {

/// The application's own promise, in the place of a channel: nobody but the store that the cache stands
/// before writes to these tables. For the memory store, and for a database that one process alone has open.
/// What another writes all the same is noticed after `options::max_age`.
class sole_writer final : public change_channel {
 public:
  void start(change_listener& to, std::chrono::milliseconds /*bound*/) override {
    to.confirmed(boot_time::max() / 2);
  }
  void stop() noexcept override {}
};

}  // namespace cardea::cached
