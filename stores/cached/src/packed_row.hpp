// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>

#include <cstddef>
#include <span>

namespace cardea::cached {

/// Writes a session and its user, which is there, as bytes; returns how many. 0: there are not enough.
[[nodiscard]] std::size_t pack(const session_with_user& row, std::span<std::byte> to) noexcept;

/// Reads what `pack` wrote, into the room that `into` has.
void unpack(std::span<const std::byte> from, session_with_user& into);

}  // namespace cardea::cached
