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

/// Of so many sessions, every which one gets a token that is measured with: more than any run comes to use,
/// and few enough to be held in memory.
[[nodiscard]] std::size_t step_between_tokens(std::size_t sessions) noexcept;

/// The tokens of these sessions, shuffled.
[[nodiscard]] std::vector<std::string> to_tokens(std::vector<std::string> ids, scheme_name scheme,
                                                 const secret& shared);

/// Throws where so many sessions do not fit into what is free at `folder`, if that can be seen from here.
void need_room(const std::string& folder, std::size_t sessions);

/// Throws where they do not fit on the disk of a server that keeps its data in `folder`. Nothing is known of
/// another machine.
void need_room_on(const std::string& url, const std::string& folder, std::size_t sessions);

}  // namespace bench
