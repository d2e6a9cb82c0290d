// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/mail/message.hpp>
#include <cardea/time.hpp>

#include <string>
#include <string_view>

/// The mails, as people read them: plain text, one thing to do in each.
namespace cardea::service::letters {

struct facts {
  std::string to;
  std::string_view service;  ///< what the service is called
  std::string link;          ///< or a code; empty where there is nothing to do
  duration lasts{};
};

[[nodiscard]] mail::message email_verification(facts said);
[[nodiscard]] mail::message already_known(facts said);
[[nodiscard]] mail::message password_reset(facts said);
[[nodiscard]] mail::message sign_in_link(facts said);
[[nodiscard]] mail::message sign_in_code(facts said);
[[nodiscard]] mail::message password_changed(facts said);

}  // namespace cardea::service::letters
