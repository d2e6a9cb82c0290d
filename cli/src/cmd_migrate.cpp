// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "open_store.hpp"

#include <boost/json/array.hpp>

namespace cardea::cli {
namespace {

struct arguments {
  bool dry_run = false;
};

status migrate(program& p, const arguments& given) {
  // Attributes that cannot be are refused before a file is made.
  open_store(p.options, opening::empty)
      .store->prepare(p.options.user_attributes, p.options.session_attributes);
  auto db = open_store(p.options, given.dry_run ? opening::planned : opening::made);
  db.store->prepare(p.options.user_attributes, p.options.session_attributes);
  const auto statements = db.migrate(!given.dry_run);
  boost::json::array all;
  std::string human;
  for (const auto& one : statements) {
    all.emplace_back(one);
    human += one + ";\n";
  }
  p.out.answer({{"statements", std::move(all)}}, human);
  p.out.remark(statements.empty() ? "the tables are as they should be"
               : given.dry_run    ? "nothing was changed: without --dry-run these statements are run"
                                  : "done");
  return yes;
}

}  // namespace

void add_migrate(CLI::App& root, command_line& line) {
  auto& app =
      add_command(root, line, "migrate",
                  "Make the tables, or bring them forward by adding what is missing; the only command "
                  "that makes a database file.",
                  "cardea --db sqlite:app.db --user-attributes username:string,email:string? migrate");
  auto given = std::make_shared<arguments>();
  app.add_flag("--dry-run", given->dry_run, "print the SQL and change nothing");
  set_run(app, line, std::move(given), migrate);
}

}  // namespace cardea::cli
