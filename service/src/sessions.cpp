// SPDX-License-Identifier: MIT
#include "sessions.hpp"

#include "attributes.hpp"
#include "device.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace cardea::service {

std::string handle_of(std::string_view session_id) {
  static constexpr std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES> use{
      'c', 'a', 'r', 'd', 'e', 'a', ' ', 'h', 'a', 'n', 'd', 'l', 'e'};
  std::array<unsigned char, 16> hash{};
  crypto_generichash_blake2b_salt_personal(hash.data(), hash.size(),
                                           reinterpret_cast<const unsigned char*>(session_id.data()),
                                           session_id.size(), nullptr, 0, nullptr, use.data());
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<char, sodium_base64_ENCODED_LEN(hash.size(), variant)> encoded{};
  return sodium_bin2base64(encoded.data(), encoded.size(), hash.data(), hash.size(), variant);
}

answer<signed_in> begin_session(exchange& of, user_row user, const session_maker& make) {
  auto& auth = of.house.auth;
  const auto device = of.keeps_cookies ? find_device(of) : std::nullopt;
  auto made =
      make(new_session_record(of.house, of.client().address, of.incoming.only("User-Agent").value_or("")));
  // Since the password was looked at, the user was deleted, or it was changed.
  if (!made && (made.error() == errc::invalid_user_id || made.error() == errc::invalid_key_id))
    return reason::invalid_credentials;
  signed_in result{std::move(user), std::move(made->session), std::move(made->token)};
  if (of.who()) {
    auth.revoke(of.who()->who.session.id);
    of.forget();
  }
  if (of.keeps_cookies && (!device || device->user_id != result.user.id))
    result.device_cookie = new_device_cookie(of, result.user.id);
  return result;
}

std::vector<own_session> own_sessions(exchange& of, const basic_validation& who) {
  std::vector<own_session> all;
  for (auto& one : of.house.auth.list_sessions(who.user.id)) {
    auto handle = handle_of(one.id);
    const bool is_current = one.id == who.session.id;
    all.push_back({std::move(one), std::move(handle), is_current});
  }
  std::ranges::stable_sort(all, [](const own_session& a, const own_session& b) {
    if (a.is_current != b.is_current) return a.is_current;
    return a.session.expires_at > b.session.expires_at;
  });
  return all;
}

answer<done> end_session(exchange& of, const basic_validation& who, std::string_view handle) {
  // Only among the user's own: whose it is comes from the session, never from the request (T16).
  for (const auto& one : of.house.auth.list_sessions(who.user.id)) {
    if (handle_of(one.id) != handle) continue;
    of.house.auth.revoke(one.id);
    of.note(happening::sessions_ended, who.user.id);
    if (one.id == who.session.id) of.forget();  // From here on `who` is gone too.
    return done{};
  }
  return reason::not_found;
}

std::int64_t end_other_sessions(exchange& of, const basic_validation& who) {
  std::int64_t ended = 0;
  for (const auto& one : of.house.auth.list_sessions(who.user.id))
    if (one.id != who.session.id && of.house.auth.revoke(one.id)) ++ended;
  of.note(happening::sessions_ended, who.user.id);
  return ended;
}

std::int64_t end_all_sessions(exchange& of, const basic_validation& who) {
  const auto user_id = who.user.id;
  const auto ended = of.house.auth.revoke_all(user_id);
  of.note(happening::sessions_ended, user_id);
  of.forget();
  return ended;
}

void sign_out(exchange& of, const basic_validation& who) {
  const auto user_id = who.user.id;
  of.house.auth.revoke(who.session.id);
  of.note(happening::signed_out, user_id);
  of.forget();
}

}  // namespace cardea::service
