// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cardea::cli {

/// What the file holds; nothing: there is none. Throws `errc::unavailable` where it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);

/// Puts `text` in place of what the file held, at once: whoever reads it sees the one or the other. Its
/// folder is there. Throws `errc::unavailable`, and leaves the file as it was.
void write_file(const std::string& path, std::string_view text);

}  // namespace cardea::cli
