// SPDX-License-Identifier: MIT
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace cardea {

/// Why an answer is no, or what is broken. `to_string` gives the stable spelling that scripts and logs see;
/// where Lucia has a name for it, it is Lucia's (`AUTH_INVALID_KEY_ID`, ...).
enum class errc {
  // The answer is no.
  invalid_session_id,    ///< no such session, or it is over
  invalid_user_id,       ///< no such user
  invalid_key_id,        ///< no such key
  invalid_password,      ///< wrong, missing, or given where none is defined
  expired_key,           ///< a single-use key past its time (Lucia 0.7 to 1.8)
  duplicate_user_id,     ///< the user id is taken
  duplicate_key_id,      ///< the key is taken
  duplicate_session_id,  ///< the session id is taken
  conflict,              ///< another unique or check constraint of the application's table refused the row
  primary_key,           ///< a primary key is deleted only with its user (Lucia 0.6 to 1.8)
  owned_elsewhere,       ///< another tool's migrations make the tables of this database
  // The call is wrong.
  invalid_argument,  ///< a value that no layout could store
  unsupported,       ///< the layout has no place for it
  // The world is broken.
  schema_mismatch,  ///< a table or a column is missing or of another type
  unavailable,      ///< the database cannot be opened or reached
  outcome_unknown,  ///< the connection was lost while a change was under way: it was made, or it was not
  busy,             ///< locked by somebody else for longer than the time-out
  read_only,        ///< the database refuses writes
  full,             ///< no room left
  corrupt,          ///< the file is damaged, is no database, or holds a value that cannot be read
  internal,         ///< anything else a driver said
};

/// The stable spelling, e.g. "AUTH_INVALID_SESSION_ID". Never absent, never changes.
[[nodiscard]] std::string_view to_string(errc code) noexcept;

/// Whether the same call may succeed a moment later without anything being mended.
[[nodiscard]] constexpr bool is_retryable(errc code) noexcept {
  return code == errc::busy || code == errc::unavailable;
}

/// The one exception of this library. `what()` is written for a log or an operator: it may name tables and
/// files, never a token, a password or a hash. Clients are shown `to_string(code())` at the most.
class error : public std::runtime_error {
 public:
  error(errc code, const std::string& message) : std::runtime_error{message}, code_{code} {}
  [[nodiscard]] errc code() const noexcept { return code_; }
  [[nodiscard]] bool retryable() const noexcept { return is_retryable(code_); }

 private:
  errc code_;
};

}  // namespace cardea
