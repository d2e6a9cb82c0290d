// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/history.hpp>
#include <cardea/time.hpp>

#include <span>
#include <string>

namespace cardea::cli {

/// The statements as a migration of the tool that owns the database: the text of its file, with what to do
/// with it in comments.
[[nodiscard]] std::string owned_migration(const sql::history_owner& owner,
                                          std::span<const std::string> statements, timestamp now);

}  // namespace cardea::cli
