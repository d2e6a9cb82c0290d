// SPDX-License-Identifier: MIT
#pragma once
#include <array>
#include <optional>
#include <string_view>

namespace cardea::http::detail {

/// An address of either kind, IPv4 as IPv6 writes it.
using address_bytes = std::array<unsigned char, 16>;

[[nodiscard]] std::optional<address_bytes> parse_address(std::string_view text);
[[nodiscard]] bool is_v4(const address_bytes& address) noexcept;

}  // namespace cardea::http::detail
