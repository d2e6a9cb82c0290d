// SPDX-License-Identifier: MIT
#include "page.hpp"
#include "people.hpp"
#include "routes.hpp"
#include "sign_in.hpp"
#include "sign_up.hpp"

#include <boost/json/array.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <cardea/pages/pages.hpp>

#include <algorithm>

namespace cardea::service {

namespace json = boost::json;

namespace {

constexpr std::string_view sign_in_title = "Sign in";
constexpr std::string_view sign_up_title = "Create an account";

json::object with_return(const std::string& return_to) {
  json::object model;
  if (!return_to.empty()) model["returnTo"] = return_to;
  return model;
}

std::string_view form_type(column_type type) {
  return type == column_type::int32 || type == column_type::integer || type == column_type::number ? "number"
                                                                                                   : "text";
}

json::object sign_up_model(const context& house, const std::string& return_to) {
  auto model = with_return(return_to);
  json::array asked;
  for (const auto position : house.at.settable) {
    const auto& one = house.auth.user_attributes()[position];
    if (one.type == column_type::boolean) continue;  // A box to tick says more than the column's name can.
    const bool is_email = house.at.email == position;
    auto label = one.name;
    std::ranges::replace(label, '_', ' ');
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z')
      label[0] = static_cast<char>(label[0] - ('a' - 'A'));
    asked.push_back(json::object{{"name", "attr." + one.name},
                                 {"label", is_email ? "E-mail address" : label},
                                 {"type", is_email ? "email" : form_type(one.type)},
                                 {"autocomplete", is_email ? "email" : "off"},
                                 {"required", !one.nullable}});
  }
  model["fields"] = std::move(asked);
  return model;
}

}  // namespace

http::response page_style(exchange& of) {
  http::response out;
  out.set("Content-Type", "text/css; charset=utf-8")
      .set("Cache-Control", "public, max-age=300")
      .set("X-Content-Type-Options", "nosniff");
  out.body = std::string{of.house.views.style()};
  return out;
}

http::response page_home(exchange& of) { return see_other(of.house, of.who() ? "/account" : "/sign-in"); }

http::response page_sign_in(exchange& of) {
  const auto query = fields::of_query(of);
  const auto return_to = checked_return(of.house, query.at("return"));
  if (of.who()) return see_return(of.house, return_to);
  auto model = with_return(return_to);
  if (const auto notice = notice_of(query.at("notice")); !notice.empty())
    model["notice"] = json::string{notice};
  return page_of(of.house, "sign-in", sign_in_title, std::move(model));
}

http::response post_sign_in(exchange& of) {
  const auto form = fields::of_body(of);
  const auto return_to = checked_return(of.house, form.at("return"));
  const auto begun = sign_in(of, form.at("identifier"), form.at("password"));
  if (begun) return welcome(of.house, *begun, return_to);
  auto model = with_return(return_to);
  model["values"] = form.typed();
  auto out = refused_page(of.house, "sign-in", sign_in_title, std::move(model), begun.no());
  return out;
}

http::response page_sign_up(exchange& of) {
  const auto query = fields::of_query(of);
  if (query.has("sent"))
    return message_of(of.house, 200, "Look into your mail",
                      "We have sent you a mail. What comes next stands in it.", "/sign-in", "Sign in");
  const auto return_to = checked_return(of.house, query.at("return"));
  return page_of(of.house, "sign-up", sign_up_title, sign_up_model(of.house, return_to));
}

http::response post_sign_up(exchange& of) {
  const auto form = fields::of_body(of);
  const auto return_to = checked_return(of.house, form.at("return"));
  given_attributes attributes{.from_form = true};
  for (auto& [name, text] : form.attributes())
    attributes.all.emplace_back(std::move(name), json::value(json::string{text}));
  const auto made = sign_up(of, form.at("identifier"), form.at("password"), attributes);
  if (!made) {
    auto model = sign_up_model(of.house, return_to);
    model["values"] = form.typed();
    auto no = made.no();
    if (no.why == reason::identifier_taken)
      no.errors.push_back({"identifier", std::string{wording_of(no.why).sentence}});
    return refused_page(of.house, "sign-up", sign_up_title, std::move(model), no);
  }
  if (made->session) return welcome(of.house, *made->session, return_to);
  return see_other(of.house, "/sign-up?sent=true");
}

}  // namespace cardea::service
