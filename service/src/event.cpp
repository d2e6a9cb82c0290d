// SPDX-License-Identifier: MIT
#include <cardea/service/event.hpp>

namespace cardea::service {

std::string_view to_string(happening kind) noexcept {
  switch (kind) {
    case happening::signed_up:
      return "signed_up";
    case happening::signed_in:
      return "signed_in";
    case happening::sign_in_refused:
      return "sign_in_refused";
    case happening::limited:
      return "limited";
    case happening::signed_out:
      return "signed_out";
    case happening::sessions_ended:
      return "sessions_ended";
    case happening::password_changed:
      return "password_changed";
    case happening::password_refused:
      return "password_refused";
    case happening::one_time_sent:
      return "one_time_sent";
    case happening::one_time_refused:
      return "one_time_refused";
    case happening::email_verified:
      return "email_verified";
    case happening::user_deleted:
      return "user_deleted";
    case happening::mail_dropped:
      return "mail_dropped";
    case happening::cross_site:
      return "cross_site";
    case happening::failed:
      break;
  }
  return "failed";
}

}  // namespace cardea::service
