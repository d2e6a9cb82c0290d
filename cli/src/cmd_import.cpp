// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "found_options.hpp"
#include "open_store.hpp"
#include "write_file.hpp"

#include <cardea/interop/drizzle_reader.hpp>
#include <cardea/interop/forms.hpp>
#include <cardea/interop/survey.hpp>

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace cardea::cli {
namespace {

/// What every source takes.
struct arguments {
  const command_line* line;
  std::string folder{};
  std::string out{};
  std::string toml{};
  bool force = false;
};

/// The options that lead to a database.
constexpr std::array<std::string_view, 3> leading{"db", "busy-timeout", "datetime-zone"};

/// The tables that --tables chooses. Another option that is not among `taken` would be found out from what is
/// read, and is refused.
interop::chosen_tables read_line(const command_line& line, std::span<const std::string_view> taken = {}) {
  for (const auto& [name, value] : line.options)
    if (name != "tables" && std::ranges::find(taken, name) == taken.end())
      throw error{errc::invalid_argument, "--" + name + ": import takes no such option, and no cardea.toml"};
  if (!line.config.empty())
    throw error{errc::invalid_argument, "--config: import reads no cardea.toml; --toml writes one"};
  const auto tables = line.options.find("tables");
  if (tables == line.options.end()) return {};
  auto names = table_names_of(to_pairs("tables", tables->second, '='));
  return {.user = std::move(names.user), .session = std::move(names.session), .key = std::move(names.key)};
}

/// "layout lucia-v3 for postgres: users in "user", sessions in "session"".
std::string sentence(const interop::recognised& what, const sql::dialect& dialect) {
  const auto& to = what.layout;
  return "layout " + std::string{to.rules->name} + " for " + std::string{dialect.name} + ": users in \"" +
         to.user.name + "\", sessions in \"" + to.session.name + "\", " +
         (to.has_keys() ? "keys in \"" + to.key.name + '"' : std::string{"no keys"});
}

/// Bytes have no word on the command line.
void remark_on_bytes(interop::recognised& what) {
  for (const auto* all : {&what.user_attributes, &what.session_attributes})
    for (const auto& one : *all)
      if (one.type == column_type::bytes)
        what.remarks.push_back("column \"" + one.in_table() +
                               "\" holds bytes: it is in the header, and not in cardea.toml");
}

/// All that follows once a source has found the tables.
status import(program& p, const arguments& given, const sql::dialect& dialect, const std::string& origin,
              interop::recognised what, const std::string& written_by) {
  if (!given.out.empty() && given.out == given.toml)
    throw error{errc::invalid_argument, "--out and --toml name the same file"};
  remark_on_bytes(what);
  const target header{
      given.out,
      interop::as_cpp(interop::schema_of(what.layout, dialect, what.user_attributes, what.session_attributes),
                      written_by),
      given.force, "// Written by `cardea "};
  const target options{given.toml, as_toml(options_of(what, dialect)), given.force, {}};
  boost::json::array written, remarks;
  for (const auto* one : {&header, &options})
    if (one->changes) {
      one->write();
      written.emplace_back(one->path);
    }

  const auto& to = what.layout;
  boost::json::object tables{{"user", to.user.name}, {"session", to.session.name}};
  if (to.has_keys()) tables.emplace("key", to.key.name);
  for (const auto& one : what.remarks) remarks.emplace_back(one);
  p.out.answer({{"source", origin},
                {"dialect", dialect.name},
                {"layout", to.rules->name},
                {"tables", std::move(tables)},
                {"remarks", std::move(remarks)},
                {"header", header.text},
                {"toml", options.text},
                {"written", std::move(written)}},
               given.out.empty() ? std::string_view{header.text} : std::string_view{});
  p.out.remark(origin + ": " + sentence(what, dialect));
  for (const auto& one : what.remarks) p.out.remark(one);
  for (const auto* one : {&header, &options})
    if (!one->path.empty()) p.out.remark(one->path + (one->changes ? ": written" : ": nothing changes"));
  return yes;
}

status import_database(program& p, const arguments& given) {
  said way;
  for (const auto& one : given.line->options)
    if (std::ranges::find(leading, one.first) != leading.end()) way.insert(one);
  const auto chosen = read_line(*given.line, leading);
  const auto options = understand(way, {});
  const auto db = open_store(options, opening::examined);
  const auto& dialect = dialect_of(options);
  auto survey = interop::survey_of(*db.tables, dialect, without_password(options.url), chosen);
  if (!survey.what) throw error{errc::schema_mismatch, survey.why_not};
  return import(p, given, dialect, survey.origin, *std::move(survey.what), "cardea import db");
}

status import_drizzle(program& p, const arguments& given) {
  const auto found = interop::read_drizzle(given.folder);
  return import(p, given, *found.dialect, found.origin, interop::recognise(found, read_line(*given.line)),
                "cardea import drizzle");
}

/// A source, with what all of them take.
command add_source(command parent, arguments& given, const std::string& name, const std::string& sentence,
                   const std::string& example) {
  const auto app = parent.add(name, sentence, example);
  app.add_option("--out", given.out,
                 "the header is written here, where that changes the file; else it is printed")
      .type_name("FILE");
  app.add_option("--toml", given.toml,
                 "the options for these tables, as cardea.toml has them, are written here")
      .type_name("FILE");
  app.add_flag("--force", given.force, "replace files that hold something else");
  app.read_no_settings();
  return app;
}

}  // namespace

void add_import(command root) {
  const auto app =
      root.add_group("import", "Take the types and the layout from tables that another tool keeps.");
  if (!app.is_mentioned()) return;
  const auto given = std::make_shared<arguments>(arguments{.line = &root.line()});
  const auto db = add_source(
      app, *given, "db", "Print a C++ header for the tables of the live database, which is only read.",
      "cardea import db --db sqlite:app.db --out src/auth_schema.hpp --toml cardea.toml");
  db.set_run(given, import_database);
  const auto drizzle =
      add_source(app, *given, "drizzle",
                 "Print a C++ header for the tables of a Drizzle schema, from drizzle-kit's newest "
                 "snapshot; no database is read.",
                 "cardea import drizzle ./drizzle --out src/auth_schema.hpp --toml cardea.toml");
  drizzle.add_option("dir", given->folder, "the folder of migrations: `out` in drizzle.config.ts")
      .type_name("DIR")
      .required();
  drizzle.set_run(given, import_drizzle);
}

}  // namespace cardea::cli
