// SPDX-License-Identifier: MIT
#include "one_time.hpp"
#include "page.hpp"
#include "password.hpp"
#include "routes.hpp"

#include <boost/json/object.hpp>

namespace cardea::service {

namespace json = boost::json;

namespace {

constexpr std::string_view reset_title = "Forgotten your password?";
constexpr std::string_view reset_confirm_title = "Choose a new password";
constexpr std::string_view link_title = "Sign in by mail";
constexpr std::string_view link_confirm_title = "Sign in";
constexpr std::string_view code_title = "Sign in with a code";
constexpr std::string_view verify_title = "Confirm your e-mail address";

/// The same for a name that is known and one that is not.
http::response look_into_your_mail(const context& house) {
  return message_of(house, 200, "Look into your mail",
                    "If we know you, a mail is on its way to the address that we know for you.", "/sign-in",
                    "Back to signing in");
}

json::object return_model(const std::string& return_to) {
  json::object model;
  if (!return_to.empty()) model["returnTo"] = return_to;
  return model;
}

/// Where a link leads: a page with a button, since programs that look at mails open links, and must not use
/// them up.
http::response button_page(exchange& of, std::string_view name, std::string_view title) {
  const auto query = fields::of_query(of);
  auto model = return_model(checked_return(of.house, query.at("return")));
  model["token"] = json::string{query.at("token")};
  return page_of(of.house, name, title, std::move(model));
}

http::response bad_link(const context& house, const refusal& no) {
  if (no.why != reason::invalid_token) return message_page(house, no);
  const auto& words = wording_of(no.why);
  return message_of(house, words.status, "This link is not good", words.sentence, "/sign-in",
                    "Ask for another where you sign in");
}

http::response asking_page(exchange& of, std::string_view name, std::string_view title) {
  const auto query = fields::of_query(of);
  if (query.has("sent")) return look_into_your_mail(of.house);
  return page_of(of.house, name, title, return_model(checked_return(of.house, query.at("return"))));
}

http::response refused_asking(exchange& of, std::string_view name, std::string_view title,
                              const refusal& no) {
  const auto form = fields::of_body(of);
  auto model = return_model(checked_return(of.house, form.at("return")));
  model["values"] = form.typed();
  return refused_page(of.house, name, title, std::move(model), no);
}

}  // namespace

http::response page_password_reset(exchange& of) { return asking_page(of, "password-reset", reset_title); }

http::response post_password_reset(exchange& of) {
  const auto asked = request_password_reset(of, fields::of_body(of).at("identifier"));
  if (!asked) return refused_asking(of, "password-reset", reset_title, asked.no());
  return see_other(of.house, "/password-reset?sent=true");
}

http::response page_password_reset_confirm(exchange& of) {
  return button_page(of, "password-reset-confirm", reset_confirm_title);
}

http::response post_password_reset_confirm(exchange& of) {
  const auto form = fields::of_body(of);
  const auto changed = reset_password(of, form.at("token"), form.at("new_password"));
  if (changed) return see_other(of.house, "/sign-in?notice=password-reset");
  if (changed.no().why != reason::invalid_input) return bad_link(of.house, changed.no());
  json::object model{{"token", form.at("token")}};
  return refused_page(of.house, "password-reset-confirm", reset_confirm_title, std::move(model),
                      changed.no());
}

http::response page_verify_email(exchange& of) { return button_page(of, "verify-email", verify_title); }

http::response post_verify_email(exchange& of) {
  const auto form = fields::of_body(of);
  if (!form.has("token")) {
    if (!of.who()) return see_other(of.house, "/sign-in");
    const auto asked = request_email_verification(of, of.who()->who);
    return asked ? see_other(of.house, "/account?notice=mail-sent") : message_page(of.house, asked.no());
  }
  const auto proven = confirm_email(of, form.at("token"));
  if (!proven) return bad_link(of.house, proven.no());
  return see_other(of.house, of.who() ? "/account?notice=email-verified" : "/sign-in?notice=email-verified");
}

http::response page_sign_in_link(exchange& of) { return asking_page(of, "sign-in-link", link_title); }

http::response post_sign_in_link(exchange& of) {
  const auto form = fields::of_body(of);
  const auto asked =
      request_sign_in_link(of, form.at("identifier"), checked_return(of.house, form.at("return")));
  if (!asked) return refused_asking(of, "sign-in-link", link_title, asked.no());
  return see_other(of.house, "/sign-in-link?sent=true");
}

http::response page_sign_in_link_confirm(exchange& of) {
  return button_page(of, "sign-in-link-confirm", link_confirm_title);
}

http::response post_sign_in_link_confirm(exchange& of) {
  const auto form = fields::of_body(of);
  const auto begun = use_sign_in_link(of, form.at("token"));
  if (!begun) return bad_link(of.house, begun.no());
  return welcome(of.house, *begun, checked_return(of.house, form.at("return")));
}

http::response page_sign_in_code(exchange& of) { return asking_page(of, "sign-in-code", code_title); }

// The ticket stands in a form, and not in a redirect: addresses are kept in histories and logs.
http::response post_sign_in_code(exchange& of) {
  const auto form = fields::of_body(of);
  const auto ticket = request_sign_in_code(of, form.at("identifier"));
  if (!ticket) return refused_asking(of, "sign-in-code", code_title, ticket.no());
  auto model = return_model(checked_return(of.house, form.at("return")));
  model["ticket"] = *ticket;
  return page_of(of.house, "sign-in-code-confirm", code_title, std::move(model));
}

http::response post_sign_in_code_confirm(exchange& of) {
  const auto form = fields::of_body(of);
  const auto return_to = checked_return(of.house, form.at("return"));
  const auto begun = use_sign_in_code(of, form.at("ticket"), form.at("code"));
  if (begun) return welcome(of.house, *begun, return_to);
  auto model = return_model(return_to);
  model["ticket"] = json::string{form.at("ticket")};
  auto no = begun.no();
  if (no.why == reason::invalid_token)
    no.errors.push_back({"code", "That code is not right, or is good no more."});
  return refused_page(of.house, "sign-in-code-confirm", code_title, std::move(model), no);
}

}  // namespace cardea::service
