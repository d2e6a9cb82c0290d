// SPDX-License-Identifier: MIT
#include "serve_mail.hpp"

#include <cardea/error.hpp>

namespace cardea::cli {

std::unique_ptr<mail::mailer> open_mailer(const mail_settings& how) {
  if (how.to.empty()) return nullptr;
  throw error{errc::invalid_argument, "--mail: file:PATH, command:PROGRAM or smtp://HOST is wanted"};
}

}  // namespace cardea::cli
