// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "open_store.hpp"

#include <cardea/sql/schema.hpp>
#include <cardea/sql/statements.hpp>

namespace cardea::cli {
namespace {

struct arguments {
  std::string as;
  std::string dialect;
};

const sql::dialect& dialect_named(const std::string& name, const settings& options) {
  if (name.empty()) return dialect_of(options);
  for (const auto* one : {&sql::sqlite_dialect(), &sql::postgres_dialect(), &sql::mysql_dialect()})
    if (one->name == name) return *one;
  throw error{errc::unsupported, "--dialect: there are sqlite, postgres and mysql"};
}

status schema(program& p, const arguments& given) {
  if (given.as != "sql") throw error{errc::unsupported, "--as: this build prints the schema as sql"};
  const auto& dialect = dialect_named(given.dialect, p.options);
  const sql::statements s{p.options.layout, dialect, p.options.user_attributes, p.options.session_attributes};
  std::string text;
  for (const auto& table :
       sql::wanted_tables(s.layout(), dialect, s.user_attributes(), s.session_attributes()))
    for (const auto& one : sql::migration(table, {}, dialect)) text += one + ";\n";
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
  app.add_option("--dialect", given->dialect, "sqlite, postgres or mysql; else that of --db")
      ->type_name("NAME");
  set_run(app, line, std::move(given), schema);
}

}  // namespace cardea::cli
