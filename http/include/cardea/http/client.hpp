// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cardea::http {

/// The one spelling of an address (RFC 5952), without a zone; IPv4 written as IPv6 ("::ffff:192.0.2.1") is
/// IPv4. Absent: it is no address.
[[nodiscard]] std::optional<std::string> canonical_address(std::string_view address);

/// What to count by: an IPv4 address itself, of an IPv6 address the network of 64 bits that one subscriber
/// has ("2001:db8:0:1::/64"). Empty: it is no address.
[[nodiscard]] std::string network_of(std::string_view address);

/// Which header the proxies write. Only this one is read: the other is whatever the client sent.
enum class forwarding {
  x_forwarded,  ///< X-Forwarded-For, -Proto and -Host
  forwarded,    ///< Forwarded (RFC 7239)
};

/// The proxies whose word is taken, by their addresses.
class trusted_proxies {
 public:
  /// Nobody's.
  trusted_proxies() = default;
  /// Each entry is an address or a network, "10.0.0.0/8", "2001:db8::/32". Throws `errc::invalid_argument`
  /// for anything else, and for a network with bits behind its prefix.
  explicit trusted_proxies(std::span<const std::string> networks,
                           forwarding header = forwarding::x_forwarded);

  [[nodiscard]] bool contain(std::string_view address) const;
  [[nodiscard]] forwarding header() const noexcept { return header_; }

 private:
  struct network {
    std::array<unsigned char, 16> bytes;
    int prefix;
  };
  std::vector<network> networks_;
  forwarding header_ = forwarding::x_forwarded;
};

/// Who is at the far end.
struct client {
  std::string address;     ///< canonical; empty: unknown, as of a Unix socket
  bool is_secure = false;  ///< the client's own connection is encrypted
  std::string host;  ///< what was asked for, "app.example.com:8443"; for comparing, never for making a link
};

/// Whom a request comes from. The headers of proxies are read from those that are trusted and as far as they
/// go: of the chain of addresses the last one that is not a trusted proxy's. A trusted proxy that forwards
/// what is no address ("unknown") is itself the client.
[[nodiscard]] client client_of(const request& incoming, const trusted_proxies& proxies);

}  // namespace cardea::http
