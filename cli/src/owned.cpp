// SPDX-License-Identifier: MIT
#include "owned.hpp"

#include "output.hpp"

#include <algorithm>

namespace cardea::cli {
namespace {

/// "20301231235959": the form by which Prisma puts its folders in order.
std::string folder_time(timestamp now) {
  auto text = to_iso8601(now).substr(0, 19);
  std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
  return text;
}

/// One statement after the other; the last ends its line.
std::string joined(std::span<const std::string> statements, std::string_view between) {
  std::string text;
  for (const auto& one : statements) {
    if (!text.empty()) text += between;
    text += one + ";\n";
  }
  return text;
}

}  // namespace

std::string owned_migration(const sql::history_owner& owner, std::span<const std::string> statements,
                            timestamp now) {
  std::string text = "-- The migrations of " + name_of(owner) + " make the tables of this database (table " +
                     printable(owner.table) + "): this is for it to run.\n";
  if (owner.tool == "prisma")
    return text + "-- 1. Make this text prisma/migrations/" + folder_time(now) +
           "_cardea/migration.sql\n"
           "-- 2. npx prisma migrate deploy\n" +
           joined(statements, "");
  return text +
         "-- 1. npx drizzle-kit generate --custom --name cardea\n"
         "-- 2. Make this text the file that it made, NNNN_cardea.sql\n"
         "-- 3. npx drizzle-kit migrate\n" +
         joined(statements, "--> statement-breakpoint\n");
}

}  // namespace cardea::cli
