// SPDX-License-Identifier: MIT
#include <cardea/cached/store.hpp>

#include <cardea/random.hpp>

#include "changes_heard.hpp"
#include "packed_row.hpp"
#include "row_table.hpp"
#include "tally.hpp"

#include <sodium.h>

#include <ctime>
#include <utility>

namespace cardea::cached {
namespace {

using namespace std::chrono_literals;

const options& checked(const options& how) {
  const auto refuse = [](const char* why) { throw error{errc::invalid_argument, why}; };
  if (how.row < 128 || how.row > longest_row) refuse("a cached row has 128 to 4096 bytes");
  if (how.memory < 64UL << 10) refuse("a cache of sessions has 64 KiB at least");
  if (how.bound < 50ms || how.bound > 1h) refuse("the bound of a cache lies between 50 ms and an hour");
  if (how.max_age < how.bound || how.max_age > 24h)
    refuse("the age of a cached row lies between the bound and a day");
  return how;
}

/// CLOCK_MONOTONIC stands still while the machine sleeps, and after it what was confirmed before would hold.
boot_time since_boot() noexcept {
#ifdef CLOCK_BOOTTIME
  timespec now{};
  if (clock_gettime(CLOCK_BOOTTIME, &now) == 0)
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
#endif
  return std::chrono::steady_clock::now().time_since_epoch();
}

}  // namespace

struct store::state final : change_listener {
  state(std::unique_ptr<change_channel> from, const options& options)
      : how{options},
        heard{how.memory / 512},
        // A 32nd goes to the numbers of what was heard.
        rows{how.memory - how.memory / 32, how.row},
        channel{std::move(from)} {
    system_random().fill(std::as_writable_bytes(std::span{key}));
    channel->start(*this, how.bound);
  }
  ~state() override { channel->stop(); }
  state(const state&) = delete;
  state& operator=(const state&) = delete;

  // Nobody who does not know the key can choose ids that share a set. 0 means that there is no row.
  [[nodiscard]] std::uint64_t hash_of(std::string_view id) const noexcept {
    std::uint64_t hash = 0;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                     reinterpret_cast<const unsigned char*>(id.data()), id.size(), key.data());
    return hash == 0 ? 1 : hash;
  }

  [[nodiscard]] boot_time now() const noexcept override { return how.clock ? how.clock() : since_boot(); }
  void session_changed(std::string_view id) noexcept override { heard.session(hash_of(id)); }
  void user_changed(std::string_view id) noexcept override { heard.user(hash_of(id)); }
  void all_changed() noexcept override { heard.all(); }
  void confirmed(boot_time since) noexcept override {
    fresh_until.store((since + how.bound).count(), std::memory_order_release);
  }
  void lost() noexcept override { fresh_until.store(0, std::memory_order_release); }

  [[nodiscard]] bool is_on(boot_time at) const noexcept {
    return at.count() < fresh_until.load(std::memory_order_acquire);
  }

  /// The clock first: what was confirmed until then has been heard by the time the row is held against it.
  [[nodiscard]] bool recall(std::string_view id, std::uint64_t hash, boot_time at, session_with_user& into) {
    found_row found;
    if (!rows.read(hash, found) || !heard.hold(found.facts.known_at, hash, found.facts.user) ||
        at - found.facts.looked_up >= how.max_age)
      return false;
    unpack(found.bytes(), into);
    if (into.session.id != id) return false;
    rows.mark(hash, found.way);
    return true;
  }

  /// `known_at` and `at` were asked for before it was looked up.
  void keep(std::uint64_t hash, std::uint64_t known_at, boot_time at, const session_with_user& row) {
    // Of a user who is gone nothing is kept, nor where a collation takes another spelling for the same.
    if (!row.user || row.user->id != row.session.user_id) return;
    std::array<std::byte, longest_row> bytes;
    const auto size = pack(row, std::span{bytes}.first(how.row));
    if (size == 0) return too_long.add();
    const row_facts facts{.known_at = known_at, .looked_up = at, .user = hash_of(row.session.user_id)};
    rows.write(hash, facts, std::span{bytes}.first(size), [&](std::uint64_t other, const row_facts& old) {
      return !heard.hold(old.known_at, other, old.user) || at - old.looked_up >= how.max_age;
    });
  }

  const options how;
  std::array<unsigned char, crypto_shorthash_KEYBYTES> key{};
  std::atomic<std::int64_t> fresh_until{0};
  changes_heard heard;
  row_table rows;
  tally hits, misses, off, too_long;
  std::unique_ptr<change_channel> channel;
};

namespace {

/// Calls it when the scope ends, however it ends: a write that failed may have been made.
template <class F>
class finally {
 public:
  explicit finally(F what) noexcept : what_{std::move(what)} {}
  ~finally() { what_(); }
  finally(const finally&) = delete;
  finally& operator=(const finally&) = delete;

 private:
  F what_;
};

}  // namespace

