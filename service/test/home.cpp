// SPDX-License-Identifier: MIT
#include "home.hpp"

#include "schema.hpp"

#include <gtest/gtest.h>

namespace cardea::service {

columns people() {
  return {{.name = "username", .type = column_type::string, .nullable = true, .renamed = {}},
          {.name = "email", .type = column_type::string, .nullable = true, .renamed = {}},
          {.name = "email_verified", .type = column_type::boolean, .nullable = false, .renamed = {}},
          {.name = "nick", .type = column_type::string, .nullable = true, .renamed = {}},
          {.name = "role", .type = column_type::string, .nullable = true, .renamed = {}},
          {.name = "age", .type = column_type::integer, .nullable = true, .renamed = {}}};
}

columns devices() {
  return {{.name = "ip_address", .type = column_type::string, .nullable = true, .renamed = {}},
          {.name = "user_agent", .type = column_type::string, .nullable = true, .renamed = {}}};
}

home::home(const std::function<void(service_options&)>& change, std::unique_ptr<store> users,
           service_store& beside) {
  const bool has_attributes = users->scheme().has_session_attributes;
  auth = std::make_unique<basic_auth>(std::make_unique<faulty_store>(std::move(users), plan), people(),
                                      has_attributes ? devices() : columns{},
                                      auth_options{.passwords = hasher, .clock = &clock});
  service_options options{.base_url = "https://auth.example"};
  options.attributes.settable = {"nick", "email", "age"};
  options.attributes.shown = {"nick", "role", "age"};
  options.identity_headers.push_back({"X-Cardea-Nick", "nick"});
  options.send_mail = [this](mail::message letter) {
    mails.push_back(std::move(letter));
    return true;
  };
  options.observe = [this](const event& what) {
    auto line = std::string{to_string(what.kind)};
    for (const auto part : {what.user_id, what.network, what.route, what.detail})
      line += '|' + std::string{part};
    events.push_back(std::move(line));
  };
  if (change) change(options);
  static const pages::pages views;  // Parsed once for all tests.
  serves = std::make_unique<service>(*auth, beside, views, std::move(options));
}

http::response home::handle(const http::request& incoming) {
  static const auto document = [] {
    std::string text;
    home one;
    return boost::json::parse(one.serves->handle({.target = "/api/openapi.json"}).body).as_object();
  }();
  const auto route = serves->route_of(incoming);
  auto out = serves->handle(incoming);
  if (route.starts_with("/api/") && incoming.method != "HEAD") {
    EXPECT_EQ(disagreement(document, incoming.method, route, out), "");
  }
  return out;
}

std::string home::token_in_last_mail() const {
  if (mails.empty()) return {};
  const auto& text = mails.back().text;
  const auto at = text.find("?token=");
  return at == std::string::npos ? std::string{} : text.substr(at + 7, 43);
}

std::string home::code_in_last_mail() const {
  if (mails.empty()) return {};
  const auto& text = mails.back().text;
  const auto at = text.find_first_of("0123456789");
  return at == std::string::npos ? std::string{} : text.substr(at, 8);
}

http::response browser::send(const std::string& method, const std::string& target, const std::string& body,
                             std::vector<header> more) {
  std::string all;
  for (const auto& [name, value] : cookies) all += (all.empty() ? "" : "; ") + name + "=" + value;
  if (!all.empty()) more.emplace_back("Cookie", all);
  std::vector<http::field> fields;
  for (const auto& [name, value] : more) fields.push_back({name, value});
  const auto out = home_.handle({.method = method,
                                 .target = target,
                                 .fields = fields,
                                 .body = body,
                                 .peer = address_,
                                 .is_secure = true});
  for (const auto& one : out.fields) {
    if (!http::same_field_name(one.name, "Set-Cookie")) continue;
    const auto equals = one.value.find('=');
    const auto end = one.value.find(';');
    const auto name = one.value.substr(0, equals);
    if (one.value.find("Max-Age=0;") != std::string::npos)
      cookies.erase(name);
    else
      cookies[name] = one.value.substr(equals + 1, end - equals - 1);
  }
  return out;
}

http::response browser::api(const std::string& method, const std::string& target, const std::string& body) {
  std::vector<header> more{{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://auth.example"}};
  if (!body.empty()) more.emplace_back("Content-Type", "application/json");
  return send(method, target, body, std::move(more));
}

http::response browser::submit(const std::string& target, const std::string& form) {
  return send("POST", target, form,
              {{"Sec-Fetch-Site", "same-origin"},
               {"Origin", "https://auth.example"},
               {"User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"},
               {"Content-Type", "application/x-www-form-urlencoded"}});
}

void browser::sign_up(const std::string& name, const std::string& password) {
  const auto out =
      api("POST", "/api/sign-up", R"({"identifier":")" + name + R"(","password":")" + password + "\"}");
  EXPECT_EQ(out.status, 201) << out.body;
}

http::response browser::sign_in(const std::string& name, const std::string& password) {
  return api("POST", "/api/sign-in", R"({"identifier":")" + name + R"(","password":")" + password + "\"}");
}

std::string problem_in(const http::response& out) {
  const auto type = std::string{json_of(out).at("type").as_string()};
  return type.substr(type.find(':', 4) + 1);
}

}  // namespace cardea::service
