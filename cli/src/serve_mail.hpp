// SPDX-License-Identifier: MIT
#pragma once
#include "serve_settings.hpp"

#include <cardea/mail/mailer.hpp>

#include <memory>

namespace cardea::cli {

/// What takes the letters. Null: none are sent. Throws `errc::invalid_argument` where that cannot be.
[[nodiscard]] std::unique_ptr<mail::mailer> open_mailer(const mail_settings& how);

}  // namespace cardea::cli
