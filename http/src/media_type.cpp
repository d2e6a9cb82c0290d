// SPDX-License-Identifier: MIT
#include <cardea/http/media_type.hpp>

#include <algorithm>

#include "text.hpp"

namespace cardea::http {

std::optional<std::string> parse_media_type(std::string_view content_type) {
  if (content_type.size() > 256) return std::nullopt;
  const auto essence = detail::trim(detail::split(content_type, ';').first);
  const auto [type, subtype] = detail::split(essence, '/');
  if (!detail::is_token(type) || !detail::is_token(subtype)) return std::nullopt;
  std::string lower{essence};
  std::ranges::transform(lower, lower.begin(), detail::to_lower);
  return lower;
}

bool has_media_type(const request& incoming, std::string_view type) {
  const auto field = incoming.only("Content-Type");
  return field && parse_media_type(*field) == type;
}

}  // namespace cardea::http
