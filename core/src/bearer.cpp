// SPDX-License-Identifier: MIT
#include <cardea/bearer.hpp>

#include "ascii.hpp"

namespace cardea {

using namespace detail;

std::optional<std::string_view> find_bearer_token(std::string_view authorization) noexcept {
  constexpr std::string_view scheme = "bearer";
  const auto value = trim(authorization);
  if (value.size() <= scheme.size() || !equal_ignoring_case(value.substr(0, scheme.size()), scheme)) {
    return std::nullopt;
  }
  const auto rest = value.substr(scheme.size());
  const auto start = rest.find_first_not_of(' ');
  if (start == 0 || start == std::string_view::npos) return std::nullopt;
  const auto token = rest.substr(start);
  // b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="   (RFC 6750 2.1)
  std::size_t body = 0;
  while (body < token.size() && (is_alnum(token[body]) || is_one_of(token[body], "-._~+/"))) ++body;
  if (body == 0 || token.find_first_not_of('=', body) != std::string_view::npos) return std::nullopt;
  return token;
}

}  // namespace cardea
