// SPDX-License-Identifier: MIT
#include <cardea/http/client.hpp>
#include <cardea/http/form.hpp>
#include <cardea/http/guard.hpp>
#include <cardea/http/media_type.hpp>
#include <cardea/http/return_path.hpp>
#include <cardea/memory/store.hpp>

#include <memory>
#include <vector>

#include "input.hpp"

namespace {

namespace http = cardea::http;

/// A guard with somebody signed in, whose token the input may hold as TOKEN.
struct house {
  cardea::basic_auth auth{std::make_unique<cardea::memory::store>(cardea::schemes::cardea), {}, {}};
  http::basic_guard guard{auth, {.origins = {"https://app.example"}}};
  std::string user = auth.create_user({}).value().id;
  std::string token = auth.create_session(user, {}).value().token;
  std::vector<std::string> networks{"10.0.0.0/8", "2001:db8::/32"};
  http::trusted_proxies proxies[2] = {http::trusted_proxies{networks},
                                      http::trusted_proxies{networks, http::forwarding::forwarded}};
};

void check_return_path(std::string_view text) {
  const auto path = http::safe_return_path(text);
  if (!path) return;
  fuzz::demand(path->starts_with('/') && !path->starts_with("//") && path->size() <= 2048);
  for (const char c : *path) fuzz::demand(c > ' ' && c < '\x7f' && c != '\\' && c != '#');
  const auto before_query = path->substr(0, path->find('?'));
  fuzz::demand(before_query.find("//") == std::string::npos &&
               (before_query + '/').find("/../") == std::string::npos);
  fuzz::demand(http::safe_return_path(*path) == path);
}

void check_client(const http::request& incoming, const http::trusted_proxies& proxies) {
  const auto found = http::client_of(incoming, proxies);
  // What comes out is an address in its one spelling, and only a proxy's word makes it another than the
  // peer's.
  fuzz::demand(found.address.empty() || http::canonical_address(found.address) == found.address);
  if (!proxies.contain(incoming.peer))
    fuzz::demand(found.address == http::canonical_address(incoming.peer).value_or(""));
  fuzz::demand(found.address.empty() == http::network_of(found.address).empty());
  for (const char c : found.host) fuzz::demand(c > ' ' && c < '\x7f' && c != '/' && c != '@');
}

void check_guard(house& of, const http::request& incoming) {
  const bool refused = of.guard.is_cross_site(incoming);
  const auto found = of.guard.identify(incoming);
  // Who came by cookie and was let through came from an origin that may.
  if (found && found->via == http::credential::cookie && !refused && incoming.method == "POST") {
    const auto site = incoming.only("Sec-Fetch-Site");
    fuzz::demand(site == "same-origin" || site == "none" || incoming.only("Origin").has_value());
  }
  if (found) fuzz::demand(found->who.user.id == of.user);
  http::response out;
  of.guard.settle(incoming, found, out);
  fuzz::demand(out.find("Cache-Control") == "no-store" && out.find("Vary") == "Cookie, Authorization");
  if (found)
    fuzz::demand(!out.find("Set-Cookie"));  // It is fresh from the first moment and never renewed here.
}

std::string with_token(std::string_view text, const std::string& token) {
  std::string out{text};
  if (const auto at = out.find("TOKEN"); at != std::string::npos) out.replace(at, 5, token);
  return out;
}

}  // namespace

// The method, the target, the peer, "name: value" lines up to an empty one, and a body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static house here;
  const auto text = with_token(fuzz::text_of(data, size), here.token);
  const auto [method, behind_method] = fuzz::split_line(text);
  const auto [target, behind_target] = fuzz::split_line(behind_method);
  const auto [peer, behind_peer] = fuzz::split_line(behind_target);
  std::vector<http::field> fields;
  auto rest = std::string_view{behind_peer};
  while (!rest.empty()) {
    const auto [line, more] = fuzz::split_line(rest);
    rest = more;
    if (line.empty()) break;
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos) fields.push_back({line.substr(0, colon), line.substr(colon + 2)});
  }
  const http::request incoming{
      .method = method, .target = target, .fields = fields, .body = rest, .peer = peer};

  check_guard(here, incoming);
  for (const auto& proxies : here.proxies) check_client(incoming, proxies);
  check_return_path(target);
  if (const auto form = http::form::of(incoming))
    for (const auto& [name, value] : form->fields()) check_return_path(value);
  if (const auto form = http::form::parse(incoming.query())) {
    std::size_t read = 0;
    for (const auto& [name, value] : form->fields()) read += name.size() + value.size();
    fuzz::demand(read <= incoming.query().size());
    check_return_path(form->only("return").value_or(""));
  }
  if (const auto type = http::parse_media_type(incoming.only("Content-Type").value_or("")))
    fuzz::demand(http::parse_media_type(*type) == type);
  return 0;
}
