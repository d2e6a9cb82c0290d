// SPDX-License-Identifier: MIT
#include "routes.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace cardea::service {
namespace {

using http::work;
using on = feature_set;

constexpr std::string_view placeholder = "{handle}";
constexpr auto api = face::api;
constexpr auto page = face::page;

constexpr route table[] = {
    {"POST", "/api/sign-up", api, work::password, api_sign_up, &on::sign_up},
    {"POST", "/api/sign-in", api, work::password, api_sign_in},
    {"POST", "/api/sign-out", api, work::database, api_sign_out},
    {"GET", "/api/me", api, work::look_up, api_me},
    {"DELETE", "/api/me", api, work::password, api_delete_me, &on::account_deletion},
    {"GET", "/api/sessions", api, work::database, api_sessions},
    {"DELETE", "/api/sessions", api, work::database, api_end_sessions},
    {"DELETE", "/api/sessions/{handle}", api, work::database, api_end_session},
    {"PUT", "/api/password", api, work::password, api_password},
    {"POST", "/api/password-reset", api, work::database, api_request_password_reset, &on::password_reset},
    {"POST", "/api/password-reset/confirm", api, work::password, api_password_reset, &on::password_reset},
    {"POST", "/api/email-verification", api, work::database, api_request_email_verification,
     &on::email_verification},
    {"POST", "/api/email-verification/confirm", api, work::database, api_email_verification,
     &on::email_verification},
    {"POST", "/api/sign-in-link", api, work::database, api_request_sign_in_link, &on::sign_in_link},
    {"POST", "/api/sign-in-link/confirm", api, work::database, api_sign_in_link, &on::sign_in_link},
    {"POST", "/api/sign-in-code", api, work::password, api_request_sign_in_code, &on::sign_in_code},
    {"POST", "/api/sign-in-code/confirm", api, work::password, api_sign_in_code, &on::sign_in_code},
    {"GET", "/api/openapi.json", face::file, work::none, api_openapi},

    {"GET", "/", page, work::database, page_home},
    {"GET", "/style.css", face::file, work::none, page_style, &on::pages},
    {"GET", "/sign-in", page, work::database, page_sign_in},
    {"POST", "/sign-in", page, work::password, post_sign_in},
    {"GET", "/sign-up", page, work::database, page_sign_up, &on::sign_up},
    {"POST", "/sign-up", page, work::password, post_sign_up, &on::sign_up},
    {"GET", "/account", page, work::database, page_account},
    {"POST", "/account/delete", page, work::password, post_delete_account, &on::account_deletion},
    {"POST", "/sign-out", page, work::database, post_sign_out},
    {"POST", "/sign-out-everywhere", page, work::database, post_sign_out_everywhere},
    {"POST", "/sessions/end", page, work::database, post_end_session},
    {"POST", "/password", page, work::password, post_password},
    {"GET", "/password-reset", page, work::database, page_password_reset, &on::password_reset},
    {"POST", "/password-reset", page, work::database, post_password_reset, &on::password_reset},
    {"GET", "/password-reset/confirm", page, work::none, page_password_reset_confirm, &on::password_reset},
    {"POST", "/password-reset/confirm", page, work::password, post_password_reset_confirm,
     &on::password_reset},
    {"GET", "/verify-email", page, work::none, page_verify_email, &on::email_verification},
    {"POST", "/verify-email", page, work::database, post_verify_email, &on::email_verification},
    {"GET", "/sign-in-link", page, work::database, page_sign_in_link, &on::sign_in_link},
    {"POST", "/sign-in-link", page, work::database, post_sign_in_link, &on::sign_in_link},
    {"GET", "/sign-in-link/confirm", page, work::none, page_sign_in_link_confirm, &on::sign_in_link},
    {"POST", "/sign-in-link/confirm", page, work::database, post_sign_in_link_confirm, &on::sign_in_link},
    {"GET", "/sign-in-code", page, work::database, page_sign_in_code, &on::sign_in_code},
    {"POST", "/sign-in-code", page, work::password, post_sign_in_code, &on::sign_in_code},
    {"POST", "/sign-in-code/confirm", page, work::password, post_sign_in_code_confirm, &on::sign_in_code},

    {"", "/forward-auth", face::proxy, work::look_up, forward_auth, &on::forward_auth},
    {"", "/forward-auth/*", face::proxy, work::look_up, forward_auth, &on::forward_auth},
};

/// The parameter of a path, empty where it has none. Absent: the pattern is another's.
std::optional<std::string_view> fit(std::string_view pattern, std::string_view path) noexcept {
  if (pattern.ends_with("/*"))
    return path.starts_with(pattern.substr(0, pattern.size() - 1)) ? std::optional{std::string_view{}}
                                                                   : std::nullopt;
  if (!pattern.ends_with(placeholder))
    return pattern == path ? std::optional{std::string_view{}} : std::nullopt;
  const auto stem = pattern.substr(0, pattern.size() - placeholder.size());
  if (!path.starts_with(stem)) return std::nullopt;
  const auto rest = path.substr(stem.size());
  if (rest.empty() || rest.find('/') != std::string_view::npos) return std::nullopt;
  return rest;
}

/// The routes by their paths, so that a request is not held against each of them.
struct route_index {
  route_index() {
    for (const auto& one : table)
      if (one.path.ends_with("/*") || one.path.ends_with(placeholder))
        patterns.push_back(&one);
      else
        paths[one.path].push_back(&one);
  }
  std::unordered_map<std::string_view, std::vector<const route*>> paths{};
  std::vector<const route*> patterns{};
};

const route_index& index_of_routes() {
  static const route_index one;
  return one;
}

bool answers(const route& one, std::string_view method) noexcept {
  return one.method.empty() || one.method == method || (one.method == "GET" && method == "HEAD");
}

}  // namespace

std::span<const route> all_routes() noexcept { return table; }

bool is_on(const route& one, const feature_set& features) noexcept {
  if (one.shape == face::page && !features.pages) return false;
  return one.needs == nullptr || features.*one.needs;
}

match find_route(const context& house, const http::request& incoming) noexcept {
  match result;
  result.path = incoming.path();
  if (!result.path.starts_with(house.prefix)) return result;
  result.path.remove_prefix(house.prefix.size());
  if (result.path.empty()) result.path = "/";
  const auto take = [&](const route& one, std::string_view parameter) {
    if (!is_on(one, house.options.features)) return false;
    result.is_path = true;
    if (!answers(one, incoming.method)) return false;
    result.found = &one;
    result.parameter = parameter;
    return true;
  };
  const auto& index = index_of_routes();
  if (const auto at = index.paths.find(result.path); at != index.paths.end())
    for (const auto* one : at->second)
      if (take(*one, {})) return result;
  for (const auto* one : index.patterns)
    if (const auto parameter = fit(one->path, result.path))
      if (take(*one, *parameter)) return result;
  return result;
}

std::string methods_of(const context& house, std::string_view path) {
  std::string methods;
  for (const auto& one : table) {
    if (!is_on(one, house.options.features) || !fit(one.path, path)) continue;
    if (!methods.empty()) methods += ", ";
    methods += one.method == "GET" ? "GET, HEAD" : std::string{one.method};
  }
  return methods;
}

}  // namespace cardea::service
