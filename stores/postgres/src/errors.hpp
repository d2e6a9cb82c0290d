// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/connection.hpp>

#include <libpq-fe.h>

#include <string>
#include <string_view>

namespace cardea::postgres {

/// The SQLSTATE of an answer (PostgreSQL's manual, appendix A): empty for a success, and where the connection
/// was lost before the server could say anything.
[[nodiscard]] std::string_view state_of(const PGresult* answer) noexcept;

/// Why a row was refused; `none` where the state is no constraint's.
[[nodiscard]] sql::refusal refusal_of(std::string_view state) noexcept;

/// A deadlock or a serialization failure.
[[nodiscard]] bool is_given_up(std::string_view state) noexcept;
/// The server has ended the session, and with it what was under way.
[[nodiscard]] bool is_ended(std::string_view state) noexcept;
/// A statement that was prepared is gone, or no longer fits its table.
[[nodiscard]] bool is_stale(std::string_view state) noexcept;

/// What is said to those who forgot it.
inline constexpr const char* pooler_hint =
    " (behind a pooler in transaction mode, set named_statements to false, or add pgbouncer=true to the URL)";

/// Throws the `cardea::error` for an answer that is none of the above.
[[noreturn]] void throw_error(const PGresult* answer);

/// What libpq last said of the connection, on one line.
[[nodiscard]] std::string message_of(const PGconn* db);

}  // namespace cardea::postgres
