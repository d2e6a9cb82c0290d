// SPDX-License-Identifier: MIT
#include "password.hpp"

#include "one_time.hpp"
#include "password_rules.hpp"
#include "people.hpp"
#include "purposes.hpp"
#include "sign_in.hpp"

#include <optional>
#include <utility>

namespace cardea::service {
namespace {

std::optional<refusal> rejected(exchange& of, std::string_view password, std::string_view identifier) {
  auto no = objection_to_password(of.house, password, identifier);
  if (!no) return std::nullopt;
  return refusal{.why = reason::invalid_input, .errors = {{"new_password", *std::move(no)}}};
}

/// What the old password may have opened is closed: sessions, links, codes and known browsers.
void close_everything(exchange& of, const std::string& user_id) {
  of.house.tokens.revoke_all(user_id, {});
  of.house.auth.revoke_all(user_id);
  of.note(happening::password_changed, user_id);
}

}  // namespace

answer<signed_in> change_password(exchange& of, const basic_validation& who, std::string_view current,
                                  std::string_view next) {
  auto user = who.user;
  const auto own = confirm_password(of, who, current);
  if (!own) return own.no();
  if (auto no = rejected(of, next, own->provider_user_id)) return *std::move(no);
  // Of two changes that showed the same password one is made.
  const auto changed = of.house.auth.set_key_password(*own, next);
  if (!changed) return reason::wrong_password;
  set_password(of.house, user.id, next, own->provider_user_id);
  close_everything(of, user.id);
  of.forget();
  send_password_changed(of, user);
  return begin_session(of, std::move(user), [&](record attributes) {
    return of.house.auth.create_session(*changed, std::move(attributes));
  });
}

answer<done> reset_password(exchange& of, std::string_view token, std::string_view password) {
  auto& house = of.house;
  constexpr auto purpose = purposes::password_reset;
  if (auto no = of.limited("one-time address", of.network(), house.options.limits.one_time_address))
    return *std::move(no);
  const auto refuse = [&](std::string_view user_id = {}) {
    of.note(happening::one_time_refused, user_id, purpose);
    return reason::invalid_token;
  };
  const auto seen = house.tokens.look(token, purpose, of.now);
  const auto own = seen ? key_of(house, seen->user_id) : std::nullopt;
  if (!own) return refuse();
  if (auto no = rejected(of, password, own->provider_user_id)) return *std::move(no);

  const auto row = house.tokens.redeem(token, purpose, of.now);
  const auto user = row ? house.auth.find_user(row->user_id) : std::nullopt;
  if (!user || !prove_address(house, *user, row->address, of.now)) return refuse(seen->user_id);
  if (!set_password(house, user->id, password)) return refuse(user->id);
  close_everything(of, user->id);
  send_password_changed(of, *user);
  return done{};
}

}  // namespace cardea::service
