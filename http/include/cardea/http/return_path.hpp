// SPDX-License-Identifier: MIT
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cardea::http {

/// Where to send somebody after a sign-in, from a parameter that anybody may have written: a path of this
/// origin, with a query perhaps, as it can stand in Location. Absent for everything else, and for what a
/// browser, a proxy or a server might read as something else: another host ("//", "/\"), a scheme, dot
/// segments, empty segments, an encoded slash, backslash or dot segment in the path, control characters,
/// white space, anything but ASCII, a fragment, and more than 2048 bytes. Never throws but for want of
/// memory.
[[nodiscard]] std::optional<std::string> safe_return_path(std::string_view target);

}  // namespace cardea::http
