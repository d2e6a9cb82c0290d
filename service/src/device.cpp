// SPDX-License-Identifier: MIT
#include "device.hpp"

#include "purposes.hpp"

#include <cardea/cookie.hpp>

#include <cstdint>

namespace cardea::service {
namespace {

// A client that keeps no cookies is a new browser at each sign-in.
constexpr std::int64_t devices_per_user = 20;

}  // namespace

std::optional<one_time_row> find_device(exchange& of) {
  const auto header = of.incoming.only("Cookie");
  if (!header) return std::nullopt;
  const auto shown = find_cookie(*header, of.house.device_cookie);
  if (!shown) return std::nullopt;
  return of.house.tokens.look(*shown, purposes::device, of.now);
}

std::string new_device_cookie(exchange& of, const std::string& user_id) {
  const auto lifetime = of.house.options.lifetimes.device;
  const auto made = of.house.tokens.issue(
      {.purpose = std::string{purposes::device}, .user_id = user_id, .address = {}, .expires_in = lifetime},
      of.now);
  of.house.tokens.revoke_oldest(user_id, purposes::device, devices_per_user);
  auto cookie = of.house.auth.blank_session_cookie();
  cookie.name = of.house.device_cookie;
  cookie.value = made.token;
  cookie.expires.reset();
  cookie.max_age = std::chrono::floor<std::chrono::seconds>(lifetime);
  cookie.style = cookie_style::lucia_v3;
  cookie.raw = true;  // base64url
  return cookie.serialize();
}

}  // namespace cardea::service
