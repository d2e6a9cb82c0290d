// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/http/message.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace cardea::http {

/// "type/subtype" of a Content-Type, in lower case; whatever parameters follow are left out. Absent where it
/// is malformed or longer than 256 bytes.
[[nodiscard]] std::optional<std::string> parse_media_type(std::string_view content_type);

/// Whether the body is said to be of this type ("application/json"). A route that reads JSON asks this, and
/// answers 415 otherwise: a form of another site can send a body that looks like JSON, but only as
/// text/plain, application/x-www-form-urlencoded or multipart/form-data.
[[nodiscard]] bool has_media_type(const request& incoming, std::string_view type);

}  // namespace cardea::http
