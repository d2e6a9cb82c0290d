// SPDX-License-Identifier: MIT
#include <sodium.h>
#include <cardea/token.hpp>

#include "input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto token = fuzz::text_of(data, size);
  const auto parsed = cardea::split_token::parse(token);
  if (!parsed) return 0;
  fuzz::demand(!parsed->id.empty() && parsed->id.data() == token.data());
  // Decoded and encoded again, the secret is the text that was read, but for the padding.
  const auto text = token.substr(parsed->id.size() + 1);
  std::array<unsigned char, 32> secret{};
  std::size_t length = 0;
  const auto bare = text.substr(0, 43);
  fuzz::demand(sodium_base642bin(secret.data(), secret.size(), bare.data(), bare.size(), nullptr, &length,
                                 nullptr, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0);
  fuzz::demand(length == secret.size());
  std::string padded(45, '\0');
  sodium_bin2base64(padded.data(), padded.size(), secret.data(), secret.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  padded.pop_back();
  fuzz::demand(text == padded || text == std::string_view{padded}.substr(0, 43));
  fuzz::demand(parsed->secret_hash == cardea::sha256(std::as_bytes(std::span{secret})));
  return 0;
}
