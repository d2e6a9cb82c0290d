// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/error.hpp>
#include <cardea/scheme.hpp>
#include <cardea/session.hpp>
#include <cardea/value.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cardea {

struct user_row {
  std::string id;
  record attributes;
  friend bool operator==(const user_row&, const user_row&) = default;
};

struct key_row {
  std::string id;  ///< "provider:provider user id"
  std::string user_id;
  std::optional<std::string> hashed_password;
  bool primary = false;              ///< only where the scheme has primary keys
  std::optional<timestamp> expires;  ///< only where the scheme has single-use keys
  friend bool operator==(const key_row&, const key_row&) = default;
};

struct session_row {
  std::string id;
  std::string user_id;
  session_times times;
  sha256_hash secret_hash{};  ///< only where the token is an id and a secret
  record attributes;
  friend bool operator==(const session_row&, const session_row&) = default;
};

struct session_with_user {
  session_row session;
  std::optional<user_row> user;  ///< absent: an orphan, whose user is gone
};

/// New times for a session.
struct session_renewal {
  std::string id;
  session_times times;
};

/// What became of an insertion. Anything but `done` left the store as it was.
enum class insertion {
  done,
  duplicate,      ///< a row of this id exists
  duplicate_key,  ///< of `insert_user` with a key: a key of this id exists
  no_user,        ///< the user does not exist
  no_session,     ///< of `insert_successor`: the session to follow is gone
  conflict,       ///< another constraint of the table refused the row
};

/// One column to write, by its position among the attributes.
struct assignment {
  std::size_t position;
  cardea::value value;
};

enum class severity { error, warning, note };

/// One difference between what is declared and what the database has.
struct finding {
  cardea::severity severity;
  std::string table;
  std::string column;  ///< empty: the table as a whole
  std::string message;
};

/// The store keeps; it never judges. It returns expired rows as any other, reads no clock, and throws
/// `cardea::error` where the world is broken, never for an answer that is no. Every function is atomic: all
/// of its effect or none. Implementations are safe to call from several threads at once, but for `prepare`.
class user_store {
 public:
  virtual ~user_store() = default;
  /// With a key: both or neither.
  virtual insertion insert_user(const user_row& user, const key_row* key) = 0;
  /// Absent: there is none.
  virtual std::optional<user_row> find_user(std::string_view id) = 0;
  /// Up to `limit` users whose id comes after `after` in the order of bytes, in that order. In MySQL's tables
  /// with a collation of their own, by that.
  virtual std::vector<user_row> list_users(std::string_view after, std::size_t limit) = 0;
  /// `no_user`: there is none; nothing was written.
  virtual insertion update_user(std::string_view id, std::span<const assignment> changes) = 0;
  /// Deletes the user with every key and session. False: there was no such user (keys and sessions that bear
  /// its id are deleted all the same).
  virtual bool erase_user(std::string_view id) = 0;
};

class key_store {
 public:
  virtual ~key_store() = default;
  virtual insertion insert_key(const key_row& key) = 0;
  /// Absent: there is none.
  virtual std::optional<key_row> find_key(std::string_view id) = 0;
  /// In the order of ids. Empty: the user has none, or there is no such user.
  virtual std::vector<key_row> list_keys(std::string_view user_id) = 0;
  /// Absent `hash`: the key has no password from now on. False: there is no such key.
  virtual bool set_key_password(std::string_view id, const std::optional<std::string>& hash) = 0;
  /// Writes `hash` where the stored one still is `expected`. False: it is not, or there is no such key.
  virtual bool replace_key_password(std::string_view id, std::string_view expected,
                                    std::string_view hash) = 0;
  /// False: there was no such key. Of many callers at once, one sees true.
  virtual bool erase_key(std::string_view id) = 0;
};

