// SPDX-License-Identifier: MIT
#include <cardea/origin.hpp>

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <cstdint>
#include <optional>

#include "ascii.hpp"

namespace cardea {
namespace {

using namespace detail;
namespace urls = boost::urls;

/// Scheme, host and port as they are compared: in lower case, with the default port filled in.
struct origin_parts {
  std::string scheme;
  std::string host;
  bool is_address;
  std::uint16_t port;  ///< 0: none given, and the scheme has no default
  friend bool operator==(const origin_parts&, const origin_parts&) = default;
};

std::string_view view(urls::string_view text) { return {text.data(), text.size()}; }

std::uint16_t default_port(std::string_view scheme) {
  if (scheme == "https" || scheme == "wss") return 443;
  if (scheme == "http" || scheme == "ws") return 80;
  return 0;
}

// Labels of letters, digits, "-" and "_"; one dot at the very end makes another, legal host.
bool is_host_name(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty() || host.front() == '.' || host.back() == '.') return false;
  if (host.find("..") != std::string_view::npos) return false;
  return std::all_of(host.begin(), host.end(), [](char c) { return is_alnum(c) || is_one_of(c, "-_."); });
}

// 0 where there are no digits or they pass 65535, which url_view::port_number() of Boost 1.81 does not tell
// apart from a port; no origin has port 0.
std::uint16_t port_of(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return failure == std::errc{} ? port : std::uint16_t{0};
}

/// A serialized origin (RFC 6454 6.2): a scheme, a host and perhaps a port; no user, path, query or fragment.
std::optional<origin_parts> parse_origin(std::string_view text) {
  const auto parsed = urls::parse_uri({text.data(), text.size()});
  if (!parsed) return std::nullopt;
  const urls::url_view url = *parsed;
  if (!url.has_authority() || url.has_userinfo() || !url.encoded_path().empty() || url.has_query() ||
      url.has_fragment()) {
    return std::nullopt;
  }
  origin_parts parts{lower(view(url.scheme())), {}, url.host_type() != urls::host_type::name, 0};
  switch (url.host_type()) {
    case urls::host_type::name:
    case urls::host_type::ipv4:
      parts.host = lower(view(url.encoded_host()));
      break;
    case urls::host_type::ipv6:
      parts.host = url.host_ipv6_address().to_string();
      break;
    case urls::host_type::ipvfuture:
    case urls::host_type::none:
      return std::nullopt;
  }
  if (!parts.is_address && !is_host_name(parts.host)) return std::nullopt;
  parts.port = url.has_port() ? port_of(view(url.port())) : default_port(parts.scheme);
  if (url.has_port() && parts.port == 0) return std::nullopt;
  return parts;
}

/// One entry of the list. The plain http of this machine stands beside https where no scheme was written.
struct pattern {
  origin_parts parts;  ///< for a base domain, its host begins with the dot
  bool is_base_domain;
  bool also_http;
};

constexpr std::string_view scheme_mark = "://";
constexpr std::string_view base_mark = "*.";

std::optional<pattern> parse_pattern(std::string_view entry) {
  const auto mark = entry.find(scheme_mark);
  const bool has_scheme = mark != std::string_view::npos;
  const std::string scheme{has_scheme ? entry.substr(0, mark) : "https"};
  auto rest = has_scheme ? entry.substr(mark + scheme_mark.size()) : entry;
  const bool is_base_domain = rest.starts_with(base_mark);
  if (is_base_domain) rest.remove_prefix(base_mark.size());

  auto parts = parse_origin(scheme + std::string{scheme_mark} + std::string{rest});
  if (!parts || (is_base_domain && parts->is_address)) return std::nullopt;
  const bool is_local = parts->host == "localhost" || parts->host == "127.0.0.1" || parts->host == "::1";
  if (is_base_domain) parts->host.insert(0, 1, '.');
  return pattern{std::move(*parts), is_base_domain, !has_scheme && !is_base_domain && is_local};
}

bool has_written_port(std::string_view host) {
  const auto colon = host.rfind(':');
  return colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
}

bool matches(const origin_parts& origin, std::string_view entry) {
  auto allowed = parse_pattern(entry);
  if (!allowed) return false;
  if (allowed->is_base_domain) {
    return !origin.is_address && origin.scheme == allowed->parts.scheme &&
           origin.port == allowed->parts.port && origin.host.size() > allowed->parts.host.size() &&
           origin.host.ends_with(allowed->parts.host);
  }
  if (origin == allowed->parts) return true;
  if (!allowed->also_http) return false;
  allowed->parts.scheme = "http";
  if (!has_written_port(entry)) allowed->parts.port = default_port("http");
  return origin == allowed->parts;
}

}  // namespace

bool is_allowed_origin(std::string_view origin, std::span<const std::string> allowed) {
  const auto parts = parse_origin(origin);
  if (!parts) return false;
  return std::any_of(allowed.begin(), allowed.end(),
                     [&](const std::string& entry) { return matches(*parts, entry); });
}

bool is_origin_pattern(std::string_view entry) { return parse_pattern(entry).has_value(); }

}  // namespace cardea
