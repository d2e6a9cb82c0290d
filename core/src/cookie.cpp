// SPDX-License-Identifier: MIT
#include <cardea/cookie.hpp>
#include <cardea/error.hpp>
#include <cardea/scheme.hpp>

#include "ascii.hpp"
#include "percent.hpp"

#include <algorithm>

namespace cardea {
namespace {

using namespace detail;

constexpr std::size_t longest_pair = 4096;         // RFC 6265bis 5.6, step 5
constexpr std::size_t longest_header = 64 * 1024;  // no browser and no server sends or takes more

[[noreturn]] void refuse(const std::string& why) { throw error{errc::invalid_argument, "cookie: " + why}; }

// RFC 9110 5.6.2
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return is_alnum(c) || is_one_of(c, "!#$%&'*+-.^_`|~"); });
}

// RFC 6265 4.1.1
bool is_cookie_octet(char c) { return c > ' ' && c < '\x7f' && !is_one_of(c, "\",;\\"); }

bool is_attribute_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_ascii(c) && !is_control(c) && !is_one_of(c, ",;"); });
}

void check_attributes(std::string_view domain, std::string_view path) {
  if (!is_attribute_value(domain))
    refuse("the domain holds a control character, a comma, a semicolon or no ASCII");
  if (!is_attribute_value(path))
    refuse("the path holds a control character, a comma, a semicolon or no ASCII");
}

// Browsers compare the prefixes without case (RFC 6265bis 5.6, steps 20 and 21).
bool has_prefix(std::string_view name, std::string_view prefix) {
  return equal_ignoring_case(name.substr(0, prefix.size()), prefix);
}

constexpr std::string_view host_prefix = "__Host-";

bool takes_host_prefix(const cookie_options& options) {
  return options.secure && options.path == "/" && options.domain.empty();
}

std::string_view spelling(same_site site) {
  switch (site) {
    case same_site::strict:
      return "Strict";
    case same_site::none:
      return "None";
    case same_site::lax:
      break;
  }
  return "Lax";
}

std::string first_pair(const cookie& c) {
  const bool v1 = c.style == cookie_style::lucia_v1;
  if (c.name.empty() || (v1 && !is_token(c.name))) refuse("the name is no token");
  if (c.raw && !std::all_of(c.value.begin(), c.value.end(), is_cookie_octet)) {
    refuse("the value holds what cannot be written as it is");
  }
  const auto name = v1 ? c.name : percent_encode(c.name);
  const auto value = c.raw ? c.value : percent_encode(c.value);
  if (name.size() + value.size() > longest_pair) refuse("name and value together are longer than 4096 bytes");
  return name + '=' + value;
}

std::string serialize_v1(const cookie& c) {
  auto out = first_pair(c);
  if (c.max_age) out += "; Max-Age=" + std::to_string(c.max_age->count());
  if (!c.domain.empty()) out += "; Domain=" + c.domain;
  if (!c.path.empty()) out += "; Path=" + c.path;
  if (c.expires) out += "; Expires=" + to_http_date(*c.expires);
  if (c.http_only) out += "; HttpOnly";
  if (c.secure) out += "; Secure";
  return out.append("; SameSite=").append(spelling(c.same_site));
}

std::string serialize_v3(const cookie& c) {
  auto out = first_pair(c);
  if (!c.domain.empty()) out += "; Domain=" + c.domain;
  if (c.expires) out += "; Expires=" + to_http_date(*c.expires);
  if (c.http_only) out += "; HttpOnly";
  if (c.max_age) out += "; Max-Age=" + std::to_string(c.max_age->count());
  if (!c.path.empty()) out += "; Path=" + c.path;
  out.append("; SameSite=").append(spelling(c.same_site));
  if (c.secure) out += "; Secure";
  return out;
}

std::string_view unquote(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

std::optional<std::string> read_value(std::string_view written) {
  const auto text = unquote(written);
  std::optional<std::string> decoded;
  if (text.find('%') != std::string_view::npos) decoded = percent_decode(text);
  auto value = decoded ? *std::move(decoded) : std::string{text};
  if (std::any_of(value.begin(), value.end(), is_control)) return std::nullopt;
  return value;
}

}  // namespace

void cookie_options::check() const {
  if (!name.empty() && !is_token(name)) refuse("the name is no token");
  check_attributes(domain, path);
  if (same_site == cardea::same_site::none && !secure) refuse("SameSite=None needs Secure");
  if (has_prefix(name, "__Secure-") && !secure) refuse("a name with __Secure- needs Secure");
  if (has_prefix(name, host_prefix) && !takes_host_prefix(*this))
    refuse("a name with __Host- needs Secure, Path=/ and no Domain");
}

cookie_options cookie_options::for_scheme(const scheme& rules) const {
  auto options = *this;
  if (name.empty()) {
    options.name = rules.cookie_name;
    if (has_prefix(options.name, host_prefix) && !takes_host_prefix(*this))
      options.name.erase(0, host_prefix.size());
  }
  options.check();
  return options;
}

std::string cookie::serialize() const {
  check_attributes(domain, path);
  return style == cookie_style::lucia_v1 ? serialize_v1(*this) : serialize_v3(*this);
}

std::optional<std::string> find_cookie(std::string_view header, std::string_view name) {
  if (header.size() > longest_header || name.empty()) return std::nullopt;
  // Lucia 3 encodes names. They are compared as they are sent, never decoded: "__%48ost-a" is a name that any
  // subdomain may set, and must not pass for "__Host-a".
  const auto is_encoded = [name](std::string_view found) {
    return found.size() > name.size() && found.find('%') != std::string_view::npos &&
           found == percent_encode(name);
  };
  for (auto rest = header; !rest.empty();) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const auto found = trim(pair.substr(0, equals));
    if (found == name || is_encoded(found)) return read_value(trim(pair.substr(equals + 1)));
  }
  return std::nullopt;
}

}  // namespace cardea
