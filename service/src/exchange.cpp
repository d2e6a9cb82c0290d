// SPDX-License-Identifier: MIT
#include "exchange.hpp"

namespace cardea::service {

const http::client& exchange::client() {
  if (!client_) client_ = http::client_of(incoming, house.options.proxies);
  return *client_;
}

const std::string& exchange::network() {
  if (!network_) network_ = http::network_of(client().address);
  return *network_;
}

const std::optional<http::basic_identity>& exchange::who() {
  if (!is_known_) {
    who_ = house.guard.identify(incoming);
    is_known_ = true;
  }
  if (failure_) throw error{*failure_};
  return who_;
}

void exchange::note(happening kind, std::string_view user_id, std::string_view detail) {
  if (!house.options.observe) return;
  house.options.observe(
      {.kind = kind, .user_id = user_id, .network = network(), .route = route, .detail = detail});
}

bool exchange::take(std::string_view what, std::string_view of, const rate& limit) {
  if (!house.limiter.take(what, of, limit, now)) return true;
  note(happening::limited, {}, what);
  return false;
}

std::optional<refusal> exchange::limited(std::string_view what, std::string_view of, const rate& limit) {
  const auto wait = house.limiter.take(what, of, limit, now);
  if (!wait) return std::nullopt;
  note(happening::limited, {}, what);
  return refusal{.why = reason::limited, .errors = {}, .retry_after = *wait};
}

}  // namespace cardea::service
