// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/service_store.hpp>

#include <optional>
#include <string_view>

namespace cardea {

/// Limits by name: `what` is limited ("sign-in from an address"), and `who` is counted, each on its own. Both
/// are any bytes. The store sees a SHA-256 of the two: no name or address can be read in it, though whoever
/// holds it can try all IPv4 addresses. Safe to call from several threads at once; refers to the store, which
/// outlives it.
class rate_limiter {
 public:
  explicit rate_limiter(limit_store& store) noexcept : store_{&store} {}

  /// Takes one attempt, before what is limited is done. Absent: go on. Otherwise: not now, and not before
  /// that long has passed. Throws `errc::invalid_argument` for a rate that is none, and as the store does.
  [[nodiscard]] std::optional<duration> take(std::string_view what, std::string_view who, const rate& limit,
                                             timestamp now);
  /// Gives one back that was taken, where the attempt turned out to be a good one.
  void give_back(std::string_view what, std::string_view who, const rate& limit);

 private:
  limit_store* store_;
};

}  // namespace cardea
