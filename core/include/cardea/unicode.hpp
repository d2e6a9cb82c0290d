// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cardea {

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// Unicode normalisation forms (UAX #15). Absent where the text is not well-formed UTF-8. NUL is a character
/// as any other. Time grows with the square of a run of combining marks: cap what strangers send first.
[[nodiscard]] std::optional<std::string> to_nfc(std::string_view text);
[[nodiscard]] std::optional<std::string> to_nfkc(std::string_view text);

}  // namespace cardea
