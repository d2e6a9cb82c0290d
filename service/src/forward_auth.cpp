// SPDX-License-Identifier: MIT
// The answer to a proxy that asks who somebody is, before it passes their request on: nginx auth_request,
// Envoy's ext_authz over HTTP, Traefik's forwardAuth, Caddy's forward_auth.
#include "attributes.hpp"
#include "page.hpp"
#include "routes.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <cardea/http/problem.hpp>

namespace cardea::service {
namespace {

/// Visible ASCII stays; all else, and the percent sign, is percent-encoded, so that no value ends its line,
/// begins another, or is read differently by two programs.
std::string header_value(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string made;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f && c != '%') {
      made += c;
    } else {
      made += '%';
      made += digits[byte >> 4U];
      made += digits[byte & 0x0fU];
    }
  }
  return made;
}

/// Where the request that the proxy holds was going. Empty: it does not say, or it is no place to be sent to.
std::string place_of(exchange& of) {
  auto uri = of.incoming.only("X-Forwarded-Uri");
  if (!uri) uri = of.incoming.only("X-Original-URI");
  if (!uri) return {};
  const auto& client = of.client();
  const auto origin = std::string{client.is_secure ? "https://" : "http://"} + client.host;
  const auto place = origin == of.house.origin ? std::string{*uri} : origin + std::string{*uri};
  return checked_return(of.house, place);
}

bool takes_html(const http::request& incoming) {
  const auto accept = incoming.only("Accept");
  return accept && accept->find("text/html") != std::string_view::npos;
}

/// A redirect only where the proxy's configuration asks for one, since nginx takes none, and a page load can
/// follow it.
bool wants_redirect(exchange& of) {
  const auto method = of.incoming.only("X-Forwarded-Method").value_or("GET");
  return of.house.options.features.pages && fields::of_query(of).has("redirect") && method == "GET" &&
         takes_html(of.incoming);
}

}  // namespace

http::response forward_auth(exchange& of) {
  const auto& house = of.house;
  if (const auto& found = of.who()) {
    http::response out;
    const auto& user = found->who.user;
    for (std::size_t i = 0; i < house.at.headers.size(); ++i) {
      const auto at = house.at.headers[i];
      // Always there, empty where there is nothing to say: a proxy then has something to put in the place of
      // what a client sent under that name (T28).
      out.set(house.options.identity_headers[i].name,
              header_value(at ? to_text(user.attributes.at(*at)) : user.id));
    }
    return out;
  }
  if (!wants_redirect(of)) return problem_of({.why = reason::unauthenticated});
  auto target = house.base + "/sign-in";
  if (const auto place = place_of(of); !place.empty())
    target += "?return=" + boost::urls::encode(place, boost::urls::unreserved_chars);
  http::response out{.status = 303};
  out.set("Location", target.starts_with('/') ? house.prefix + target : target);
  return out;
}

}  // namespace cardea::service
