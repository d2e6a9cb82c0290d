// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <string_view>

namespace cardea::pages {

/// What a person would call the thing that sent this User-Agent: "Firefox on Linux". One that names neither a
/// browser nor a system is given back as it stands, cut to 60 bytes. It is a guess, for display only.
[[nodiscard]] std::string device_of(std::string_view user_agent);

}  // namespace cardea::pages
