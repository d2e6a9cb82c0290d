// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "open_store.hpp"
#include "owned.hpp"

#include <boost/json/array.hpp>

namespace cardea::cli {
namespace {

struct arguments {
  bool dry_run = false;
  bool despite_owner = false;
  extras with{};
};

std::string plain(const std::vector<std::string>& statements) {
  std::string text;
  for (const auto& one : statements) text += one + ";\n";
  return text;
}

/// What was done, or, of a dry run, what is to be done and by whom.
std::string remark_on(const arguments& given, bool is_nothing, const sql::history_owner* runs_it) {
  if (is_nothing) return "the tables are as they should be";
  if (!given.dry_run) return "done";
  if (runs_it) return "nothing was changed: these statements are for " + name_of(*runs_it) + " to run";
  return "nothing was changed: without --dry-run these statements are run";
}

std::vector<std::string> run(const database& db, const arguments& given, timestamp now) try {
  return migrate(db, !given.dry_run, given.with, {.despite_owner = given.despite_owner, .now = now});
} catch (const error& e) {
  if (e.code() != errc::owned_elsewhere) throw;
  throw error{e.code(), std::string{e.what()} + ", and with --despite-owner it is run here all the same"};
}

status bring_forward(program& p, const arguments& given) {
  // Attributes that cannot be are refused before a file is made.
  open_store(p.options, opening::empty)
      .store->prepare(p.options.user_attributes, p.options.session_attributes);
  auto db = open_store(p.options, given.dry_run ? opening::planned : opening::made);
  db.store->prepare(p.options.user_attributes, p.options.session_attributes);
  const auto now = system_time().now();
  const auto statements = run(db, given, now);
  const auto owner = db.owner();
  const auto* runs_it = owner && !given.despite_owner && !statements.empty() ? &*owner : nullptr;
  p.out.answer({{"statements", boost::json::array(statements.begin(), statements.end())},
                {"owner", owner ? boost::json::value(owner->tool) : boost::json::value()}},
               runs_it ? owned_migration(*runs_it, statements, now) : plain(statements));
  p.out.remark(remark_on(given, statements.empty(), runs_it));
  return yes;
}

}  // namespace

void add_migrate(command root) {
  const auto app =
      root.add("migrate",
               "Make the tables, or bring them forward by adding what is missing; the only command "
               "that makes a database file. Where Drizzle's or Prisma's migrations make the tables, "
               "--dry-run prints one for them, and nothing else is done.",
               "cardea --db sqlite:app.db --user-attributes username:string,email:string? migrate");
  auto given = std::make_shared<arguments>();
  app.add_flag("--dry-run", given->dry_run, "print the SQL and change nothing");
  app.add_flag("--despite-owner", given->despite_owner,
               "run it although it is for Drizzle's or Prisma's migrations to do so");
  app.add_flag(
      "--service", given->with.service,
      "the tables too that a server keeps limits and one-time tokens in: cardea_limits, cardea_tokens");
  app.add_flag("--cache", given->with.cache,
               "what tells a server's cache of sessions of changes too: triggers on the tables of users and "
               "sessions; SQLite needs none");
  app.set_run(std::move(given), bring_forward);
}

}  // namespace cardea::cli
