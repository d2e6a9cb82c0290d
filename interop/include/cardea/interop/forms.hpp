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
/// TypeScript: the tables of Drizzle 0.45, as Lucia's adapters for it take them.
[[nodiscard]] std::string as_drizzle(const schema& from);
/// The models User, Session and Key of a Prisma schema, without its datasource and its generator.
[[nodiscard]] std::string as_prisma(const schema& from);
/// A C++ header: in namespace `auth_schema` the described structs `user_attributes` and `session_attributes`
/// and the function `layout`. Throws `errc::unsupported` where there are more attributes than Boost.Describe
/// can describe.
[[nodiscard]] std::string as_cpp(const schema& from);
/// The same, with the command in its first line that wrote it: "cardea import db".
[[nodiscard]] std::string as_cpp(const schema& from, std::string_view written_by);

}  // namespace cardea::interop
