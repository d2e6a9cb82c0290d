// SPDX-License-Identifier: MIT
#include "attributes.hpp"
#include "page.hpp"
#include "password.hpp"
#include "people.hpp"
#include "routes.hpp"
#include "sign_in.hpp"
#include "sign_up.hpp"

#include <boost/json/array.hpp>

namespace cardea::service {

namespace json = boost::json;

namespace {

constexpr std::string_view title = "Your account";

/// "2026-11-21 10:04 UTC"
std::string for_people(timestamp time) {
  auto text = to_iso8601(time).substr(0, std::string_view{"2026-11-21T10:04"}.size());
  text[std::string_view{"2026-11-21"}.size()] = ' ';
  return text + " UTC";
}

json::object session_model(const context& house, const own_session& one) {
  json::object model{{"handle", one.handle}, {"current", one.is_current}};
  const auto& times = one.session.times;
  if (times.created_at != timestamp{}) {
    model["created"] = for_people(times.created_at);
    model["lastSeen"] = for_people(times.last_verified);
  }
  model["expires"] = for_people(one.session.expires_at);
  model["address"] = text_at(one.session.attributes, house.at.session_address);
  model["userAgent"] = text_at(one.session.attributes, house.at.session_user_agent);
  return model;
}

json::object account_model(exchange& of, const basic_validation& who) {
  auto& house = of.house;
  const auto& user = who.user;
  const auto key = key_of(house, user.id);
  json::object model;
  model["user"] = json::object{{"id", user.id},
                               {"identifier", identifier_of(house, user)},
                               {"email", address_of(house, user)},
                               {"emailVerified", has_proven_address(house, user)}};
  model["hasPassword"] = key && key->password_defined;
  json::array attributes;
  for (const auto position : house.at.shown)
    attributes.push_back(json::object{{"name", house.auth.user_attributes()[position].name},
                                      {"value", to_text(user.attributes.at(position))}});
  model["attributes"] = std::move(attributes);
  json::array sessions;
  for (const auto& one : own_sessions(of, who)) sessions.push_back(session_model(house, one));
  model["sessions"] = std::move(sessions);
  model["signedInAs"] = identifier_of(house, user);
  return model;
}

http::response refused_account(exchange& of, const basic_validation& who, refusal no,
                               std::string_view field) {
  if (no.why == reason::wrong_password)
    no.errors.push_back({std::string{field}, std::string{wording_of(no.why).sentence}});
  return refused_page(of.house, "account", title, account_model(of, who), no);
}

/// Calls `handler(const basic_validation&)` for who is signed in; others sign in first.
template <class Handler>
http::response page_for_session(exchange& of, Handler&& handler) {
  const auto& found = of.who();
  if (!found) return see_other(of.house, "/sign-in");
  return handler(found->who);
}

}  // namespace

http::response page_account(exchange& of) {
  return page_for_session(of, [&](const basic_validation& who) {
    auto model = account_model(of, who);
    const auto notice = notice_of(fields::of_query(of).at("notice"));
    if (!notice.empty()) model["notice"] = json::string{notice};
    return page_of(of.house, "account", title, std::move(model));
  });
}

http::response post_sign_out(exchange& of) {
  if (of.who()) sign_out(of, of.who()->who);
  return see_other(of.house, "/sign-in?notice=signed-out");
}

http::response post_sign_out_everywhere(exchange& of) {
  return page_for_session(of, [&](const basic_validation& who) {
    (void)end_all_sessions(of, who);
    return see_other(of.house, "/sign-in?notice=signed-out-everywhere");
  });
}

http::response post_end_session(exchange& of) {
  return page_for_session(of, [&](const basic_validation& who) {
    // One that is gone already is as good as ended.
    (void)end_session(of, who, fields::of_body(of).at("handle"));
    return see_other(of.house, "/account?notice=session-ended");
  });
}

http::response post_password(exchange& of) {
  return page_for_session(of, [&](const basic_validation& who) {
    const auto form = fields::of_body(of);
    const auto begun = change_password(of, who, form.at("current_password"), form.at("new_password"));
    if (!begun) return refused_account(of, who, begun.no(), "current_password");
    auto out = see_other(of.house, "/account?notice=password-changed");
    send_cookies(of.house, out, *begun);
    return out;
  });
}

http::response post_delete_account(exchange& of) {
  return page_for_session(of, [&](const basic_validation& who) {
    const auto gone = delete_user(of, who, fields::of_body(of).at("password"));
    if (!gone) return refused_account(of, who, gone.no(), "password");
    return see_other(of.house, "/sign-in?notice=account-deleted");
  });
}

}  // namespace cardea::service
