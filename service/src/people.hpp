// SPDX-License-Identifier: MIT
#pragma once
#include "context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cardea::service {

/// Without the blanks around it, which keyboards add.
[[nodiscard]] std::string_view trimmed(std::string_view typed) noexcept;
/// What was typed, as keys spell it. Empty: it cannot be anybody's.
[[nodiscard]] std::string canonical_identifier(const context& house, std::string_view typed);

/// Why a new user may not be called that. Absent: they may.
[[nodiscard]] std::optional<std::string> objection_to_identifier(const context& house,
                                                                 std::string_view canonical);

/// The key of that name, under the provider that people sign in with here.
[[nodiscard]] key_name name_of(const context& house, const std::string& canonical);
/// The key that a user signs in with here. Absent: none.
[[nodiscard]] std::optional<key> key_of(context& house, std::string_view user_id);

/// Gives that password to every key that a user signs in with here, so that no older one opens. False: there
/// is no such key. `but`: the one that has it already.
bool set_password(context& house, std::string_view user_id, std::string_view password,
                  std::string_view but = {});

/// Where mail to a user goes, as it is stored. Empty: nowhere.
[[nodiscard]] std::string address_of(context& house, const user_row& user);
/// What a user is called.
[[nodiscard]] std::string identifier_of(context& house, const user_row& user);

[[nodiscard]] bool has_proven_address(const context& house, const user_row& user);
/// Notes that `address` was proven to be the user's, unless it is theirs no more by then: the address is read
/// again after the note is written (T10). False: it is not theirs.
bool prove_address(context& house, const user_row& user, const std::string& address, timestamp now);

/// A user as somebody asked for them by name.
struct person {
  user_row user;
  std::string address;  ///< empty: nowhere to write to
};
/// Absent: there is none. Asks the database as often as if there were.
[[nodiscard]] std::optional<person> find_person(context& house, const std::string& canonical);

/// The text of an attribute. Empty: null, or no text.
[[nodiscard]] std::string text_at(const record& values, std::optional<std::size_t> position);

}  // namespace cardea::service
