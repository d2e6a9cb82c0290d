// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/token.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

enum class scheme_name { lucia_v3, cardea };

/// How many ids a hand-written statement asks for at once, at the most.
constexpr std::size_t many = 64;

/// The rows as the hand-written loops want them.
struct plain_session {
  std::string id{}, user_id{}, username{};
  std::int64_t first_time = 0, second_time = 0;
};

/// A connection of the driver's with the prepared joins that a careful programmer would write by hand.
class bare_connection {
 public:
  virtual ~bare_connection() = default;
  /// Copies out what it reads, and checks the secret where the token has one. False: the token is not good.
  virtual bool look_up(std::string_view token, plain_session& found) = 0;
  /// The same for up to `many` different tokens in one statement, in whatever order the database has them.
  /// How many of them are good.
  virtual std::size_t look_up_many(std::span<const std::string> tokens,
                                   std::vector<plain_session>& found) = 0;
};

/// The ids in many tokens, and their secrets, to be held against rows that come in an order of the
/// database's.
class taken_apart {
 public:
  /// Views into the tokens.
  explicit taken_apart(std::span<const std::string> tokens);
  [[nodiscard]] const std::vector<std::string_view>& ids() const noexcept { return ids_; }
  /// False: no token has this id and this secret.
  [[nodiscard]] bool has(std::string_view id, const cardea::sha256_hash& secret_hash) const;

 private:
  std::vector<std::string_view> ids_;
  std::vector<std::pair<std::string_view, cardea::sha256_hash>> secrets_;
};

/// "?, ?, ?"
[[nodiscard]] std::string question_marks(std::size_t count);

}  // namespace bench
