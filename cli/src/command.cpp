// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <cardea/error.hpp>

#include <CLI/App.hpp>

#include <algorithm>

namespace cardea::cli {
namespace {

std::string sentence_for(errc reason) {
  switch (reason) {
    case errc::invalid_session_id:
      return "there is no such session, or it is over";
    case errc::invalid_user_id:
      return "there is no such user";
    case errc::invalid_key_id:
      return "there is no such key";
    case errc::invalid_password:
      return "the password cannot be used: it is empty, too long, or not UTF-8";
    case errc::expired_key:
      return "the key was for one use, and its time is over";
    case errc::duplicate_user_id:
      return "the user id is taken";
    case errc::duplicate_key_id:
      return "the key is taken";
    case errc::duplicate_session_id:
      return "the session id is taken";
    case errc::conflict:
      return "another constraint of the table refuses the row (unique, not null, check)";
    case errc::primary_key:
      return "this is the user's primary key, which goes only with the user";
    default:
      return std::string{to_string(reason)};
  }
}

}  // namespace

void refuse(errc reason) { throw error{reason, sentence_for(reason)}; }

option option::type_name(const std::string& name) const {
  one_->type_name(name);
  return *this;
}

option option::required() const {
  one_->required();
  return *this;
}

option option::group(const std::string& name) const {
  one_->group(name);
  return *this;
}

command command::add(const std::string& name, const std::string& sentence, const std::string& example) const {
  auto& app = *app_->add_subcommand(name, sentence);
  app.footer("Example:\n  " + example + "\n\n`cardea --help` lists the options that every command has.");
  const command made{app, *line_};
  if (made.is_mentioned()) made.add_global_options("");
  return made;
}

command command::add_group(const std::string& name, const std::string& sentence) const {
  auto& app = *app_->add_subcommand(name, sentence);
  app.require_subcommand(1);
  app.footer("`cardea " + name + " COMMAND --help` says more of each.");
  return command{app, *line_};
}

void command::add_global_options(const std::string& group) const {
  auto& line = *line_;
  const auto set = [&line](const std::string& name, const std::string& value) {
    if (!line.options.emplace(name, value).second)
      throw error{errc::invalid_argument, "--" + name + " is given twice"};
  };
  for (const auto& one : global_options()) {
    const std::string name = one.name;
    add_option(
        "--" + name, [set, name](const std::string& value) { set(name, value); }, one.help)
        .type_name(one.value)
        .group(group);
  }
  add_option("--config", line.config, "a file with these options; else ./cardea.toml, if there is one")
      .type_name("FILE")
      .group(group);
  add_flag("--json", line.json, "print one JSON object").group(group);
}

bool command::is_mentioned() const {
  return std::ranges::find(line_->arguments, app_->get_name()) != line_->arguments.end();
}

option command::add_option(const std::string& name, std::string& into, const std::string& help) const {
  return option{*app_->add_option(name, into, help)};
}

option command::add_option(const std::string& name, std::optional<std::string>& into,
                           const std::string& help) const {
  return option{*app_->add_option(name, into, help)};
}

option command::add_option(const std::string& name, std::vector<std::string>& into,
                           const std::string& help) const {
  return option{*app_->add_option(name, into, help)->allow_extra_args(false)};
}

option command::add_option(const std::string& name, const std::function<void(const std::string&)>& set,
                           const std::string& help) const {
  return option{*app_->add_option_function<std::string>(name, set, help)};
}

option command::add_flag(const std::string& name, bool& into, const std::string& help) const {
  return option{*app_->add_flag(name, into, help)};
}

void command::allow_subcommand() const { app_->require_subcommand(0, 1); }

void command::allow_extras() const { app_->allow_extras(); }

std::vector<std::string> command::remaining() const { return app_->remaining(); }

void command::read_no_settings() const {
  app_->parse_complete_callback([line = line_] { line->has_settings = false; });
}

void command::set_run(std::function<status(program&)> run) const {
  app_->callback([app = app_, &line = *line_, run = std::move(run)] {
    if (line.run) return;  // A command under this one is what was asked for.
    const auto* parent = app->get_parent();
    line.name = parent->get_parent() ? parent->get_name() + " " + app->get_name() : app->get_name();
    line.run = run;
  });
}

std::vector<std::string> words_of(const std::string& text) { return CLI::detail::split_up(text); }

key_name read_key_name(std::string_view text) {
  const auto name = key_name::parse(text);
  if (name.provider.empty() || name.provider_user_id.empty())
    throw error{errc::invalid_argument, "a key is PROVIDER:ID, such as username:ada"};
  return name;
}

void require_user(basic_auth& auth, std::string_view id) {
  if (!auth.find_user(id)) refuse(errc::invalid_user_id);
}

status answer_deleted(const program& p, std::int64_t count, bool one_was_named, std::string_view what) {
  p.out.answer({{"deleted", count}}, "deleted " + std::to_string(count) + "\n");
  if (count > 0 || !one_was_named) return yes;
  output::complain("cardea: there is no such " + std::string{what});
  return no;
}

}  // namespace cardea::cli
