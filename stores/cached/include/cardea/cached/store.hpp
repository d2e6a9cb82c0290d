// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/change_channel.hpp>
#include <cardea/forwarding_store.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace cardea::cached {

struct options {
  /// Bytes for rows, all in all. They are taken from the system as they are used.
  std::size_t memory = 64UL << 20;
  /// The longest session with its user that is kept, in bytes as they are kept: the ids, the attributes, and
  /// about a hundred more. Each takes that much. A longer one is looked up every time.
  std::size_t row = 512;
  /// The oldest that an answer may be. Beyond it the channel's silence turns the cache off.
  std::chrono::milliseconds bound{900};
  /// A row is looked up again after this time, whatever the channel says: for what no channel hears of
  /// (docs/cache.md).
  std::chrono::milliseconds max_age{60'000};
  /// Absent: the time since the machine was started, its sleep included. To be callable from several threads.
  std::function<boot_time()> clock{};
};

/// How often what happened, since the start.
struct counts {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;    ///< not kept, or not any more
  std::uint64_t off = 0;       ///< looked up in the database because the channel had confirmed nothing
  std::uint64_t too_long = 0;  ///< longer than `options::row`
  bool is_on = false;          ///< now
};

/// Keeps sessions that were looked up, with their users, in this process's memory, and answers from there
/// only while its channel confirms that it has heard of every change. Where it does not, every look-up goes
/// to the store behind it. What this process writes through this store it knows at once. An answer that there
/// is no session is never kept.
///
///     cardea::cached::store{std::make_unique<cardea::sqlite::store>(pool, layout),
///                           std::make_unique<cardea::sqlite::change_channel>("app.db")}
///
/// Thread-safe as far as the store behind it is; a hit takes no lock.
class store final : public forwarding_store {
 public:
  /// Throws `errc::invalid_argument` for no store, no channel, or options that cannot be.
  store(std::unique_ptr<cardea::store> inner, std::unique_ptr<change_channel> channel,
        const cached::options& options = {});
  ~store() override;
  store(store&&) noexcept;
  store& operator=(store&&) = delete;

  /// With what the channel misses in the database: without it the cache stays off.
  std::vector<finding> check() override;
  /// With what the channel needs.
  std::vector<std::string> migrate(bool run, const migrate_options& options = {}) override;

  [[nodiscard]] cached::counts counts() const noexcept;

  std::optional<session_with_user> find_session(std::string_view id) override;
  bool find_session_into(std::string_view id, session_with_user& into) override;
  std::vector<std::optional<session_with_user>> find_sessions(std::span<const std::string_view> ids) override;

  insertion insert_user(const user_row& user, const key_row* key) override;
  insertion update_user(std::string_view id, std::span<const assignment> changes) override;
  bool erase_user(std::string_view id) override;
  insertion insert_session(const session_row& session) override;
  insertion insert_successor(const session_row& session, std::string_view predecessor) override;
  bool set_session_times(std::string_view id, const session_times& times) override;
  bool set_session_times_within(std::string_view id, const session_times& times, duration left) override;
  insertion update_session(std::string_view id, std::span<const assignment> changes) override;
  bool erase_session(std::string_view id) override;
  std::int64_t erase_sessions(std::string_view user_id) override;
  std::int64_t erase_expired(const expiry_bounds& bounds, std::int64_t limit) override;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace cardea::cached
