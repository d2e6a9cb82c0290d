// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/guard.hpp>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "auth_fixture.hpp"

namespace cardea::http {

/// A guard over the memory store, with somebody signed in.
struct guarded {
  explicit guarded(const cardea::scheme& rules = schemes::cardea)
      : bench{rules}, guard{*bench.auth, {.origins = {"https://app.example"}}} {
    user = bench->create_user({}).value().id;
    token = bench->create_session(user, {}).value().token;
    bench.plan->begin();
  }

  std::string cookie(std::string_view of) const {
    return "theme=dark; " + bench.auth->cookie_settings().name + "=" + std::string{of};
  }
  std::string cookie() const { return cookie(token); }

  std::optional<basic_identity> identify(std::vector<field> fields) {
    return guard.identify({.fields = fields});
  }
  bool is_cross_site(std::vector<field> fields, std::string_view method = "POST") const {
    return guard.is_cross_site({.method = method, .fields = fields});
  }
  /// What a request with these fields gets back, beside `out`.
  response settled(std::vector<field> fields, response out = {}) {
    const request incoming{.fields = fields};
    const auto found = guard.identify(incoming);
    guard.settle(incoming, found, out);
    return out;
  }
  int store_calls() const { return bench.plan->calls; }

  cardea::bench bench;
  basic_guard guard;
  std::string user;
  std::string token;
};

inline std::vector<std::string> cookies_in(const response& out) {
  std::vector<std::string> lines;
  for (const auto& one : out.fields)
    if (same_field_name(one.name, "Set-Cookie")) lines.push_back(one.value);
  return lines;
}

}  // namespace cardea::http
