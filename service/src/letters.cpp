// SPDX-License-Identifier: MIT
#include "letters.hpp"

namespace cardea::service::letters {
namespace {

std::string lasting(duration span) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(span).count();
  if (minutes % (24 * 60) == 0)
    return minutes == 24 * 60 ? "a day" : std::to_string(minutes / (24 * 60)) + " days";
  if (minutes % 60 == 0) return minutes == 60 ? "an hour" : std::to_string(minutes / 60) + " hours";
  return minutes == 1 ? "a minute" : std::to_string(minutes) + " minutes";
}

mail::message letter(facts& said, const std::string& subject, const std::string& before,
                     const std::string& after) {
  std::string text = "Hello,\n\n" + before + "\n\n";
  if (!said.link.empty()) text += said.link + "\n\n";
  text += after + "\n\n-- \n" + std::string{said.service} + "\n";
  return {.to = std::move(said.to),
          .subject = subject + " " + std::string{said.service},
          .text = std::move(text)};
}

}  // namespace

mail::message email_verification(facts said) {
  return letter(
      said, "Confirm your e-mail address for",
      "somebody, most likely you, gave us this address. Open this page to confirm that it is yours:",
      "The link works once, for " + lasting(said.lasts) +
          ". If it was not you, do nothing: without you, nobody gets in with this address.");
}

mail::message already_known(facts said) {
  return letter(
      said, "You have an account at",
      "somebody, most likely you, tried to make an account with this address. There is one already, so\n"
      "nothing was changed. Sign in as before; or, if you have forgotten the password, choose another:",
      "The link works once, for " + lasting(said.lasts) + ". If it was not you, do nothing.");
}

mail::message password_reset(facts said) {
  return letter(said, "Choose a new password for",
                "somebody, most likely you, has forgotten the password. Open this page to choose another:",
                "The link works once, for " + lasting(said.lasts) +
                    ". It ends every session. If it was not you, do nothing: the password stays as it is.");
}

mail::message sign_in_link(facts said) {
  return letter(said, "Sign in to", "open this page to sign in:",
                "The link works once, for " + lasting(said.lasts) +
                    ". Give it to nobody. If you did not ask for it, do nothing.");
}

mail::message sign_in_code(facts said) {
  return letter(said, "Your code for", "this code signs you in on the page that asked for it:",
                "It works once, for " + lasting(said.lasts) +
                    ". Give it to nobody, whoever asks. If you did not ask for it, do nothing.");
}

mail::message password_changed(facts said) {
  return letter(said, "Your password was changed at",
                "your password was changed just now, and every other session ended.",
                "If it was not you, choose a new one at once: ask for a link on the page for signing in.");
}

}  // namespace cardea::service::letters
