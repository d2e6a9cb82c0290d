// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <boost/json/array.hpp>

#include <regex>
#include <tuple>

namespace cardea::cli::test {
namespace {

/// A database whose tables the migrations of another tool make.
class Owned : public Cli {
 protected:
  finished plain(const arguments& line) const {
    arguments all{"--db", db};
    all.insert(all.end(), line.begin(), line.end());
    return run(all);
  }
};

TEST_F(Owned, MigrateIsRefusedUnlessToldOrThereIsNothingToDo) {
  for (const auto& [table, tool, name] : {std::tuple{"__drizzle_migrations", "drizzle", "Drizzle"},
                                          {"_prisma_migrations", "prisma", "Prisma"}}) {
    std::filesystem::remove(directory / "app.db");
    sql(std::string{"CREATE TABLE "} + table + " (id INTEGER)");
    const auto refused = cardea({"migrate"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(refused.code(), "OWNED_ELSEWHERE");
    for (const auto* part : {name, table, "--dry-run", "--despite-owner"})
      EXPECT_NE(refused.err.find(part), std::string::npos) << refused.err;
    EXPECT_EQ(cardea({"check"}).status, 1) << "something was made";
    const auto planned = ok({"migrate", "--dry-run"});
    EXPECT_EQ(planned.at("owner").as_string(), tool);
    EXPECT_EQ(ok({"migrate", "--despite-owner"}), planned);
    EXPECT_TRUE(ok({"migrate"}).at("statements").as_array().empty());
    EXPECT_TRUE(plain({"migrate", "--dry-run"}).out.empty());
    EXPECT_TRUE(ok({"check"}).at("ok").as_bool());
  }
}

TEST_F(Owned, ADryRunPrintsAMigrationOfTheTool) {
  sql("CREATE TABLE __drizzle_migrations (id INTEGER)");
  const auto drizzle = plain({"migrate", "--dry-run"});
  EXPECT_EQ(drizzle.status, 0);
  EXPECT_NE(drizzle.err.find("for Drizzle to run"), std::string::npos) << drizzle.err;
  EXPECT_NE(drizzle.out.find("npx drizzle-kit generate --custom --name cardea\n"), std::string::npos);
  const auto statements = ok({"migrate", "--dry-run"}).at("statements").as_array().size();
  const std::regex parting{"^--> statement-breakpoint$", std::regex::multiline};
  const auto parted = std::distance(std::sregex_iterator{drizzle.out.begin(), drizzle.out.end(), parting},
                                    std::sregex_iterator{});
  EXPECT_EQ(static_cast<std::size_t>(parted), statements - 1);
  EXPECT_EQ(plain({"migrate", "--dry-run", "--despite-owner"}).out.find("--"), std::string::npos);

  sql("ALTER TABLE __drizzle_migrations RENAME TO _prisma_migrations");
  const auto prisma = plain({"migrate", "--dry-run"});
  EXPECT_NE(prisma.err.find("for Prisma to run"), std::string::npos) << prisma.err;
  const std::regex file{"^-- .*prisma/migrations/20[0-9]{12}_cardea/migration.sql$", std::regex::multiline};
  EXPECT_TRUE(std::regex_search(prisma.out, file)) << prisma.out;
  EXPECT_NE(prisma.out.find("npx prisma migrate deploy\n"), std::string::npos);
  EXPECT_EQ(prisma.out.find("-->"), std::string::npos);
  sql(prisma.out);
  EXPECT_TRUE(ok({"check"}).at("ok").as_bool());
}

TEST_F(Owned, AnOrdinaryDatabaseHasNoOwnerAndTheHistorySaysWhen) {
  EXPECT_TRUE(ok({"migrate", "--dry-run"}).at("owner").is_null());
  EXPECT_TRUE(ok({"migrate"}).at("owner").is_null());
  sql("CREATE TABLE seen (at TEXT NOT NULL CHECK (at GLOB '20*-*-*T*Z'));"
      "INSERT INTO seen SELECT at FROM cardea_migrations");
}

}  // namespace
}  // namespace cardea::cli::test
