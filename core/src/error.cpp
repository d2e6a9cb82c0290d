// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>

namespace cardea {

std::string_view to_string(errc code) noexcept {
  switch (code) {
    case errc::invalid_session_id:
      return "AUTH_INVALID_SESSION_ID";
    case errc::invalid_user_id:
      return "AUTH_INVALID_USER_ID";
    case errc::invalid_key_id:
      return "AUTH_INVALID_KEY_ID";
    case errc::invalid_password:
      return "AUTH_INVALID_PASSWORD";
    case errc::expired_key:
      return "AUTH_EXPIRED_KEY";
    case errc::duplicate_user_id:
      return "AUTH_DUPLICATE_USER_ID";
    case errc::duplicate_key_id:
      return "AUTH_DUPLICATE_KEY_ID";
    case errc::duplicate_session_id:
      return "AUTH_DUPLICATE_SESSION_ID";
    case errc::conflict:
      return "CONFLICT";
    case errc::primary_key:
      return "PRIMARY_KEY";
    case errc::owned_elsewhere:
      return "OWNED_ELSEWHERE";
    case errc::invalid_argument:
      return "INVALID_ARGUMENT";
    case errc::unsupported:
      return "UNSUPPORTED";
    case errc::schema_mismatch:
      return "SCHEMA_MISMATCH";
    case errc::unavailable:
      return "UNAVAILABLE";
    case errc::outcome_unknown:
      return "OUTCOME_UNKNOWN";
    case errc::busy:
      return "BUSY";
    case errc::read_only:
      return "READ_ONLY";
    case errc::full:
      return "FULL";
    case errc::corrupt:
      return "CORRUPT";
    case errc::internal:
      return "INTERNAL";
  }
  return "INTERNAL";
}

}  // namespace cardea
