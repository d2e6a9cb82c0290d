// SPDX-License-Identifier: MIT
#include "page.hpp"

#include <boost/json/array.hpp>
#include <boost/url/parse.hpp>
#include <cardea/http/return_path.hpp>
#include <cardea/origin.hpp>
#include <cardea/pages/pages.hpp>

#include <algorithm>

namespace cardea::service {

namespace json = boost::json;

namespace {

constexpr std::string_view attribute_prefix = "attr.";

json::object features_json(const feature_set& on) {
  return {{"signUp", on.sign_up},
          {"passwordReset", on.password_reset},
          {"signInLink", on.sign_in_link},
          {"signInCode", on.sign_in_code},
          {"emailVerification", on.email_verification},
          {"accountDeletion", on.account_deletion}};
}

json::object identifier_json(identifier_kind kind) {
  if (kind == identifier_kind::email)
    return {{"label", "E-mail address"}, {"type", "email"}, {"autocomplete", "email"}};
  return {{"label", "Username"}, {"type", "text"}, {"autocomplete", "username"}};
}

}  // namespace

http::response see_other(const context& house, std::string_view path) {
  http::response out{.status = 303};
  out.set("Location", house.prefix + std::string{path}).set("Cache-Control", "no-store");
  return out;
}

http::response see_return(const context& house, const std::string& place) {
  auto out = see_other(house, "/account");
  // A checked path is one of the whole origin, not one below the prefix.
  if (!place.empty()) out.set("Location", place);
  return out;
}

http::response welcome(const context& house, const signed_in& begun, const std::string& place) {
  auto out = see_return(house, place);
  send_cookies(house, out, begun);
  return out;
}

std::string checked_return(const context& house, std::string_view wanted) {
  if (auto path = http::safe_return_path(wanted)) return *std::move(path);
  const auto url = boost::urls::parse_uri(wanted);
  if (!url || wanted.size() > 2048 || url->has_userinfo() || url->has_fragment() ||
      !is_allowed_origin(std::string_view{url->encoded_origin()}, house.options.return_origins))
    return {};
  // What stands behind the origin is held against the same rules as a path of our own.
  const auto rest = wanted.substr(url->encoded_origin().size());
  if (rest.empty()) return std::string{wanted};
  return http::safe_return_path(rest) ? std::string{wanted} : std::string{};
}

fields fields::of_body(const exchange& of) { return fields{http::form::of(of.incoming)}; }
fields fields::of_query(const exchange& of) { return fields{http::form::parse(of.incoming.query())}; }

std::string_view fields::at(std::string_view name) const {
  return held_ ? held_->only(name).value_or("") : std::string_view{};
}

std::vector<std::pair<std::string, std::string>> fields::attributes() const {
  std::vector<std::pair<std::string, std::string>> found;
  if (!held_) return found;
  for (const auto& [name, value] : held_->fields())
    if (name.starts_with(attribute_prefix)) found.emplace_back(name.substr(attribute_prefix.size()), value);
  return found;
}

json::object fields::typed() const {
  json::object values;
  if (!held_) return values;
  for (const auto& [name, value] : held_->fields())
    if (name == "identifier" || name.starts_with(attribute_prefix)) values.insert_or_assign(name, value);
  return values;
}

void add_refusal(json::object& model, const refusal& no) {
  if (no.errors.empty()) {
    model["error"] = json::string{wording_of(no.why).sentence};
    return;
  }
  json::object errors;
  for (const auto& one : no.errors) errors.insert_or_assign(one.field, one.sentence);
  model["errors"] = std::move(errors);
}

http::response page_of(const context& house, std::string_view name, std::string_view title,
                       json::object model, int status) {
  model["title"] = json::string{title};
  model["base"] = house.prefix;
  model["features"] = features_json(house.options.features);
  model["identifier"] = identifier_json(house.options.identifier);
  http::response out{.status = status};
  out.set("Content-Type", "text/html; charset=utf-8")
      .set("Cache-Control", "no-store")
      .set("Content-Security-Policy", house.content_policy)
      .set("X-Content-Type-Options", "nosniff")
      // Not "no-referrer": with that browsers say "Origin: null" of our own forms.
      .set("Referrer-Policy", "same-origin")
      .set("Cross-Origin-Opener-Policy", "same-origin");
  out.body = house.views.render(name, model);
  return out;
}

http::response refused_page(const context& house, std::string_view name, std::string_view title,
                            json::object model, const refusal& no) {
  add_refusal(model, no);
  if (no.why == reason::invalid_credentials && house.wants_proof())
    model["error"] = json::string{std::string{wording_of(no.why).sentence} +
                                  " If you have just signed up, open the link in our mail first."};
  auto out = page_of(house, name, title, std::move(model), wording_of(no.why).status);
  if (out.status == 401) out.set("WWW-Authenticate", "Bearer");
  if (no.why == reason::limited) out.set("Retry-After", seconds_of(no.retry_after));
  return out;
}

http::response message_of(const context& house, int status, std::string_view heading, std::string_view text,
                          std::string_view link_path, std::string_view link_text) {
  json::object model{{"heading", heading}, {"text", text}};
  if (!link_path.empty())
    model["link"] = json::object{{"href", house.prefix + std::string{link_path}}, {"text", link_text}};
  return page_of(house, "message", heading, std::move(model), status);
}

http::response message_page(const context& house, const refusal& no) {
  const auto& words = wording_of(no.why);
  auto out = message_of(house, words.status, words.title, words.sentence, "/", "Back to the start");
  if (no.why == reason::limited) out.set("Retry-After", seconds_of(no.retry_after));
  if (no.why == reason::unavailable) out.set("Retry-After", "1");
  return out;
}

std::string_view notice_of(std::string_view name) noexcept {
  if (name == "signed-out") return "You are signed out.";
  if (name == "signed-out-everywhere") return "You are signed out everywhere.";
  if (name == "password-changed") return "Your password was changed, and every other session ended.";
  if (name == "password-reset") return "The password is set. Sign in with it.";
  if (name == "account-deleted") return "Your account is deleted.";
  if (name == "session-ended") return "That session has ended.";
  if (name == "email-verified") return "The address is confirmed.";
  if (name == "mail-sent") return "A mail is on its way to you.";
  return {};
}

}  // namespace cardea::service
