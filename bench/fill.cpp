// SPDX-License-Identifier: MIT
#include "fill.hpp"

#include <cardea/random.hpp>
#include <cardea/token.hpp>

#include <algorithm>
#include <cstddef>
#include <random>

namespace bench {

secret make_secret() {
  const auto made = cardea::generate_secret(cardea::system_random());
  secret result{.text = made.text, .hash_in_hex = {}};
  constexpr auto digits = "0123456789abcdef";
  for (const auto byte : made.hash) {
    result.hash_in_hex += digits[std::to_integer<unsigned>(byte) >> 4];
    result.hash_in_hex += digits[std::to_integer<unsigned>(byte) & 15];
  }
  return result;
}

std::vector<std::string> to_tokens(std::vector<std::string> ids, scheme_name scheme, const secret& shared) {
  if (scheme == scheme_name::cardea)
    for (auto& id : ids) id += "." + shared.text;
  std::ranges::shuffle(ids, std::mt19937{42});
  return ids;
}

}  // namespace bench
