// SPDX-License-Identifier: MIT
#include <cardea/http/client.hpp>

#include <algorithm>
#include <boost/url/authority_view.hpp>
#include <boost/url/parse.hpp>

#include "address.hpp"
#include "forwarded.hpp"
#include "text.hpp"

namespace cardea::http {
namespace {

constexpr std::size_t most_hops = 64;

using detail::hop;

// Every element of a list that may stand in several fields (RFC 9110 5.3). Absent: there are too many.
std::optional<std::vector<std::string_view>> elements_of(const request& incoming, std::string_view name) {
  std::vector<std::string_view> all;
  for (const auto& one : incoming.fields) {
    if (!same_field_name(one.name, name)) continue;
    auto rest = one.value;
    while (true) {
      const auto end = rest.find(',');
      all.push_back(detail::trim(rest.substr(0, end)));
      if (all.size() > most_hops) return std::nullopt;
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return all;
}

std::vector<hop> x_forwarded_hops(const request& incoming) {
  const auto addresses = elements_of(incoming, "X-Forwarded-For");
  const auto schemes = elements_of(incoming, "X-Forwarded-Proto");
  const auto hosts = elements_of(incoming, "X-Forwarded-Host");
  if (!addresses || !schemes || !hosts) return {};
  // A proxy that replaces the scheme says one for the whole chain; those that append say one each.
  const auto at = [&](const std::vector<std::string_view>& values, std::size_t i) -> std::string {
    if (values.size() == 1) return std::string{values.front()};
    return std::string{i < values.size() && values.size() == addresses->size() ? values[i]
                                                                               : std::string_view{}};
  };
  std::vector<hop> hops;
  if (addresses->empty() && (schemes->size() == 1 || hosts->size() == 1))
    hops.push_back({{}, at(*schemes, 0), at(*hosts, 0)});
  for (std::size_t i = 0; i < addresses->size(); ++i)
    hops.push_back({std::string{(*addresses)[i]}, at(*schemes, i), at(*hosts, i)});
  return hops;
}

std::vector<hop> forwarded_hops(const request& incoming) {
  std::vector<hop> all;
  for (const auto& one : incoming.fields) {
    if (!same_field_name(one.name, "Forwarded")) continue;
    auto hops = detail::parse_forwarded(one.value);
    if (!hops || all.size() + hops->size() > most_hops) return {};
    std::ranges::move(*hops, std::back_inserter(all));
  }
  return all;
}

// With or without a port: "192.0.2.1", "192.0.2.1:4711", "2001:db8::1", "[2001:db8::1]:4711".
std::optional<std::string> address_in(std::string_view node) {
  if (auto address = canonical_address(node)) return address;
  const auto parsed = boost::urls::parse_authority(detail::for_url(node));
  if (!parsed || parsed->has_userinfo()) return std::nullopt;
  const auto host = parsed->encoded_host_address();
  return canonical_address({host.data(), host.size()});
}

std::string host_in(std::string_view text) {
  const auto parsed = boost::urls::parse_authority(detail::for_url(text));
  if (!parsed || parsed->has_userinfo() || parsed->encoded_host().empty()) return {};
  return std::string{text};
}

}  // namespace

client client_of(const request& incoming, const trusted_proxies& proxies) {
  client found{canonical_address(incoming.peer).value_or(""), incoming.is_secure,
               host_in(incoming.only("Host").value_or(""))};
  if (!proxies.contain(found.address)) return found;
  const auto hops =
      proxies.header() == forwarding::forwarded ? forwarded_hops(incoming) : x_forwarded_hops(incoming);
  for (auto hop = hops.rbegin(); hop != hops.rend() && proxies.contain(found.address); ++hop) {
    found.is_secure = same_field_name(hop->scheme, "https");
    if (auto host = host_in(hop->host); !host.empty()) found.host = std::move(host);
    auto address = address_in(hop->address);
    if (!address) break;
    found.address = std::move(*address);
  }
  return found;
}

}  // namespace cardea::http
