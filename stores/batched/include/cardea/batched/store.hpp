// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/forwarding_store.hpp>

#include <cstddef>
#include <functional>
#include <memory>

namespace cardea::batched {

class lookups;
class renewals;

struct options {
  std::size_t max_batch = 64;     ///< the most ids in one look-up
  std::size_t max_in_flight = 2;  ///< look-ups under way at once; each takes a connection of the store's pool
  /// Renewals wait for up to this long and are then written together. Zero: each is written at once. What is
  /// lost in a crash is renewals of this time, never a creation or a revocation.
  duration renewal_interval{0};
  std::size_t max_renewals = 10'000;  ///< that wait, at the most; a further one is written at once
  /// Told where renewals could not be written; they are tried again after the next interval, unless the
  /// database refused the one. Called on a thread of the store's. It does not throw.
  std::function<void(const error&)> on_renewal_error{};
};

/// Looks up together what is asked for at the same time: `store{std::make_unique<postgres::store>(...)}`. A
/// caller who is alone goes straight through. Those who come while `max_in_flight` look-ups are under way
/// leave together in the next, in the call of one of them: no thread is added, and nobody waits for a timer.
/// A look-up leaves after it was asked for, so that what was revoked before is not found. All else is passed
/// on.
///
/// Where a look-up of many fails for what is in it (a row that cannot be read, an id that cannot be asked
/// for), each caller asks again alone and fails or not by itself; where the database is away or busy
/// (`error::retryable`), each gets that error at once, as an object of its own. Thread-safe, but for
/// `prepare`.
///
/// With a `renewal_interval` a thread writes what `set_session_times_within` has put off. In this process the
/// new times are seen at once. What was revoked stays revoked, whoever did it: a renewal only changes a row
/// that is there. One whose row might be taken for expired meanwhile is written at once. The destructor
/// writes what is left.
class store final : public forwarding_store {
 public:
  /// Throws `errc::invalid_argument` for no store, or a limit of 0.
  explicit store(std::unique_ptr<cardea::store> inner, const options& options = {});
  ~store() override;

  std::optional<session_with_user> find_session(std::string_view id) override;
  /// Of `max_batch` ids or more: passed on as they are.
  std::vector<std::optional<session_with_user>> find_sessions(std::span<const std::string_view> ids) override;

  insertion insert_session(const session_row& session) override;
  insertion insert_successor(const session_row& session, std::string_view predecessor) override;
  std::vector<session_row> list_sessions(std::string_view user_id) override;
  bool set_session_times(std::string_view id, const session_times& times) override;
  bool set_session_times_within(std::string_view id, const session_times& times, duration left) override;
  void set_many_session_times(std::span<const session_renewal> all) override;
  bool erase_session(std::string_view id) override;
  /// Writes the renewals that wait first.
  std::int64_t erase_expired(const expiry_bounds& bounds, std::int64_t limit) override;

  /// Writes the renewals that wait. Where it throws they are kept.
  void write_renewals();

 private:
  std::size_t max_batch_;
  std::unique_ptr<lookups> lookups_;
  std::unique_ptr<renewals> renewals_;  ///< null where each is written at once
};

}  // namespace cardea::batched
