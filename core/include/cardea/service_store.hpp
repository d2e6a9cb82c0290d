// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/time.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cardea {

/// How often something may be tried: `burst` times at once, and once more whenever `every` has passed (the
/// generic cell rate algorithm, a leaky bucket that is kept as one moment).
struct rate {
  std::int64_t burst = 0;
  duration every{};
  friend bool operator==(const rate&, const rate&) = default;
};

/// Attempts, counted. Each function is atomic: of many callers at once no more are let through than the rate
/// says.
class limit_store {
 public:
  virtual ~limit_store() = default;
  /// Takes one attempt from what `id` has left. Absent: it was taken. Otherwise nothing was, and after that
  /// long one can be.
  virtual std::optional<duration> take_attempt(std::string_view id, const rate& limit, timestamp now) = 0;
  /// Gives one attempt back that was taken by the same rate. Does nothing where none is known.
  virtual void return_attempt(std::string_view id, const rate& limit) = 0;
  /// Forgets up to `limit` ids that have all their attempts again, and returns their number.
  virtual std::int64_t erase_full_limits(timestamp now, std::int64_t limit) = 0;
};

/// Something that was sent to a person, to be shown once.
struct one_time_row {
  std::string id;       ///< a hash of what the client holds: nothing usable is kept
  std::string purpose;  ///< what it is for: "reset-password"; good for nothing else
  std::string user_id;  ///< whom it was made for
  std::string address;  ///< where it was sent to; empty: nowhere
  std::string
      secret_hash;  ///< a password hash of the short code that has to come with it; empty: none has to
  timestamp expires_at{};
  friend bool operator==(const one_time_row&, const one_time_row&) = default;
};

/// The store keeps; it never judges, and returns expired rows as any other.
class one_time_store {
 public:
  virtual ~one_time_store() = default;
  /// False: there is one of this id; nothing was written.
  virtual bool insert_one_time(const one_time_row& row) = 0;
  /// Absent: there is none.
  virtual std::optional<one_time_row> find_one_time(std::string_view id) = 0;
  /// False: there was none. Of many callers at once, one sees true.
  virtual bool erase_one_time(std::string_view id) = 0;
  /// Those of a user for that purpose, or for any where it is empty. The number deleted.
  virtual std::int64_t erase_one_times(std::string_view user_id, std::string_view purpose) = 0;
  /// Deletes up to `limit` of those that are over at `now`, and returns their number.
  virtual std::int64_t erase_expired_one_times(timestamp now, std::int64_t limit) = 0;
};

/// What a service keeps beside users, keys and sessions. Throws `cardea::error` where the world is broken.
/// Safe to call from several threads at once.
class service_store : public limit_store, public one_time_store {};

}  // namespace cardea
