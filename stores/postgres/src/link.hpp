// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/postgres/connection.hpp>

#include <libpq-fe.h>

#include <chrono>
#include <optional>
#include <string>

namespace cardea::postgres {

/// What libpq may be given: a URL's "pgbouncer=true" goes into the options. Throws `errc::invalid_argument`
/// for what libpq would not take, or would take apart so that a part of the password shows up in its
/// messages. The text itself is in no message.
[[nodiscard]] std::string understand_url(std::string url, connect_options& options);

/// Connects. Throws `errc::unavailable`, with what the server or libpq said. The handle is the caller's.
[[nodiscard]] PGconn* connect(const std::string& url, const connect_options& options);

using deadline = std::optional<std::chrono::steady_clock::time_point>;

/// Sends what is still to be sent and waits until an answer can be had without waiting. False: the connection
/// is lost, or it is past the deadline.
[[nodiscard]] bool wait_for_answer(PGconn* db, const deadline& until);

/// Reads what has come unasked, such as that the server is gone. False: it is.
[[nodiscard]] bool is_alive(PGconn* db) noexcept;

}  // namespace cardea::postgres
