// SPDX-License-Identifier: MIT
#include "address.hpp"

#include <cardea/error.hpp>
#include <cardea/http/client.hpp>

#include <algorithm>
#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>
#include <charconv>

#include "text.hpp"

namespace cardea::http {
namespace detail {

constexpr std::array<unsigned char, 12> v4_in_v6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::optional<address_bytes> parse_address(std::string_view text) {
  // A zone says by which interface a link-local address is reached (RFC 4007 11): it is not part of it.
  const auto bare = for_url(text.substr(0, text.find('%')));
  if (const auto v6 = boost::urls::parse_ipv6_address(bare)) return v6->to_bytes();
  if (bare.size() != text.size()) return std::nullopt;
  const auto v4 = boost::urls::parse_ipv4_address(bare);
  if (!v4) return std::nullopt;
  address_bytes bytes{};
  const auto four = v4->to_bytes();
  std::ranges::copy(four, std::ranges::copy(v4_in_v6, bytes.begin()).out);
  return bytes;
}

bool is_v4(const address_bytes& address) noexcept {
  return std::equal(v4_in_v6.begin(), v4_in_v6.end(), address.begin());
}

}  // namespace detail
namespace {

using detail::address_bytes;

constexpr int v4_offset = 96;

std::string spell(const address_bytes& address) {
  if (detail::is_v4(address)) {
    boost::urls::ipv4_address::bytes_type four;
    std::copy(address.begin() + 12, address.end(), four.begin());
    return boost::urls::ipv4_address{four}.to_string();
  }
  return boost::urls::ipv6_address{address}.to_string();
}

// The first `prefix` bits, and zeros.
address_bytes cut(address_bytes address, int prefix) noexcept {
  for (int bit = prefix; bit < 128; ++bit) {
    auto& byte = address[static_cast<std::size_t>(bit / 8)];
    byte = static_cast<unsigned char>(byte & ~(0x80U >> (bit % 8)));
  }
  return address;
}

std::optional<int> parse_prefix(std::string_view digits, int longest) noexcept {
  int prefix = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  if (failure != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  if (prefix < 0 || prefix > longest || digits.size() > 3) return std::nullopt;
  return prefix;
}

}  // namespace

std::optional<std::string> canonical_address(std::string_view address) {
  const auto bytes = detail::parse_address(address);
  if (!bytes) return std::nullopt;
  return spell(*bytes);
}

std::string network_of(std::string_view address) {
  const auto bytes = detail::parse_address(address);
  if (!bytes) return {};
  if (detail::is_v4(*bytes)) return spell(*bytes);
  return spell(cut(*bytes, 64)) + "/64";
}

trusted_proxies::trusted_proxies(std::span<const std::string> networks, forwarding header) : header_{header} {
  for (const auto& entry : networks) {
    const auto [address, digits] = detail::split(entry, '/');
    const bool has_prefix = address.size() != entry.size();
    const auto bytes = detail::parse_address(address);
    const int offset = bytes && detail::is_v4(*bytes) && address.find(':') == address.npos ? v4_offset : 0;
    const auto prefix = has_prefix ? parse_prefix(digits, 128 - offset) : std::optional{128 - offset};
    if (!bytes || !prefix || cut(*bytes, *prefix + offset) != *bytes)
      throw error{errc::invalid_argument, "no address and no network of proxies: " + entry};
    networks_.push_back({*bytes, *prefix + offset});
  }
}

bool trusted_proxies::contain(std::string_view address) const {
  const auto bytes = detail::parse_address(address);
  return bytes && std::ranges::any_of(
                      networks_, [&](const network& one) { return cut(*bytes, one.prefix) == one.bytes; });
}

}  // namespace cardea::http
