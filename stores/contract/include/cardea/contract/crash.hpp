// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>

#include <chrono>
#include <functional>
#include <memory>

/// What a store on a server owes when that server is killed under load. One call, from one test:
///     cardea::contract::survive_crashes(std::move(store), [&] { server.kill(); server.start(); });
namespace cardea::contract {

struct crash_plan {
  int threads = 6;
  int crashes = 3;
  std::chrono::milliseconds load{300};       ///< before each crash, and after the last
  std::chrono::seconds time_to_recover{15};  ///< for every thread, from the moment that the server is back
};

/// Puts a load on an empty, prepared store of the `cardea` layout, on which tables are made, and calls
/// `crash` again and again, on the calling thread: it kills the server and returns when there is one again.
/// The store stays the same all the while. What was acknowledged must be there in the end, no answer may have
/// been wrong, and every thread must be answered again by itself.
void survive_crashes(std::unique_ptr<store> kept, const std::function<void()>& crash,
                     const crash_plan& plan = {});

}  // namespace cardea::contract
