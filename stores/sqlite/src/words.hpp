// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/connection.hpp>

namespace cardea::sqlite {

/// For a unit of work within a transaction that is under way.
[[nodiscard]] const sql::transaction_words& savepoint_words();

}  // namespace cardea::sqlite
