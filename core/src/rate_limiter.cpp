// SPDX-License-Identifier: MIT
#include <cardea/rate_limiter.hpp>
#include <cardea/token.hpp>

#include <string>

#include "base64url.hpp"

namespace cardea {
namespace {

std::string id_of(std::string_view what, std::string_view who) {
  // The length first, so that no two pairs make one text.
  std::string text = std::to_string(what.size());
  text += ':';
  text += what;
  text += who;
  return detail::base64url(sha256(std::as_bytes(std::span{text})));
}

}  // namespace

std::optional<duration> rate_limiter::take(std::string_view what, std::string_view who, const rate& limit,
                                           timestamp now) {
  require_rate(limit);
  return store_->take_attempt(id_of(what, who), limit, now);
}

void rate_limiter::give_back(std::string_view what, std::string_view who, const rate& limit) {
  require_rate(limit);
  store_->return_attempt(id_of(what, who), limit);
}

}  // namespace cardea
