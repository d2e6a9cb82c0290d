// SPDX-License-Identifier: MIT
#pragma once
#include "positions.hpp"

#include <cardea/http/guard.hpp>
#include <cardea/one_time_tokens.hpp>
#include <cardea/rate_limiter.hpp>
#include <cardea/service/options.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cardea::pages {
class pages;
}

namespace cardea::service {

/// What every operation stands on. Made once, and only read afterwards.
struct context {
  /// Throws `errc::invalid_argument` as the constructor of `service` says.
  context(basic_auth& the_auth, service_store& store, const pages::pages& views, service_options given);

  basic_auth& auth;
  const pages::pages& views;
  service_options options;
  rate_limiter limiter;
  random_source& random;
  one_time_tokens tokens;
  positions at;
  std::string base;    ///< `base_url` without a slash at its end; empty: it was not given
  std::string origin;  ///< "https://auth.example.com"
  std::string prefix;  ///< "/auth", or empty
  std::string name;
  http::basic_guard guard;
  std::string device_cookie;   ///< its name
  std::string content_policy;  ///< of pages
  std::string openapi;

  [[nodiscard]] std::string_view provider() const noexcept {
    return options.identifier == identifier_kind::email ? "email" : "username";
  }
  [[nodiscard]] bool sends_mail() const noexcept { return static_cast<bool>(options.send_mail); }
  /// Whether an address has to be proven before its user can sign in. It has, where anybody may sign up with
  /// one: signing up and then in would tell whether somebody else has it (T4).
  [[nodiscard]] bool wants_proof() const noexcept {
    return options.identifier == identifier_kind::email && options.features.sign_up &&
           !options.sign_up_reveals_addresses;
  }
};

}  // namespace cardea::service
