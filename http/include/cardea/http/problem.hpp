// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/http/message.hpp>

#include <span>
#include <string>
#include <string_view>

namespace cardea::http {

/// One thing that is wrong with what was sent.
struct problem_error {
  std::string_view pointer;  ///< where: a JSON pointer as a fragment, "#/password"
  std::string_view detail;   ///< a sentence for people
};

/// A problem detail (RFC 9457) as application/problem+json. `type` is a URI that names the kind of problem;
/// empty: "about:blank", and the status says it all. An empty `detail` is left out, and so is an empty list
/// of `errors`. What is said here is for strangers: no text of an exception, no secret. Bytes that are no
/// UTF-8 are left out.
[[nodiscard]] response problem(int status, std::string_view type, std::string_view title,
                               std::string_view detail = {}, std::span<const problem_error> errors = {});

/// 401, with the challenge that RFC 9110 15.5.2 asks for.
[[nodiscard]] response unauthenticated();

/// 403: another site may have made the browser send this.
[[nodiscard]] response cross_site_refused();

/// 503 with Retry-After for what may pass by itself, otherwise 500. Says nothing of what is broken: log
/// `what()`.
[[nodiscard]] response failed(const error& broken);

}  // namespace cardea::http
