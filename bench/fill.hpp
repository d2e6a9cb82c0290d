// SPDX-License-Identifier: MIT
#pragma once
#include "engine.hpp"

#include <string>
#include <vector>

namespace bench {

/// One secret for all sessions of a database, so that the server can make their rows by itself.
struct secret {
  std::string text, hash_in_hex;
};
[[nodiscard]] secret make_secret();

/// The tokens of these sessions, shuffled.
[[nodiscard]] std::vector<std::string> to_tokens(std::vector<std::string> ids, scheme_name scheme,
                                                 const secret& shared);

}  // namespace bench
