// SPDX-License-Identifier: MIT
#include "sign_up.hpp"

#include "one_time.hpp"
#include "password_rules.hpp"
#include "people.hpp"
#include "sign_in.hpp"

#include <utility>

namespace cardea::service {

answer<signed_up> sign_up(exchange& of, std::string_view identifier, std::string_view password,
                          const given_attributes& attributes) {
  auto& house = of.house;
  const auto account = canonical_identifier(house, identifier);
  std::vector<field_error> errors;
  if (auto no = objection_to_identifier(house, account)) errors.push_back({"identifier", *std::move(no)});
  if (auto no = objection_to_password(house, password, account))
    errors.push_back({"password", *std::move(no)});
  auto values = new_user_record(house, attributes, trimmed(identifier), account);
  if (!values)
    for (const auto& one : values.no().errors) errors.push_back(one);
  if (!errors.empty()) return refusal{.why = reason::invalid_input, .errors = std::move(errors)};

  if (auto no = of.limited("sign-up address", of.network(), house.options.limits.sign_up_address))
    return *std::move(no);
  auto made = house.auth.create_user(*std::move(values), name_of(house, account), password);
  const bool is_taken = !made && (made.error() == errc::duplicate_key_id || made.error() == errc::conflict);
  if (!made && !is_taken) throw error{made.error(), "a user could not be made at sign-up"};
  if (made) of.note(happening::signed_up, made->id);

  if (house.wants_proof()) {
    send_after_sign_up(of, account, made.has_value());
    return signed_up{};
  }
  if (is_taken) return reason::identifier_taken;
  if (!address_of(house, *made).empty()) send_email_verification(of, *made);
  const auto id = made->id;
  auto begun = begin_session(of, *std::move(made), [&](record of_session) {
    return house.auth.create_session(id, std::move(of_session));
  });
  if (!begun) return begun.no();
  of.note(happening::signed_in, begun->user.id, "sign-up");
  return signed_up{*std::move(begun)};
}

answer<done> delete_user(exchange& of, const basic_validation& who, std::string_view password) {
  auto& house = of.house;
  const auto id = who.user.id;
  if (auto confirmed = confirm_password(of, who, password); !confirmed) return confirmed.no();
  // The user last: what fails in between can be asked for again.
  house.tokens.revoke_all(id, {});
  house.auth.delete_user(id);
  of.note(happening::user_deleted, id);
  of.forget();
  return done{};
}

}  // namespace cardea::service
