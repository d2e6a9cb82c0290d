// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/password.hpp>
#include <cardea/random.hpp>
#include <cardea/service_store.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace cardea {

/// What a new token is for.
struct one_time_request {
  std::string purpose;  ///< "reset-password": 1 to 64 bytes
  std::string user_id;
  std::string address;    ///< where it is sent to, and what it proves; empty: nowhere
  duration expires_in{};  ///< up to 400 days
  /// The token stays with the client that asked, and a short code travels to the address: both are wanted.
  bool with_code = false;
};

/// Links and codes that work once: e-mail verification, password reset, sign-in. What is kept opens nothing:
/// of a token (256 random bits) a SHA-256, of a code (eight digits, as short as ASVS 5.0 6.5.4 lets it be) a
/// password hash. Decides nothing about how often somebody may ask or try: codes are short, so the caller
/// limits the attempts per token. Safe to call from several threads at once; refers to what it is made of.
class one_time_tokens {
 public:
  one_time_tokens(one_time_store& store, const password_hasher& codes,
                  random_source& random = system_random()) noexcept
      : store_{&store}, codes_{&codes}, random_{&random} {}

  struct issued {
    std::string token;  ///< 43 characters of base64url
    std::string code;   ///< eight digits, or empty
  };
  /// A new one, beside those that are there. Throws `errc::invalid_argument` where the request lacks
  /// something, and as the store does.
  [[nodiscard]] issued issue(const one_time_request& request, timestamp now);
  /// What `issue` returns, at the same work but for the row, which is not written: for an address that nobody
  /// has, so that it looks like another.
  [[nodiscard]] issued feign(bool with_code);

  /// The row, if the token was made for that purpose and is not over; nothing is changed. A code is not asked
  /// for. Absent for anything else.
  [[nodiscard]] std::optional<one_time_row> look(std::string_view token, std::string_view purpose,
                                                 timestamp now);
  /// The same, and the code is asked for: where one was sent it is wanted, and where none was, none may be
  /// given. With a code, every refusal costs what a wrong code costs. Nothing is changed.
  [[nodiscard]] std::optional<one_time_row> check(std::string_view token, std::string_view purpose,
                                                  timestamp now, std::string_view code = {});
  /// Uses up what `check` found. False: somebody else did. Of many callers at once, one sees true.
  [[nodiscard]] bool use_up(const one_time_row& row);
  /// Both: of many callers at once, one gets the row.
  [[nodiscard]] std::optional<one_time_row> redeem(std::string_view token, std::string_view purpose,
                                                   timestamp now, std::string_view code = {});
  /// Ends those of a user for a purpose, or for any where it is empty, and returns their number.
  std::int64_t revoke_all(std::string_view user_id, std::string_view purpose);
  /// Ends all of a user for a purpose but the `keep` that end last, up to a hundred, and returns their
  /// number.
  std::int64_t revoke_oldest(std::string_view user_id, std::string_view purpose, std::int64_t keep);

 private:
  one_time_store* store_;
  const password_hasher* codes_;
  random_source* random_;
};

}  // namespace cardea
