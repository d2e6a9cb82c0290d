// SPDX-License-Identifier: MIT
#include <cardea/bearer.hpp>

#include <string>

#include "input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto header = fuzz::text_of(data, size);
  const auto token = cardea::find_bearer_token(header);
  if (!token) return 0;
  // A token is a view into the header, without a blank, a comma or a control character, and is found again.
  fuzz::demand(token->data() >= header.data() &&
               token->data() + token->size() <= header.data() + header.size());
  fuzz::demand(!token->empty());
  for (const char c : *token) fuzz::demand(c > ' ' && c < '\x7f' && c != ',' && c != ';' && c != '"');
  const auto again = "Bearer " + std::string{*token};
  fuzz::demand(cardea::find_bearer_token(again) == *token);
  return 0;
}
