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

void post_verification(exchange& of, const std::string& user_id, const std::string& address) {
  auto& house = of.house;
  const auto lasts = house.options.lifetimes.email_verification;
  const auto made = house.tokens.issue({.purpose = std::string{purposes::email_verification},
                                        .user_id = user_id,
                                        .address = address,
                                        .expires_in = lasts},
                                       of.now);
  post(of,
       letters::email_verification({.to = address,
                                    .service = house.name,
                                    .link = link_to(house, "/verify-email", made.token),
                                    .lasts = lasts}),
       user_id, purposes::email_verification);
}

/// To the owner of an address that somebody signed up with again.
void post_already_known(exchange& of, const std::string& user_id, const std::string& address) {
  auto& house = of.house;
  const auto lasts = house.options.lifetimes.password_reset;
  const auto made = house.tokens.issue({.purpose = std::string{purposes::password_reset},
                                        .user_id = user_id,
                                        .address = address,
                                        .expires_in = lasts},
                                       of.now);
  const bool can_reset = house.options.features.password_reset;
  post(of,
       letters::already_known({.to = address,
                               .service = house.name,
                               .link = can_reset ? link_to(house, "/password-reset/confirm", made.token)
                                                 : house.base + "/sign-in",
                               .lasts = lasts}),
       user_id, "already known");
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

/// Signs in the user of a row that was checked, and uses it up. The session is there first: whoever ends all
/// links and then all sessions, as a new password does, leaves neither.
answer<signed_in> sign_in_by(exchange& of, const std::optional<one_time_row>& row, std::string_view purpose) {
  auto& house = of.house;
  auto user = row ? house.auth.find_user(row->user_id) : std::nullopt;
  if (!user) return refuse_token(of, purpose);
  auto begun = begin_session(of, *user, [&](record attributes) -> result<basic_creation> {
    auto made = house.auth.create_session(user->id, std::move(attributes));
    if (!made || (house.tokens.use_up(*row) && prove_address(house, *user, row->address, of.now)))
      return made;
    house.auth.revoke(made->session.id);
    return errc::invalid_key_id;
  });
  if (!begun) return refuse_token(of, purpose);
  house.tokens.revoke_all(user->id, purpose);
  of.note(happening::signed_in, user->id, purpose);
  return begun;
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
  if (!address.empty() && may_write_to(of, address)) post_verification(of, user.id, address);
}

void send_after_sign_up(exchange& of, const std::string& account, bool is_new) {
  auto& house = of.house;
  // Where the address is known, the store has taken the new row back and asked twice why: a row for nobody
  // makes up for the commit. Where it is new, three questions make up for those three statements.
  if (is_new) {
    const auto none = house.tokens.feign(false).token;
    for (int i = 0; i < 3; ++i) (void)house.tokens.look(none, purposes::email_verification, of.now);
  } else {
    (void)house.tokens.issue({.purpose = std::string{purposes::email_verification},
                              .user_id = std::string{nobody},
                              .address = {},
                              .expires_in = house.options.lifetimes.email_verification},
                             of.now);
  }
  const auto whom = find_person(house, account);
  if (!whom || whom->address.empty() || !may_write_to(of, whom->address)) return;
  if (is_new)
    post_verification(of, whom->user.id, whom->address);
  else
    post_already_known(of, whom->user.id, whom->address);
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
  return sign_in_by(of, of.house.tokens.check(token, purposes::sign_in_link, of.now), purposes::sign_in_link);
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
  return sign_in_by(of, house.tokens.check(ticket, purposes::sign_in_code, of.now, code),
                    purposes::sign_in_code);
}

}  // namespace cardea::service
