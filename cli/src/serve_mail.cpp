// SPDX-License-Identifier: MIT
#include "serve_mail.hpp"

#include "command.hpp"

#include <cardea/error.hpp>
#include <cardea/mail/command_mailer.hpp>
#include <cardea/mail/file_mailer.hpp>
#include <cardea/mail/smtp_mailer.hpp>

#include <utility>

namespace cardea::cli {

std::unique_ptr<mail::mailer> open_mailer(const mail_settings& how) try {
  if (how.to.empty()) return nullptr;
  mail::sender from{.address = how.from, .name = how.from_name};
  const auto behind = [&](std::string_view prefix) { return how.to.substr(prefix.size()); };
  if (how.to.starts_with("file:"))
    return std::make_unique<mail::file_mailer>(behind("file:"), std::move(from));
  if (how.to.starts_with("command:"))
    return std::make_unique<mail::command_mailer>(
        mail::command_options{.command = words_of(behind("command:")), .from = std::move(from)});
  if (how.to.starts_with("smtp://") || how.to.starts_with("smtps://"))
    return std::make_unique<mail::smtp_mailer>(mail::smtp_options{.url = how.to,
                                                                  .from = std::move(from),
                                                                  .user = how.user,
                                                                  .password = how.password,
                                                                  .ca_file = how.ca_file});
  throw error{errc::invalid_argument, "file:FOLDER, command:PROGRAM, smtp://HOST or smtps://HOST is wanted"};
} catch (const error& e) {
  throw error{e.code(), std::string{"--mail: "} + e.what()};
}

}  // namespace cardea::cli