store::store(std::unique_ptr<cardea::store> inner, std::unique_ptr<change_channel> channel,
             const cached::options& options)
    : forwarding_store{std::move(inner)} {
  if (!channel) throw error{errc::invalid_argument, "a cache of sessions needs a channel"};
  state_ = std::make_unique<state>(std::move(channel), checked(options));
}

store::~store() = default;
store::store(store&&) noexcept = default;

std::vector<finding> store::check() {
  auto all = inner().check();
  for (auto& one : state_->channel->check()) all.push_back(std::move(one));
  return all;
}

std::vector<std::string> store::migrate(bool run, const migrate_options& options) {
  auto all = inner().migrate(run, options);
  for (auto& one : state_->channel->migrate(run, options)) all.push_back(std::move(one));
  return all;
}

counts store::counts() const noexcept {
  return {.hits = state_->hits.sum(),
          .misses = state_->misses.sum(),
          .off = state_->off.sum(),
          .too_long = state_->too_long.sum(),
          .is_on = state_->is_on(state_->now())};
}

std::optional<session_with_user> store::find_session(std::string_view id) {
  std::optional<session_with_user> found{std::in_place};
  if (!find_session_into(id, *found)) found.reset();
  return found;
}

bool store::find_session_into(std::string_view id, session_with_user& into) {
  auto& s = *state_;
  const auto now = s.now();
  if (!s.is_on(now)) {
    s.off.add();
    return inner().find_session_into(id, into);
  }
  const auto hash = s.hash_of(id);
  if (s.recall(id, hash, now, into)) {
    s.hits.add();
    return true;
  }
  s.misses.add();
  const auto known_at = s.heard.count();
  if (!inner().find_session_into(id, into)) return false;
  // Of exactly this id: a collation that ignores case may have found another.
  if (into.session.id == id) s.keep(hash, known_at, now, into);
  return true;
}

std::vector<std::optional<session_with_user>> store::find_sessions(std::span<const std::string_view> ids) {
  auto& s = *state_;
  const auto now = s.now();
  if (!s.is_on(now)) {
    for (std::size_t i = 0; i < ids.size(); ++i) s.off.add();
    return inner().find_sessions(ids);
  }
  std::vector<std::optional<session_with_user>> all(ids.size());
  std::vector<std::string_view> missed;
  std::vector<std::pair<std::size_t, std::uint64_t>> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto hash = s.hash_of(ids[i]);
    if (s.recall(ids[i], hash, now, all[i].emplace())) {
      s.hits.add();
      continue;
    }
    s.misses.add();
    missed.push_back(ids[i]);
    places.emplace_back(i, hash);
  }
  if (missed.empty()) return all;
  const auto known_at = s.heard.count();
  auto found = inner().find_sessions(missed);
  for (std::size_t i = 0; i < missed.size(); ++i) {
    if (found[i] && found[i]->session.id == missed[i]) s.keep(places[i].second, known_at, now, *found[i]);
    all[places[i].first] = std::move(found[i]);
  }
  return all;
}

insertion store::insert_user(const user_row& user, const key_row* key) {
  const finally after{[&] { state_->user_changed(user.id); }};
  return inner().insert_user(user, key);
}

insertion store::update_user(std::string_view id, std::span<const assignment> changes) {
  const finally after{[&] { state_->user_changed(id); }};
  return inner().update_user(id, changes);
}

bool store::erase_user(std::string_view id) {
  const finally after{[&] { state_->user_changed(id); }};
  return inner().erase_user(id);
}

// One of this id may have been here, and another process may have deleted it.
insertion store::insert_session(const session_row& session) {
  const finally after{[&] { state_->session_changed(session.id); }};
  return inner().insert_session(session);
}

insertion store::insert_successor(const session_row& session, std::string_view predecessor) {
  const finally after{[&] {
    state_->session_changed(session.id);
    state_->session_changed(predecessor);
  }};
  return inner().insert_successor(session, predecessor);
}

bool store::set_session_times(std::string_view id, const session_times& times) {
  const finally after{[&] { state_->session_changed(id); }};
  return inner().set_session_times(id, times);
}

bool store::set_session_times_within(std::string_view id, const session_times& times, duration left) {
  const finally after{[&] { state_->session_changed(id); }};
  return inner().set_session_times_within(id, times, left);
}

insertion store::update_session(std::string_view id, std::span<const assignment> changes) {
  const finally after{[&] { state_->session_changed(id); }};
  return inner().update_session(id, changes);
}

bool store::erase_session(std::string_view id) {
  const finally after{[&] { state_->session_changed(id); }};
  return inner().erase_session(id);
}

std::int64_t store::erase_sessions(std::string_view user_id) {
  const finally after{[&] { state_->user_changed(user_id); }};
  return inner().erase_sessions(user_id);
}

// Which ones they are is not said.
std::int64_t store::erase_expired(const expiry_bounds& bounds, std::int64_t limit) {
  const finally after{[&] { state_->all_changed(); }};
  return inner().erase_expired(bounds, limit);
}

}  // namespace cardea::cached
