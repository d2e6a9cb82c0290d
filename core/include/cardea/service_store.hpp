// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/store.hpp>
#include <cardea/time.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cardea {

/// How often something may be tried: `burst` times at once, and once more whenever `every` has passed (the
/// generic cell rate algorithm, a leaky bucket that is kept as one moment: when all attempts are back).
struct rate {
  std::int64_t burst = 0;
  duration every{};
  friend bool operator==(const rate&, const rate&) = default;
};

/// Throws `errc::invalid_argument` unless `burst` is from 1 to a million and `every` from 1 ms to a year.
void require_rate(const rate& limit);

/// Attempts, counted. Each function is atomic: of many callers at once no more are let through than the rate
/// says. Ids are up to 64 bytes, and two are the same if their bytes are.
class limit_store {
 public:
  virtual ~limit_store() = default;
  /// Takes one attempt from what `id` has left. Absent: it was taken. Otherwise nothing was, and after that
  /// long one can be. Never owes more than `burst` attempts: where the clock was set back, or the rate was
  /// another, what is kept is cut to that.
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
  /// A password hash of the short code that has to come with it; empty: none has to.
  std::string secret_hash;
  timestamp expires_at{};
  friend bool operator==(const one_time_row&, const one_time_row&) = default;
};

/// The store keeps; it never judges, and returns expired rows as any other. Ids and purposes are up to 64
/// bytes; two texts are the same if their bytes are.
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
  /// Of those of a user for that purpose leaves the `keep` that end last, deletes up to a hundred of the
  /// others, and returns their number. Of many callers at once each may leave what another has just inserted.
  virtual std::int64_t erase_oldest_one_times(std::string_view user_id, std::string_view purpose,
                                              std::int64_t keep) = 0;
  /// Deletes up to `limit` of those that are over at `now`, and returns their number.
  virtual std::int64_t erase_expired_one_times(timestamp now, std::int64_t limit) = 0;
};

/// What a service keeps beside users, keys and sessions. Throws `cardea::error` where the world is broken.
/// Safe to call from several threads at once.
class service_store : public limit_store, public one_time_store {
 public:
  /// Both as those of `cardea::store`, for the places of limits and one-time tokens.
  virtual std::vector<finding> check() { return {}; }
  virtual std::vector<std::string> migrate(bool /*run*/, const migrate_options& /*options*/ = {}) {
    return {};
  }
};

struct swept {
  std::int64_t limits = 0;
  std::int64_t one_times = 0;
};
/// Deletes what says nothing any more: limits that are full again and what is over at `now`, `batch` rows at
/// a time, so that nobody waits for long.
swept sweep(service_store& store, timestamp now, std::int64_t batch = 1000);

}  // namespace cardea
