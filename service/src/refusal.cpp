// SPDX-License-Identifier: MIT
#include "refusal.hpp"

namespace cardea::service {

const wording& wording_of(reason why) noexcept {
  static constexpr wording malformed{400, "malformed", "The request cannot be read",
                                     "The request cannot be read."};
  static constexpr wording invalid_input{422, "invalid-input", "Something is not as it has to be",
                                         "Please look at this again."};
  static constexpr wording credentials{401, "invalid-credentials", "The name and the password do not match",
                                       "That name and that password do not belong together."};
  static constexpr wording password{403, "wrong-password", "The password is wrong",
                                    "That is not your current password."};
  static constexpr wording unset{403, "no-password", "There is no password",
                                 "You have no password yet. Ask for a link to set one where you sign in."};
  static constexpr wording nobody{401, "unauthenticated", "Nobody is signed in", "Sign in first."};
  static constexpr wording taken{409, "identifier-taken", "The name is taken",
                                 "Somebody has this name already."};
  static constexpr wording token{400, "invalid-token", "The link or code is not good",
                                 "It was used already, has run out, or was never good."};
  static constexpr wording limited{429, "too-many-requests", "Too many attempts",
                                   "There were too many attempts. Wait a little, then try again."};
  static constexpr wording cross_site{403, "cross-site", "The request comes from another site",
                                      "The request comes from another site."};
  static constexpr wording not_found{404, "not-found", "There is nothing here", "There is nothing here."};
  static constexpr wording method{405, "method-not-allowed", "This cannot be done here",
                                  "This cannot be done here."};
  static constexpr wording media{415, "unsupported-media-type", "The body is of another type",
                                 "The body has to be application/json."};
  static constexpr wording unavailable{503, "unavailable", "The service cannot answer now",
                                       "This does not work at the moment. Try again soon."};
  static constexpr wording failed{500, "failed", "The service is broken",
                                  "Something is broken here. It is not your fault."};
  switch (why) {
    case reason::malformed:
      return malformed;
    case reason::invalid_input:
      return invalid_input;
    case reason::invalid_credentials:
      return credentials;
    case reason::no_password:
      return unset;
    case reason::wrong_password:
      return password;
    case reason::unauthenticated:
      return nobody;
    case reason::identifier_taken:
      return taken;
    case reason::invalid_token:
      return token;
    case reason::limited:
      return limited;
    case reason::cross_site:
      return cross_site;
    case reason::not_found:
      return not_found;
    case reason::method_not_allowed:
      return method;
    case reason::unsupported_media_type:
      return media;
    case reason::unavailable:
      return unavailable;
    case reason::failed:
      break;
  }
  return failed;
}

}  // namespace cardea::service
