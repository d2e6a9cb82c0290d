// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <cardea/sqlite/memory_statistics.hpp>
#include <cardea/unicode.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <exception>
#include <span>

namespace cardea::cli {
namespace {

constexpr const char* footer = R"(Database URLs:
  sqlite:PATH           a file, relative or absolute: sqlite:app.db, sqlite:/var/lib/app/app.db
  postgres://...        a server: postgres://app@db.example/app?sslmode=verify-full (a password belongs in ~/.pgpass)
  mysql://...           MySQL or MariaDB: mysql://app@db.example/app?ssl-mode=verify_identity (a URL with a password
                        belongs in CARDEA_DB or cardea.toml, which others cannot read)

Layouts:
  cardea                Cardea's own, the default for a new database; only hashes of tokens are stored
  lucia-v3              lucia 3
  lucia-v2              lucia 2
  lucia-v1              lucia-auth 0.11 to 1.8
  lucia-v0              lucia-auth 0.6 to 0.10

Every option has the same name in cardea.toml:
  db = "sqlite:app.db"
  layout = "lucia-v2"
  user-attributes = "username:string,email:string?"
  [columns]
  session.user_id = "userId"

Exit status: 0 yes; 1 the answer is no (invalid session, wrong password, duplicate key, unknown user,
differences found); 2 wrong usage; 3 the database or the world failed.

A first session:
  cardea --db sqlite:app.db --user-attributes username:string migrate
  cardea --db sqlite:app.db --user-attributes username:string user create --attr username=ada
  cardea --db sqlite:app.db session create USER-ID)";

/// A sentence for what CLI11 refuses. Its own texts repeat arguments, and one of them may be a password that
/// was given where none is taken.
std::string explain(const CLI::App& app, const CLI::ParseError& e) {
  const auto left = app.remaining(true);
  const auto option =
      std::ranges::find_if(left, [](const std::string& one) { return one.starts_with("--") && one != "--"; });
  if (option != left.end()) return "there is no option " + option->substr(0, option->find('='));
  if (const auto* missing = dynamic_cast<const CLI::RequiredError*>(&e)) {
    std::string text = missing->what();
    if (text.find("ubcommand") == std::string::npos) return text;
    return left.empty() ? "a command is missing" : "there is no such command";
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&e)) return "there is an argument too many";
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&e)) {
    const std::string text = e.what();
    const auto often = text.find(": At Most 1 ");
    return often == std::string::npos ? text : text.substr(0, often) + " is given more than once";
  }
  return "an option has a value that it does not take";
}

/// Throws `errc::invalid_argument` for what CLI11 would take for something else.
void check_arguments(std::span<char* const> arguments) {
  for (const std::string_view one : arguments) {
    if (!is_utf8(one)) throw error{errc::invalid_argument, "an argument is not UTF-8"};
    if (one == "--") return;
    if (one.starts_with("--") && one.find('=') == one.size() - 1)
      throw error{errc::invalid_argument, std::string{one.substr(0, one.size() - 1)} + " has no value"};
  }
}

settings no_settings() {
  return {.url = {},
          .layout = {},
          .user_attributes = {},
          .session_attributes = {},
          .session = {},
          .cookie = {},
          .datetime_zone = {},
          .invocation = {}};
}

status run(CLI::App& app, command_line& line, std::span<char* const> arguments) {
  check_arguments(arguments);
  std::vector<std::string> reversed{arguments.begin(), arguments.end()};
  std::ranges::reverse(reversed);
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    output::text(app.help());
    return yes;
  } catch (const CLI::CallForVersion&) {
    output::text("cardea " CARDEA_VERSION "\n");
    return yes;
  } catch (const CLI::ParseError& e) {
    throw error{errc::invalid_argument, explain(app, e) + "; see --help"};
  }
  program p{.options = line.has_settings ? understand(line.options, line.config) : no_settings(),
            .out = output{false}};
  line.json = line.json || p.options.json;
  p.out = output{line.json};
  try {
    return line.run(p);
  } catch (const error& e) {
    if (e.code() != errc::schema_mismatch || line.name == "migrate" || !line.has_settings) throw;
    throw error{errc::schema_mismatch, std::string{e.what()} + "; `" + p.options.invocation + ' ' +
                                           std::string{p.maker} +
                                           "` makes what is missing, and shows it first with --dry-run"};
  }
}

int start(std::span<char* const> arguments) {
  // A reader that goes away is a failure to be told, not a death.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  // The process is ours, and nobody in it asks SQLite for the memory that it uses.
  sqlite::disable_memory_statistics();
  command_line line{arguments};
  line.json = std::ranges::find(arguments, std::string_view{"--json"}) != arguments.end();
  try {
    CLI::App app{"Users, keys and sessions in the database that the application already has.", "cardea"};
    app.footer(footer);
    app.set_version_flag("--version", CARDEA_VERSION, "print the version");
    app.require_subcommand(1);
    app.get_formatter()->label("SUBCOMMAND", "COMMAND");
    app.get_formatter()->label("Subcommands", "Commands");
    app.get_formatter()->label("TEXT", "");
    const command root{app, line};
    root.add_global_options("Options");
    for (const auto add : {add_migrate, add_check, add_schema, add_import, add_prisma_generator, add_user,
                           add_key, add_session, add_cookie, add_origin, add_password})
      add(root);
#ifdef CARDEA_WITH_SERVER
    add_serve(root);
#endif
    return run(app, line, arguments);
  } catch (const error& e) {
    output{line.json}.failure(to_string(e.code()), e.what());
    return status_of(e.code());
  } catch (const std::bad_alloc&) {
    output{line.json}.failure(to_string(errc::internal), "there is not enough memory");
  } catch (const std::exception&) {
    output{line.json}.failure(to_string(errc::internal), "internal error");
  }
  return broken;
}

}  // namespace
}  // namespace cardea::cli

int main(int argc, char** argv) {
  const std::span<char* const> all{argv, static_cast<std::size_t>(argc)};
  return cardea::cli::start(all.empty() ? all : all.subspan(1));
}
