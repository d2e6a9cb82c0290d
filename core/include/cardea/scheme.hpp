// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/cookie.hpp>
#include <cardea/password.hpp>
#include <cardea/random.hpp>

#include <string_view>

namespace cardea {

/// When a session is over, and what keeps it alive.
enum class expiry_rule {
  new_row,        ///< Lucia 0.6 to 1.8: active, then idle; an idle one is replaced by a new row with a new id
  same_row,       ///< Lucia 2: active, then idle; an idle one is extended in place
  half_life,      ///< Lucia 3: extended in place once half of its life is over
  last_verified,  ///< Cardea: a sliding idle limit, and an absolute limit from the creation
};

/// What the client holds.
enum class token_kind {
  session_id,     ///< the id of the row (every Lucia); whoever reads the table can use it
  id_and_secret,  ///< "id.secret"; the table holds the SHA-256 of the secret (ASVS 5.0, 7.2)
};

/// The rules of one generation: what is made, and how it is judged. Where it is kept is the layout's matter.
struct scheme {
  std::string_view name;  ///< as on the command line: "lucia-v2"
  expiry_rule expiry;
  token_kind token;
  id_form user_id;
  id_form session_id;
  bool session_id_length_is_fixed;  ///< ids of another length are refused unseen (Lucia 0.6 to 1.8)
  bool has_keys;                    ///< Lucia 3 left keys to the application
  bool has_session_attributes;      ///< from Lucia 2 on
  bool has_primary_keys;            ///< a user's first key, deleted only with the user (Lucia 0.6 to 1.8)
  bool has_single_use_keys;         ///< keys with an expiry (Lucia 0.7 to 1.8)
  password_format passwords;
  two_part_hash two_part;
  bool rehashes;  ///< a weak hash is replaced on login; not in Lucia 0.6 to 1.8, which verify the bytes as
                  ///< typed
  cardea::cookie_style cookie_style;
  std::string_view cookie_name;
  bool raw_cookie;  ///< the token consists of cookie-octets and is written unescaped
};

namespace schemes {

inline constexpr std::string_view alphanumeric =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890";
inline constexpr std::string_view lower_alphanumeric = "abcdefghijklmnopqrstuvwxyz1234567890";
inline constexpr std::string_view base32 = "abcdefghijklmnopqrstuvwxyz234567";
inline constexpr std::string_view unambiguous = "abcdefghijkmnpqrstuvwxyz23456789";

/// lucia-auth 0.6 to 0.10, on the schema of its Prisma page.
inline constexpr scheme lucia_v0{.name = "lucia-v0",
                                 .expiry = expiry_rule::new_row,
                                 .token = token_kind::session_id,
                                 .user_id = {alphanumeric, 15},
                                 .session_id = {alphanumeric, 40},
                                 .session_id_length_is_fixed = true,
                                 .has_keys = true,
                                 .has_session_attributes = false,
                                 .has_primary_keys = true,
                                 .has_single_use_keys = true,
                                 .passwords = password_format::s2,
                                 .two_part = two_part_hash::r8,
                                 .rehashes = false,
                                 .cookie_style = cookie_style::lucia_v1,
                                 .cookie_name = "auth_session",
                                 .raw_cookie = false};

/// lucia-auth 0.11 to 1.8.
inline constexpr scheme lucia_v1 = [] {
  auto s = lucia_v0;
  s.name = "lucia-v1";
  return s;
}();

/// lucia 2.
inline constexpr scheme lucia_v2{.name = "lucia-v2",
                                 .expiry = expiry_rule::same_row,
                                 .token = token_kind::session_id,
                                 .user_id = {lower_alphanumeric, 15},
                                 .session_id = {lower_alphanumeric, 40},
                                 .session_id_length_is_fixed = false,
                                 .has_keys = true,
                                 .has_session_attributes = true,
                                 .has_primary_keys = false,
                                 .has_single_use_keys = false,
                                 .passwords = password_format::s2,
                                 .two_part = two_part_hash::r8,
                                 .rehashes = true,
                                 .cookie_style = cookie_style::lucia_v1,
                                 .cookie_name = "auth_session",
                                 .raw_cookie = false};

/// lucia 3: ids from 25 and 10 random bytes, in lower-case base32.
inline constexpr scheme lucia_v3{.name = "lucia-v3",
                                 .expiry = expiry_rule::half_life,
                                 .token = token_kind::session_id,
                                 .user_id = {base32, 16},
                                 .session_id = {base32, 40},
                                 .session_id_length_is_fixed = false,
                                 .has_keys = false,
                                 .has_session_attributes = true,
                                 .has_primary_keys = false,
                                 .has_single_use_keys = false,
                                 .passwords = password_format::lucia_v3,
                                 .two_part = two_part_hash::r16,
                                 .rehashes = true,
                                 .cookie_style = cookie_style::lucia_v3,
                                 .cookie_name = "auth_session",
                                 .raw_cookie = false};

/// Cardea's own: a superset of the single-file recipe that Lucia's author published in 2025.
inline constexpr scheme cardea{.name = "cardea",
                               .expiry = expiry_rule::last_verified,
                               .token = token_kind::id_and_secret,
                               .user_id = {unambiguous, 16},
                               .session_id = {unambiguous, 16},
                               .session_id_length_is_fixed = false,
                               .has_keys = true,
                               .has_session_attributes = true,
                               .has_primary_keys = false,
                               .has_single_use_keys = false,
                               .passwords = password_format::argon2id,
                               .two_part = two_part_hash::either,
                               .rehashes = true,
                               .cookie_style = cookie_style::lucia_v3,
                               .cookie_name = "__Host-auth_session",
                               .raw_cookie = true};

}  // namespace schemes

/// How passwords are hashed where nothing else is said; a start for a policy of one's own.
[[nodiscard]] constexpr password_policy default_password_policy(const scheme& rules) noexcept {
  return {.format = rules.passwords,
          .two_part = rules.two_part,
          .argon2id_over_nfkc = rules.passwords != password_format::argon2id};
}
}  // namespace cardea
