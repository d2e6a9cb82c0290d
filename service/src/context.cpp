// SPDX-License-Identifier: MIT
#include "context.hpp"

#include "openapi.hpp"

#include <boost/url/parse.hpp>
#include <cardea/origin.hpp>

#include <algorithm>
#include <utility>

namespace cardea::service {
namespace {

[[noreturn]] void refuse(const std::string& why) { throw error{errc::invalid_argument, why}; }

struct parsed_base {
  std::string base, origin, prefix, host;
};

parsed_base parse_base(const std::string& url) {
  if (url.empty()) return {};
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || (parsed->scheme() != "https" && parsed->scheme() != "http") || parsed->host().empty() ||
      parsed->has_userinfo() || parsed->has_query() || parsed->has_fragment())
    refuse("the base URL is https:// or http://, a host, and perhaps a path: " + url);
  parsed_base made;
  made.prefix = std::string{parsed->encoded_path()};
  while (made.prefix.ends_with('/')) made.prefix.pop_back();
  made.origin = std::string{parsed->encoded_origin()};
  made.base = made.origin + made.prefix;
  made.host = std::string{parsed->encoded_host()};
  return made;
}

service_options checked(service_options options) {
  auto& on = options.features;
  if (!options.send_mail)
    on.password_reset = on.email_verification = on.sign_in_link = on.sign_in_code = on.notices = false;
  else if (options.base_url.empty())
    refuse("mails hold links: a base URL is needed");
  for (const auto& pattern : options.return_origins)
    if (!is_origin_pattern(pattern)) refuse("an origin to return to is malformed: " + pattern);
  for (const auto& header : options.identity_headers)
    if (header.name.empty() || !std::ranges::all_of(header.name, [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        }))
      refuse("an identity header's name is made of letters, digits and hyphens: \"" + header.name + "\"");
  const auto& every = options.limits;
  for (const auto& one :
       {every.sign_in_address, every.sign_in_account_and_address, every.sign_in_account, every.sign_in_device,
        every.password_again, every.sign_up_address, every.mail_address, every.mail_recipient,
        every.one_time_address, every.code_attempts})
    require_rate(one);
  const auto& lasts = options.lifetimes;
  for (const auto one :
       {lasts.email_verification, lasts.password_reset, lasts.sign_in_link, lasts.sign_in_code, lasts.device})
    if (one <= duration::zero() || one > std::chrono::hours{24 * 400})
      refuse("what is sent, and a known browser, lasts more than nothing and up to 400 days");
  return options;
}

http::guard_options guard_options_of(const service_options& options, const std::string& origin) {
  http::guard_options made{.origins = options.origins};
  if (!origin.empty()) made.origins.push_back(origin);
  return made;
}

/// The sources of Content-Security-Policy for where a form may lead in the end: browsers hold redirects
/// against form-action too.
std::string form_targets(const service_options& options) {
  std::string targets = "'self'";
  for (const auto& origin : options.return_origins) {
    if (origin.find("://") != std::string::npos) {
      targets += " " + origin;
      continue;
    }
    targets += " https://" + origin;
    // Here plain http is meant too (is_allowed_origin).
    for (const auto* local : {"localhost", "127.0.0.1", "[::1]"})
      if (origin.starts_with(local)) targets += " http://" + origin;
  }
  return targets;
}

}  // namespace

context::context(basic_auth& the_auth, service_store& store, const pages::pages& the_views,
                 service_options given)
    : auth{the_auth},
      views{the_views},
      options{checked(std::move(given))},
      limiter{store},
      random{options.random ? *options.random : system_random()},
      tokens{store, the_auth.passwords(), random},
      at{find_positions(the_auth, options)},
      base{parse_base(options.base_url).base},
      origin{parse_base(options.base_url).origin},
      prefix{parse_base(options.base_url).prefix},
      name{options.name.empty() ? parse_base(options.base_url).host : options.name},
      guard{the_auth, guard_options_of(options, origin)},
      openapi{openapi_document(prefix)} {
  if (!auth.store().has_keys())
    refuse("layout " + std::string{auth.scheme().name} + " has no key table, and people sign in with keys");
  if (wants_proof() && (!options.features.email_verification || !at.email_verified))
    refuse(
        "sign-up with e-mail addresses needs mail and a boolean attribute email_verified, or has to be "
        "closed");
  if (!auth.cookie_settings().domain.empty() || auth.cookie_settings().path != "/" ||
      !auth.cookie_settings().secure)
    device_cookie = "auth_device";
  else
    device_cookie = "__Host-auth_device";
  content_policy =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
      "form-action " +
      form_targets(options);
}

}  // namespace cardea::service
