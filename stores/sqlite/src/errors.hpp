// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/connection.hpp>

#include <string_view>

struct sqlite3;

namespace cardea::sqlite {

/// Why a row was refused, by SQLite's extended result code; `none` where the code is no constraint's.
[[nodiscard]] sql::refusal refusal_of(int code) noexcept;

/// Throws the `cardea::error` for what last went wrong on the connection.
[[noreturn]] void throw_error(sqlite3* db, int code, std::string_view doing);

}  // namespace cardea::sqlite
