// SPDX-License-Identifier: MIT
#include "command.hpp"

#include <cardea/error.hpp>

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

CLI::App& add_command(CLI::App& parent, command_line& line, const std::string& name,
                      const std::string& sentence, const std::string& example) {
  auto& app = *parent.add_subcommand(name, sentence);
  app.footer("Example:\n  " + example + "\n\n`cardea --help` lists the options that every command has.");
  add_global_options(app, line, "");
  return app;
}

CLI::App& add_group(CLI::App& parent, const std::string& name, const std::string& sentence) {
  auto& app = *parent.add_subcommand(name, sentence);
  app.require_subcommand(1);
  app.footer("`cardea " + name + " COMMAND --help` says more of each.");
  return app;
}

void add_global_options(CLI::App& app, command_line& line, const std::string& group) {
  const auto set = [&line](const std::string& name, const std::string& value) {
    if (!line.options.emplace(name, value).second)
      throw error{errc::invalid_argument, "--" + name + " is given twice"};
  };
  for (const auto& option : global_options()) {
    const std::string name = option.name;
    app.add_option_function<std::string>(
           "--" + name, [set, name](const std::string& value) { set(name, value); }, option.help)
        ->type_name(option.value)
        ->group(group);
  }
  app.add_option("--config", line.config, "a file with these options; else ./cardea.toml, if there is one")
      ->type_name("FILE")
      ->group(group);
  app.add_flag("--json", line.json, "print one JSON object")->group(group);
}

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
