// SPDX-License-Identifier: MIT
#include <cardea/bearer.hpp>
#include <cardea/http/guard.hpp>
#include <cardea/origin.hpp>

#include <algorithm>
#include <utility>

#include "text.hpp"

namespace cardea::http {
namespace {

// RFC 9110 9.2.1. Methods are told apart by case: "get" is none of these.
bool changes_nothing(std::string_view method) noexcept {
  return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

// A WebSocket begins with GET, and then the cookie lets a page of any site talk. Browsers never send h2c.
bool opens_a_channel(const request& incoming) noexcept {
  return std::ranges::any_of(incoming.fields, [](const field& one) {
    return same_field_name(one.name, "Upgrade") && !same_field_name(detail::trim(one.value), "h2c");
  });
}

// The scheme alone, so that a malformed token does not make the cookie count.
bool is_bearer(std::string_view authorization) noexcept {
  const auto value = detail::trim(authorization);
  return same_field_name(value.substr(0, value.find_first_of(" \t,")), "Bearer");
}

}  // namespace

basic_guard::basic_guard(basic_auth& auth, guard_options options)
    : auth_{&auth}, options_{std::move(options)} {
  for (const auto& origin : options_.origins)
    if (!is_origin_pattern(origin))
      throw error{errc::invalid_argument, "an origin that the guard is to allow is malformed: " + origin};
  line_start_ = auth.blank_session_cookie().serialize();
  line_start_.erase(line_start_.find('=') + 1);
}

presented basic_guard::read(const request& incoming) const {
  if (incoming.has("Authorization")) {
    const auto authorization = incoming.only("Authorization");
    if (!authorization) return {};
    if (is_bearer(*authorization))
      return {credential::bearer, std::string{find_bearer_token(*authorization).value_or("")}};
  }
  const auto cookies = incoming.only("Cookie");
  if (!cookies) return {};
  auto token = auth_->read_session_cookie(*cookies);
  if (!token) return {};
  return {credential::cookie, std::move(*token)};
}

std::optional<basic_identity> basic_guard::identify(const request& incoming) {
  const auto shown = read(incoming);
  if (!shown.via || shown.token.empty()) return std::nullopt;
  auto found = auth_->validate(shown.token);
  if (!found) return std::nullopt;
  return basic_identity{std::move(*found), *shown.via};
}

std::vector<std::optional<basic_identity>> basic_guard::identify(std::span<const request* const> incoming) {
  std::vector<presented> shown;
  std::vector<std::string_view> tokens;
  shown.reserve(incoming.size());
  tokens.reserve(incoming.size());
  for (const auto* one : incoming) shown.push_back(read(*one));
  // What shows nothing has an empty token, and that is nobody's.
  for (const auto& one : shown) tokens.emplace_back(one.token);
  auto found = auth_->validate(tokens);
  std::vector<std::optional<basic_identity>> all(incoming.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    if (found[i] && shown[i].via) all[i].emplace(basic_identity{*std::move(found[i]), *shown[i].via});
  return all;
}

bool basic_guard::is_cross_site(const request& incoming) const {
  if (changes_nothing(incoming.method) && !opens_a_channel(incoming)) return false;
  if (read(incoming).via == credential::bearer) return false;
  const bool has_site = incoming.has("Sec-Fetch-Site");
  const bool has_origin = incoming.has("Origin");
  // A page cannot write these two; a browser says "null" of its own origin where a policy hides the referrer,
  // so the first, where it says yes, is enough.
  const auto site = incoming.only("Sec-Fetch-Site");
  if (site == "same-origin" || site == "none") return false;
  if (has_origin) return !is_allowed_origin(incoming.only("Origin").value_or(""), options_.origins);
  return has_site || shows_cookie(incoming);
}

void basic_guard::settle(const request& incoming, const std::optional<basic_identity>& found,
                         response& out) const {
  if (found) {
    settle(incoming, found->via, &found->who.session, found->who.token, out);
  } else {
    const auto via = read(incoming).via;
    settle(incoming, via.value_or(credential::cookie), nullptr, {}, out);
  }
}

void basic_guard::settle(const request& incoming, credential via, const session_state* session,
                         std::string_view token, response& out) const {
  out.set("Cache-Control", "no-store");
  const bool varies = std::ranges::any_of(out.fields, [](const auto& one) {
    return same_field_name(one.name, "Vary") && one.value == "Cookie, Authorization";
  });
  if (!varies) out.add("Vary", "Cookie, Authorization");
  if (via != credential::cookie || sets_cookie(out)) return;
  if (session != nullptr) {
    if (session->fresh) send_cookie(out, token, *session);
  } else if (shows_cookie(incoming)) {
    send_blank_cookie(out);
  }
}

void basic_guard::send_cookie(response& out, std::string_view token, const session_state& session) const {
  put_cookie(out, auth_->session_cookie(token, session).serialize());
}

void basic_guard::send_blank_cookie(response& out) const {
  put_cookie(out, auth_->blank_session_cookie().serialize());
}

bool basic_guard::shows_cookie(const request& incoming) const {
  const auto& name = auth_->cookie_settings().name;
  return std::ranges::any_of(incoming.fields, [&](const field& one) {
    return same_field_name(one.name, "Cookie") && find_cookie(one.value, name).has_value();
  });
}

bool basic_guard::sets_cookie(const response& out) const {
  return std::ranges::any_of(out.fields, [&](const auto& one) {
    return same_field_name(one.name, "Set-Cookie") && one.value.starts_with(line_start_);
  });
}

void basic_guard::put_cookie(response& out, std::string line) const {
  std::erase_if(out.fields, [&](const auto& one) {
    return same_field_name(one.name, "Set-Cookie") && one.value.starts_with(line_start_);
  });
  out.add("Set-Cookie", std::move(line));
}

}  // namespace cardea::http
