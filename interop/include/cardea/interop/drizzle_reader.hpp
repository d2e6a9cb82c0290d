// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/found.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace cardea::interop {

/// The tables as the newest snapshot in a folder of drizzle-kit's migrations has them: that of the last entry
/// of meta/_journal.json. PostgreSQL's snapshots are of version 7, MySQL's of 5, SQLite's and Turso's of 6.
///
/// A snapshot says what a column is declared, and not what Drizzle makes of it: SQLite's `integer` is an
/// integer whatever its mode, but a boolean where its default is true or false, and a `blob` holds bytes.
///
/// Throws `errc::invalid_argument` where there is no such folder, or a file in it is none of drizzle-kit's or
/// of another version or database; `errc::schema_mismatch` where the journal and the snapshots do not belong
/// together. Either names the file and the place in it.
[[nodiscard]] found_schema read_drizzle(const std::filesystem::path& folder);

/// One snapshot, `file` being its name in messages.
[[nodiscard]] found_schema read_drizzle_snapshot(std::string_view json, const std::string& file);

}  // namespace cardea::interop