class session_store {
 public:
  virtual ~session_store() = default;
  virtual insertion insert_session(const session_row& session) = 0;
  /// Inserts `session` if the session `predecessor` still exists, which it leaves as it is.
  virtual insertion insert_successor(const session_row& session, std::string_view predecessor) = 0;
  /// One answer for each id, in their order; absent: there is none. The users come with it where they are
  /// kept together.
  virtual std::vector<std::optional<session_with_user>> find_sessions(
      std::span<const std::string_view> ids) = 0;
  /// The same for one id.
  virtual std::optional<session_with_user> find_session(std::string_view id) = 0;
  /// The same into what the caller has, whose strings and vectors a store may use again instead of making new
  /// ones. False: there is none, and what `into` holds is not said. Unless it is overridden it calls
  /// `find_session`, and so it does in `forwarding_store`: a decorator of one look-up is not passed by.
  virtual bool find_session_into(std::string_view id, session_with_user& into);
  /// In the order of ids, expired ones too. Empty: the user has none, or there is no such user.
  virtual std::vector<session_row> list_sessions(std::string_view user_id) = 0;
  /// False: the session is gone; nothing was written. The time of its creation stays as it is.
  virtual bool set_session_times(std::string_view id, const session_times& times) = 0;
  /// The same for a session that was just found and lasts for `left` longer as it stands. A store may put the
  /// writing off while nobody can take the session for expired, and then says true without looking again.
  virtual bool set_session_times_within(std::string_view id, const session_times& times, duration left);
  /// `set_session_times` for each, passing over those that are gone; where it throws some may be written.
  virtual void set_many_session_times(std::span<const session_renewal> all);
  /// `no_session`: there is none; nothing was written.
  virtual insertion update_session(std::string_view id, std::span<const assignment> changes) = 0;
  /// False: there was none. Of many callers at once, one sees true.
  virtual bool erase_session(std::string_view id) = 0;
  /// The number of sessions deleted.
  virtual std::int64_t erase_sessions(std::string_view user_id) = 0;
  /// Deletes up to `limit` sessions that are over, and returns their number; fewer than `limit`: none is
  /// left.
  virtual std::int64_t erase_expired(const expiry_bounds& bounds, std::int64_t limit) = 0;
};

/// How `store::migrate` goes about it.
struct migrate_options {
  /// Go on where another tool's migrations make the tables of the database; it does not learn of what is
  /// done.
  bool despite_owner = false;
  /// What the history of migrations says of when. Absent: it does not say.
  std::optional<timestamp> now{};
  /// For another migration to end.
  std::chrono::milliseconds wait_timeout{30'000};
};

class store : public user_store, public key_store, public session_store {
 public:
  /// The rules by which what is kept here is made and judged. Lives as long as the store.
  [[nodiscard]] virtual const cardea::scheme& scheme() const noexcept = 0;
  /// Says which attributes users and sessions have; to be called before anything else, once. Throws
  /// `errc::invalid_argument` for an attribute that bears the name of a column of the layout.
  virtual void prepare(const columns& user_attributes, const columns& session_attributes) = 0;
  /// Holds what is kept against what is declared. Empty: they agree.
  virtual std::vector<finding> check();
  /// The statements that make, or bring forward, what the layout and the attributes need; with `run`, runs
  /// them too: all or none, or, where the database cannot, so that the next call does the rest. They only
  /// add. Empty: there is nothing to do. Of many callers at once one does it, and the others wait. Throws
  /// `errc::schema_mismatch` where adding is not enough; and with `run` `errc::owned_elsewhere` where it is
  /// for another tool to run them, and `errc::busy` where another migration goes on for too long.
  virtual std::vector<std::string> migrate(bool run, const migrate_options& options = {});
  /// Whether the store has a place for keys; without one the functions of key_store throw
  /// `errc::unsupported`.
  [[nodiscard]] virtual bool has_keys() const noexcept { return scheme().has_keys; }
  /// Whether the store has a place for a key's expiry.
  [[nodiscard]] virtual bool has_key_expiry() const noexcept { return scheme().has_single_use_keys; }
};

}  // namespace cardea
