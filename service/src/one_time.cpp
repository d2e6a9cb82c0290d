// SPDX-License-Identifier: MIT
#include "one_time.hpp"

#include "letters.hpp"
#include "purposes.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <optional>
#include <utility>

namespace cardea::service {
namespace {

// The user of tokens that nobody will ever hold. No generated id begins with a blank.
constexpr std::string_view nobody = " nobody";

/// A link to a page of this service, from the configuration alone (T29).
std::string link_to(const context& house, std::string_view path, const std::string& token,
                    std::string_view return_to = {}) {
  auto link = house.base + std::string{path} + "?token=" + token;
  if (!return_to.empty()) link += "&return=" + boost::urls::encode(return_to, boost::urls::unreserved_chars);
  return link;
}

void post(exchange& of, mail::message letter, std::string_view user_id, std::string_view purpose) {
  const bool taken = mail::is_address(letter.to) && of.house.options.send_mail(std::move(letter));
  of.note(taken ? happening::one_time_sent : happening::mail_dropped, user_id, purpose);
}

bool may_write_to(exchange& of, const std::string& recipient) {
  return of.take("mail recipient", recipient, of.house.options.limits.mail_recipient);
}

std::optional<refusal> too_many_mails(exchange& of) {
  return of.limited("mail address", of.network(), of.house.options.limits.mail_address);
}

std::optional<refusal> too_many_tries(exchange& of) {
  return of.limited("one-time address", of.network(), of.house.options.limits.one_time_address);
}

/// A token for whoever is called that: for nobody where there is no such person, no address, or there were
/// too many mails for it already. Then `whom` is absent, and only the answer is left to be given.
struct errand {
  std::optional<person> whom;
  one_time_tokens::issued made;
};

errand begin(exchange& of, std::string_view identifier, std::string_view purpose, duration lasts,
             bool with_code = false) {
  const auto account = canonical_identifier(of.house, identifier);
  auto whom = find_person(of.house, account);
  const bool may_write = may_write_to(of, account);
  if (!may_write || (whom && whom->address.empty())) whom.reset();
  auto made = of.house.tokens.issue({.purpose = std::string{purpose},
                                     .user_id = whom ? whom->user.id : std::string{nobody},
                                     .address = whom ? whom->address : std::string{},
                                     .expires_in = lasts,
                                     .with_code = with_code},
                                    of.now);
  return {std::move(whom), std::move(made)};
}

reason refuse_token(exchange& of, std::string_view purpose, std::string_view user_id = {}) {
  of.note(happening::one_time_refused, user_id, purpose);
  return reason::invalid_token;
}

/// The user whom a redeemed row is for, if the address it went to is theirs still; it counts as proven now.
std::optional<user_row> owner_of(exchange& of, const std::optional<one_time_row>& row) {
  if (!row) return std::nullopt;
  auto user = of.house.auth.find_user(row->user_id);
  if (!user || !prove_address(of.house, *user, row->address, of.now)) return std::nullopt;
  return user;
}

}  // namespace

answer<done> request_password_reset(exchange& of, std::string_view identifier) {
  if (auto no = too_many_mails(of)) return *std::move(no);
  const auto lasts = of.house.options.lifetimes.password_reset;
  const auto [whom, made] = begin(of, identifier, purposes::password_reset, lasts);
  if (whom)
    post(of,
         letters::password_reset({.to = whom->address,
                                  .service = of.house.name,
                                  .link = link_to(of.house, "/password-reset/confirm", made.token),
                                  .lasts = lasts}),
         whom->user.id, purposes::password_reset);
  return done{};
}

answer<done> request_sign_in_link(exchange& of, std::string_view identifier, std::string_view return_to) {
  if (auto no = too_many_mails(of)) return *std::move(no);
  const auto lasts = of.house.options.lifetimes.sign_in_link;
  const auto [whom, made] = begin(of, identifier, purposes::sign_in_link, lasts);
  if (whom)
    post(of,
         letters::sign_in_link({.to = whom->address,
                                .service = of.house.name,
                                .link = link_to(of.house, "/sign-in-link/confirm", made.token, return_to),
                                .lasts = lasts}),
         whom->user.id, purposes::sign_in_link);
  return done{};
}

answer<std::string> request_sign_in_code(exchange& of, std::string_view identifier) {
  if (auto no = too_many_mails(of)) return *std::move(no);
  const auto lasts = of.house.options.lifetimes.sign_in_code;
  const auto [whom, made] = begin(of, identifier, purposes::sign_in_code, lasts, true);
  if (whom)
    post(of,
         letters::sign_in_code(
             {.to = whom->address, .service = of.house.name, .link = made.code, .lasts = lasts}),
         whom->user.id, purposes::sign_in_code);
  return made.token;
}

answer<done> request_email_verification(exchange& of, const basic_validation& who) {
  if (auto no = too_many_mails(of)) return *std::move(no);
  send_email_verification(of, who.user);
  return done{};
}

void send_email_verification(exchange& of, const user_row& user) {
  auto& house = of.house;
  if (!house.options.features.email_verification || has_proven_address(house, user)) return;
  const auto address = address_of(house, user);
  if (address.empty() || !may_write_to(of, address)) return;
  const auto lasts = house.options.lifetimes.email_verification;
  const auto made = house.tokens.issue({.purpose = std::string{purposes::email_verification},
                                        .user_id = user.id,
                                        .address = address,
                                        .expires_in = lasts},
                                       of.now);
  post(of,
       letters::email_verification({.to = address,
                                    .service = house.name,
                                    .link = link_to(house, "/verify-email", made.token),
                                    .lasts = lasts}),
       user.id, purposes::email_verification);
}

void send_already_known(exchange& of, const std::string& account) {
  auto& house = of.house;
  const auto whom = find_person(house, account);
  if (!whom || whom->address.empty() || !may_write_to(of, whom->address)) return;
  const auto lasts = house.options.lifetimes.password_reset;
  const auto made = house.tokens.issue({.purpose = std::string{purposes::password_reset},
                                        .user_id = whom->user.id,
                                        .address = whom->address,
                                        .expires_in = lasts},
                                       of.now);
  const bool can_reset = house.options.features.password_reset;
  post(of,
       letters::already_known({.to = whom->address,
                               .service = house.name,
                               .link = can_reset ? link_to(house, "/password-reset/confirm", made.token)
                                                 : house.base + "/sign-in",
                               .lasts = lasts}),
       whom->user.id, "already known");
}

void send_password_changed(exchange& of, const user_row& user) {
  if (!of.house.options.features.notices) return;
  const auto address = address_of(of.house, user);
  if (address.empty()) return;
  post(of, letters::password_changed({.to = address, .service = of.house.name, .link = {}}), user.id,
       "password changed");
}

answer<done> confirm_email(exchange& of, std::string_view token) {
  if (auto no = too_many_tries(of)) return *std::move(no);
  const auto user = owner_of(of, of.house.tokens.redeem(token, purposes::email_verification, of.now));
  if (!user) return refuse_token(of, purposes::email_verification);
  of.house.tokens.revoke_all(user->id, purposes::email_verification);
  of.note(happening::email_verified, user->id);
  return done{};
}

answer<signed_in> use_sign_in_link(exchange& of, std::string_view token) {
  if (auto no = too_many_tries(of)) return *std::move(no);
  auto user = owner_of(of, of.house.tokens.redeem(token, purposes::sign_in_link, of.now));
  if (!user) return refuse_token(of, purposes::sign_in_link);
  of.house.tokens.revoke_all(user->id, purposes::sign_in_link);
  auto begun = begin_session(of, *std::move(user));
  if (begun) of.note(happening::signed_in, begun->user.id, purposes::sign_in_link);
  return begun;
}

answer<signed_in> use_sign_in_code(exchange& of, std::string_view ticket, std::string_view typed) {
  auto& house = of.house;
  if (auto no = too_many_tries(of)) return *std::move(no);
  std::string code;
  for (const char c : typed)
    if (c != ' ' && c != '-' && code.size() < 64) code += c;
  if (code.empty())
    return refusal{.why = reason::invalid_input, .errors = {{"code", "Type in the code from the mail."}}};
  // A code is short, so a ticket is good for a few attempts only, whoever makes them.
  if (!of.take("sign-in code", ticket, house.options.limits.code_attempts)) {
    house.auth.passwords().refuse(code);
    return refuse_token(of, purposes::sign_in_code);
  }
  auto user = owner_of(of, house.tokens.redeem(ticket, purposes::sign_in_code, of.now, code));
  if (!user) return refuse_token(of, purposes::sign_in_code);
  house.tokens.revoke_all(user->id, purposes::sign_in_code);
  auto begun = begin_session(of, *std::move(user));
  if (begun) of.note(happening::signed_in, begun->user.id, purposes::sign_in_code);
  return begun;
}

}  // namespace cardea::service
