// SPDX-License-Identifier: MIT
#pragma once
#include <string_view>

namespace cardea::service {

/// What happened, for logs and for counting.
enum class happening {
  signed_up,
  signed_in,
  sign_in_refused,  ///< a wrong password, an unknown name, an account that is locked for now, a bad link
  limited,          ///< too many attempts; nothing was tried
  signed_out,
  sessions_ended,
  password_changed,
  password_refused,  ///< the current password, asked for again by a session, was wrong
  one_time_sent,
  one_time_refused,
  email_verified,
  user_deleted,
  mail_dropped,  ///< there was no room for it
  cross_site,
  failed,  ///< the database, or something else that is broken: see `what`
};

/// "signed_in", as in a log.
[[nodiscard]] std::string_view to_string(happening kind) noexcept;

/// Views that live as long as the call. Holds no password, no token, no cookie, no e-mail address.
struct event {
  happening kind{};
  std::string_view user_id{};  ///< empty: nobody, or nobody that is known
  std::string_view network{};  ///< whence, as limits see it: an IPv4 address, or a /64
  std::string_view route{};    ///< "/api/sessions/{handle}"
  std::string_view detail{};   ///< which limit or purpose; of a failure the text for operators
};

}  // namespace cardea::service
