// SPDX-License-Identifier: MIT
#pragma once
#include "output.hpp"
#include "settings.hpp"

#include <cardea/basic_auth.hpp>
#include <cardea/result.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Only command.cpp and main.cpp read CLI11, which takes longer to compile than any command.
// NOLINTBEGIN(readability-identifier-naming): CLI11's own.
namespace CLI {
class App;
class Option;
}  // namespace CLI
// NOLINTEND(readability-identifier-naming)

namespace cardea::cli {

/// What a command is given.
struct program {
  settings options;
  output out;
  std::string_view maker = "migrate";  ///< the command that makes what the database misses
};

/// What the command line says.
struct command_line {
  explicit command_line(std::span<char* const> all) : arguments{all} {}
  std::span<char* const> arguments;
  said options;
  std::string config;
  bool json = false;
  std::string name;                       ///< of the command: "user create"
  std::function<status(program&)> run{};  ///< what was asked for
  bool has_settings = true;               ///< else the command reads no cardea.toml, and no database is meant
};

/// What a command takes: "--name", or "NAME" for what stands alone.
class option {
 public:
  explicit option(CLI::Option& one) : one_{&one} {}
  /// What the help calls its value.
  option type_name(const std::string& name) const;
  option required() const;
  option group(const std::string& name) const;

 private:
  CLI::Option* one_;
};

/// A command: of two copies each means the same. It lives as long as the parser of main.cpp does, and so must
/// what its options are read into.
class command {
 public:
  command(CLI::App& app, command_line& line) : app_{&app}, line_{&line} {}

  /// A command under this one, with its sentence and its example; it takes the global options too, so that
  /// they may stand behind it.
  [[nodiscard]] command add(const std::string& name, const std::string& sentence,
                            const std::string& example) const;
  /// A command that only has others under it: "user".
  [[nodiscard]] command add_group(const std::string& name, const std::string& sentence) const;
  void add_global_options(const std::string& group) const;
  /// Whether it may be meant. Where it is not, what it takes and what is under it would only take time: the
  /// parser holds each option of a command against each.
  [[nodiscard]] bool is_mentioned() const;
  [[nodiscard]] const command_line& line() const noexcept { return *line_; }

  option add_option(const std::string& name, std::string& into, const std::string& help) const;
  option add_option(const std::string& name, std::optional<std::string>& into, const std::string& help) const;
  /// May come more than once, with one value each.
  option add_option(const std::string& name, std::vector<std::string>& into, const std::string& help) const;
  option add_option(const std::string& name, const std::function<void(const std::string&)>& set,
                    const std::string& help) const;
  option add_flag(const std::string& name, bool& into, const std::string& help) const;

  /// It is a command of its own, and has others under it.
  void allow_subcommand() const;
  /// What stands behind its arguments is `remaining`.
  void allow_extras() const;
  [[nodiscard]] std::vector<std::string> remaining() const;
  /// It reads no cardea.toml, and no database is meant.
  void read_no_settings() const;

  /// Ties it to its function and to what its options are read into.
  template <class Arguments>
  void set_run(std::shared_ptr<Arguments> arguments, status (*run)(program&, const Arguments&)) const {
    set_run([arguments = std::move(arguments), run](program& p) { return run(p, *arguments); });
  }

 private:
  void set_run(std::function<status(program&)> run) const;

  CLI::App* app_;
  command_line* line_;
};

/// The words of a line, "quoted" or not. Throws nothing.
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);

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

void add_migrate(command root);
void add_check(command root);
void add_schema(command root);
void add_import(command root);
void add_prisma_generator(command root);
void add_user(command root);
void add_key(command root);
void add_serve(command root);
void add_session(command root);
void add_cookie(command root);
void add_origin(command root);
void add_password(command root);

}  // namespace cardea::cli
