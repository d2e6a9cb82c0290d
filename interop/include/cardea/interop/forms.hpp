// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/interop/schema.hpp>

#include <span>
#include <string>
#include <string_view>

namespace cardea::interop {

/// A tool's way to write tables down.
struct form {
  std::string_view name;  ///< what `cardea schema --as` takes
  std::string_view what;  ///< a few words for people
  /// The text, with a line break at its end. Names in it are quoted as the tool has to have them, whatever
  /// they hold. Throws `errc::unsupported` where the tool has no such database.
  std::string (*write)(const schema&);
};

/// Those that there are, in the order of help.
[[nodiscard]] std::span<const form> forms() noexcept;

/// The statements that make the tables.
[[nodiscard]] std::string as_sql(const schema& from);
/// TypeScript: Kysely's `Database` interface, with the types that Kysely 0.28 sees through better-sqlite3, pg
/// and mysql2 as they are by default.
[[nodiscard]] std::string as_kysely(const schema& from);

}  // namespace cardea::interop
