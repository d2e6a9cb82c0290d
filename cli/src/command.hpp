// SPDX-License-Identifier: MIT
#pragma once
#include "output.hpp"
#include "settings.hpp"

#include <cardea/basic_auth.hpp>
#include <cardea/result.hpp>

#include <CLI/App.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace cardea::cli {

/// What a command is given.
struct program {
  settings options;
  output out;
  std::string_view maker = "migrate";  ///< the command that makes what the database misses
};

/// What the command line says.
struct command_line {
  said options;
  std::string config;
  bool json = false;
  std::string name;                       ///< of the command: "user create"
  std::function<status(program&)> run{};  ///< what was asked for
  bool has_settings = true;               ///< else the command reads no cardea.toml, and no database is meant
};

/// A command with its sentence and its example; it takes the global options too, so that they may stand
/// behind it.
CLI::App& add_command(CLI::App& parent, command_line& line, const std::string& name,
                      const std::string& sentence, const std::string& example);
/// A command that only has others under it: "user".
CLI::App& add_group(CLI::App& parent, const std::string& name, const std::string& sentence);
void add_global_options(CLI::App& app, command_line& line, const std::string& group);

/// Ties a command to its function and to what its own options are read into.
template <class Arguments>
void set_run(CLI::App& app, command_line& line, std::shared_ptr<Arguments> arguments,
             status (*run)(program&, const Arguments&)) {
  app.callback([&app, &line, arguments = std::move(arguments), run] {
    if (line.run) return;  // A command under this one is what was asked for.
    line.name =
        app.get_parent()->get_parent() ? app.get_parent()->get_name() + " " + app.get_name() : app.get_name();
    line.run = [arguments, run](program& p) { return run(p, *arguments); };
  });
}

/// The value, or `cardea::error` with a sentence for people.
[[noreturn]] void refuse(errc reason);
template <class T>
[[nodiscard]] T require(result<T> outcome) {
  if (!outcome) refuse(outcome.error());
  return *std::move(outcome);
}

/// PROVIDER:ID. Throws `errc::invalid_argument` where it is not of that form; the views are into `text`.
[[nodiscard]] key_name read_key_name(std::string_view text);
/// Throws `invalid_user_id` where a list of what is the user's is empty because there is no such user.
void require_user(basic_auth& auth, std::string_view id);
/// {"deleted":N}; `no` for none where one was named.
status answer_deleted(const program& p, std::int64_t count, bool one_was_named, std::string_view what);

void add_migrate(CLI::App& root, command_line& line);
void add_check(CLI::App& root, command_line& line);
void add_schema(CLI::App& root, command_line& line);
void add_import(CLI::App& root, command_line& line);
void add_prisma_generator(CLI::App& root, command_line& line);
void add_user(CLI::App& root, command_line& line);
void add_key(CLI::App& root, command_line& line);
void add_serve(CLI::App& root, command_line& line);
void add_session(CLI::App& root, command_line& line);
void add_cookie(CLI::App& root, command_line& line);
void add_origin(CLI::App& root, command_line& line);
void add_password(CLI::App& root, command_line& line);

}  // namespace cardea::cli
