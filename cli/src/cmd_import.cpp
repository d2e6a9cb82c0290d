// SPDX-License-Identifier: MIT
#include "command.hpp"
#include "found_options.hpp"
#include "write_file.hpp"

#include <cardea/interop/drizzle_reader.hpp>
#include <cardea/interop/forms.hpp>

#include <boost/json/array.hpp>

#include <algorithm>

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

/// The tables that --tables chooses. Any other option would be taken from what is read, and is refused.
interop::chosen_tables read_line(const command_line& line) {
  for (const auto& [name, value] : line.options)
    if (name != "tables")
      throw error{errc::invalid_argument, "--" + name + ": import takes no such option, and no cardea.toml"};
  if (!line.config.empty())
    throw error{errc::invalid_argument, "--config: import reads no cardea.toml; --toml writes one"};
  interop::chosen_tables chosen;
  const auto tables = line.options.find("tables");
  if (tables == line.options.end()) return chosen;
  for (const auto& [which, name] : to_pairs("tables", tables->second, '=')) {
    if (which == "user")
      chosen.user = name;
    else if (which == "session")
      chosen.session = name;
    else if (which == "key")
      chosen.key = name;
    else
      throw error{errc::invalid_argument, "--tables: \"" + which + "\" is none of user, session and key"};
  }
  return chosen;
}

/// "layout lucia-v3 for postgres: users in "user", sessions in "session"".
std::string sentence(const interop::recognised& what, const sql::dialect& dialect) {
  const auto& to = what.layout;
  return "layout " + std::string{to.rules->name} + " for " + std::string{dialect.name} + ": users in \"" +
         to.user.name + "\", sessions in \"" + to.session.name + "\", " +
         (to.has_keys() ? "keys in \"" + to.key.name + '"' : std::string{"no keys"});
}

/// A file that is to hold `text`, and may be written: all of them are asked before any is.
struct target {
  std::string path, text;
  bool changes = false;

  target(std::string path_given, std::string text_given, bool force, std::string_view ours)
      : path{std::move(path_given)}, text{std::move(text_given)} {
    if (path.empty()) return;
    const auto there = read_file(path);
    changes = there != text;
    if (!there || !changes || force || (!ours.empty() && there->starts_with(ours))) return;
    throw error{errc::invalid_argument,
                path + " is there already and holds something else; --force replaces it"};
  }
};

/// Bytes have no word on the command line.
void remark_on_bytes(interop::recognised& what) {
  for (const auto* all : {&what.user_attributes, &what.session_attributes})
    for (const auto& one : *all)
      if (one.type == column_type::bytes)
        what.remarks.push_back("column \"" + one.in_table() +
                               "\" holds bytes: it is in the header, and not in cardea.toml");
}

/// All that follows once a source has found the tables.
status import(program& p, const arguments& given, const interop::found_schema& found,
              const std::string& written_by) {
  const auto& dialect = *found.dialect;
  if (!given.out.empty() && given.out == given.toml)
    throw error{errc::invalid_argument, "--out and --toml name the same file"};
  auto what = interop::recognise(found, read_line(*given.line));
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
      write_file(one->path, one->text);
      written.emplace_back(one->path);
    }

  const auto& to = what.layout;
  boost::json::object tables{{"user", to.user.name}, {"session", to.session.name}};
  if (to.has_keys()) tables.emplace("key", to.key.name);
  for (const auto& one : what.remarks) remarks.emplace_back(one);
  p.out.answer({{"source", found.origin},
                {"dialect", dialect.name},
                {"layout", to.rules->name},
                {"tables", std::move(tables)},
                {"remarks", std::move(remarks)},
                {"header", header.text},
                {"toml", options.text},
                {"written", std::move(written)}},
               given.out.empty() ? std::string_view{header.text} : std::string_view{});
  p.out.remark(found.origin + ": " + sentence(what, dialect));
  for (const auto& one : what.remarks) p.out.remark(one);
  for (const auto* one : {&header, &options})
    if (!one->path.empty()) p.out.remark(one->path + (one->changes ? ": written" : ": nothing changes"));
  return yes;
}

status import_drizzle(program& p, const arguments& given) {
  return import(p, given, interop::read_drizzle(given.folder), "cardea import drizzle");
}

/// A source, with what all of them take.
CLI::App& add_source(CLI::App& parent, command_line& line, arguments& given, const std::string& name,
                     const std::string& sentence, const std::string& example) {
  auto& app = add_command(parent, line, name, sentence, example);
  app.add_option("--out", given.out,
                 "the header is written here, where that changes the file; else it is printed")
      ->type_name("FILE");
  app.add_option("--toml", given.toml,
                 "the options for these tables, as cardea.toml has them, are written here")
      ->type_name("FILE");
  app.add_flag("--force", given.force, "replace files that hold something else");
  app.parse_complete_callback([&line] { line.has_settings = false; });
  return app;
}

}  // namespace

void add_import(CLI::App& root, command_line& line) {
  auto& app = add_group(root, "import", "Take the types and the layout from tables that another tool keeps.");
  const auto given = std::make_shared<arguments>(arguments{.line = &line});
  auto& drizzle =
      add_source(app, line, *given, "drizzle",
                 "Print a C++ header for the tables of a Drizzle schema, from drizzle-kit's newest "
                 "snapshot; no database is read.",
                 "cardea import drizzle ./drizzle --out src/auth_schema.hpp --toml cardea.toml");
  drizzle.add_option("dir", given->folder, "the folder of migrations: `out` in drizzle.config.ts")
      ->type_name("DIR")
      ->required();
  set_run(drizzle, line, given, import_drizzle);
}

}  // namespace cardea::cli
