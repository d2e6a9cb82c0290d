// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>

#include <cstddef>
#include <span>

namespace cardea::http {

/// What it takes to answer a request, so that a server can choose who does it.
enum class work {
  none,      ///< neither waits nor computes: an event loop may do it itself
  look_up,   ///< asks the database who somebody is and no more: many are answered together, and may be twice
  database,  ///< waits for the database
  password,  ///< may hash a password: tens of milliseconds and tens of MiB
};

/// What answers requests: the seam between a server, which knows sockets, and what it serves, which knows
/// none. All functions may be called from several threads at once.
class application {
 public:
  virtual ~application() = default;
  [[nodiscard]] virtual work work_of(const request& incoming) const noexcept = 0;
  /// What the request is for, as logs and metrics name it: one of few, with nothing a client chose in it,
  /// such as "/api/sessions/{handle}"; lives as long as the program. Empty: nothing that is known.
  [[nodiscard]] virtual std::string_view route_of(const request& incoming) const noexcept {
    static_cast<void>(incoming);
    return {};
  }
  /// Blocks for as long as `work_of` says. Throws nothing but for want of memory: what is broken is a
  /// response of 503 or 500.
  [[nodiscard]] virtual response handle(const request& incoming) = 0;
  /// The same for several whose work is `look_up`: each response in its place in `out`.
  virtual void handle_all(std::span<const request* const> incoming, std::span<response> out) {
    for (std::size_t i = 0; i < incoming.size(); ++i) out[i] = handle(*incoming[i]);
  }
};

}  // namespace cardea::http
