// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mysql/connection.hpp>

#include <mysql.h>

#include <string>

namespace cardea::mysql {

/// Throws `errc::invalid_argument` for what is no URL of a database, or asks for what there is not. The text
/// itself is in no message.
void check_url(const std::string& url);

/// Connects, and makes the session what `connection` promises. Throws `errc::unavailable`, with what the
/// server or the library said. The handle is the caller's.
[[nodiscard]] MYSQL* connect(const std::string& url, const connect_options& options);

/// Whether nothing has come unasked, such as that the server is gone.
[[nodiscard]] bool is_quiet(MYSQL* db) noexcept;

}  // namespace cardea::mysql
