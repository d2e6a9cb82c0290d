// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "open_store.hpp"

namespace cardea::cli {
namespace {

struct arguments {
  std::string as;
  std::string dialect = "sqlite";
};

status schema(program& p, const arguments& given) {
  if (given.as != "sql") throw error{errc::unsupported, "--as: this build prints the schema as sql"};
  if (given.dialect != "sqlite") throw error{errc::unsupported, "--dialect: this build has sqlite"};
  auto db = open_store(p.options, opening::empty);
  db.store->prepare(p.options.user_attributes, p.options.session_attributes);
  std::string text;
  for (const auto& one : db.migrate(false)) text += one + ";\n";
  p.out.answer({{"schema", text}}, text);
  return yes;
}

}  // namespace

void add_schema(CLI::App& root, command_line& line) {
  auto& app =
      add_command(root, line, "schema", "Print the tables of the layout, without looking at any database.",
                  "cardea --layout lucia-v3 --user-attributes username:string schema --as sql");
  auto given = std::make_shared<arguments>();
  app.add_option("--as", given->as, "sql")->type_name("FORM")->required();
  app.add_option("--dialect", given->dialect, "sqlite")->type_name("NAME");
  set_run(app, line, std::move(given), schema);
}

}  // namespace cardea::cli
