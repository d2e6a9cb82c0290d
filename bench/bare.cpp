// SPDX-License-Identifier: MIT
#include "bare.hpp"

#include <algorithm>

namespace bench {

taken_apart::taken_apart(std::span<const std::string> tokens) {
  ids_.reserve(tokens.size());
  for (const auto& token : tokens) {
    const auto split = cardea::split_token::parse(token);
    ids_.push_back(split ? split->id : token);
    if (split) secrets_.emplace_back(split->id, split->secret_hash);
  }
  std::ranges::sort(secrets_, {}, &decltype(secrets_)::value_type::first);
}

bool taken_apart::has(std::string_view id, const cardea::sha256_hash& secret_hash) const {
  const auto at = std::ranges::lower_bound(secrets_, id, {}, &decltype(secrets_)::value_type::first);
  return at != secrets_.end() && at->first == id && cardea::equal_in_constant_time(at->second, secret_hash);
}

std::string question_marks(std::size_t count) {
  std::string list{"?"};
  for (std::size_t i = 1; i < count; ++i) list += ", ?";
  return list;
}

}  // namespace bench
