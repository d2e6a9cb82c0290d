// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/cookie.hpp>
#include <cardea/password.hpp>
#include <cardea/random.hpp>
#include <cardea/result.hpp>
#include <cardea/session.hpp>
#include <cardea/store.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cardea {

/// What the application decides. Everything has a default: Lucia's own in Lucia's layouts.
struct auth_options {
  session_policy session{};
  cookie_options cookie{};
  /// Absent: a standard_password_hasher for the scheme. Shared, since it may be given to several.
  std::shared_ptr<password_hasher> passwords{};
  /// Null: the system's clock. Outlives the auth.
  const time_source* clock = nullptr;
  /// Null: the system's generator. Outlives the auth.
  random_source* random = nullptr;
};

/// A way in: "username" and "ada", "email" and an address, "github" and an account number.
struct key_name {
  std::string_view provider;          ///< not empty, no colon
  std::string_view provider_user_id;  ///< not empty; may hold colons

  /// "provider:provider user id", the id of the row. Throws `errc::invalid_argument` for a name that breaks
  /// the rules above, is not UTF-8, holds a NUL, or is longer than 255 bytes.
  [[nodiscard]] std::string id() const;
  /// Views into `id`. Without a colon the provider is empty.
  [[nodiscard]] static key_name parse(std::string_view id) noexcept;
};

struct key {
  std::string provider;
  std::string provider_user_id;
  std::string user_id;
  bool password_defined = false;
  bool primary = false;
  std::optional<timestamp> expires;
};

/// A key that `use_key` opened. It remembers with which hash (for the auth only, and nowhere to be read), so
/// that what is done because of it can be refused where the password was changed in the meantime.
class used_key : public key {
  friend class basic_auth;
  used_key(key of, std::optional<std::string> hash) : key{std::move(of)}, hash_{std::move(hash)} {}
  std::optional<std::string> hash_;
};

/// What `create_key` may say beyond the name.
struct key_options {
  std::optional<std::string_view> password{};  ///< absent: a key that opens without one (OAuth)
  std::optional<duration> expires_in{};        ///< a key for one use (Lucia 0.7 to 1.8)
};

/// A session as the application sees it, without its attributes' types.
struct session_state {
  std::string id;
  std::string user_id;
  timestamp expires_at{};  ///< from when on it is over, if nothing renews it
  session_times times;
  bool fresh = false;  ///< just made or renewed: send the cookie (again)
  bool active = true;  ///< false: in its idle period (listed sessions of Lucia 0.6 to 2)
};

struct basic_session : session_state {
  record attributes;
};

struct basic_validation {
  basic_session session;
  user_row user;
  /// What the client holds from now on. It differs from what was shown only where a renewal makes a new row
  /// (Lucia 0.6 to 1.8).
  std::string token;
};

struct basic_creation {
  basic_session session;
  std::string token;  ///< for the client; in the `cardea` layout it is kept nowhere and cannot be had again
};

/// The operations, on records. `auth<User, Session>` puts types on them; use this one where the columns are
/// known at run time only, as the command line does. Thread-safe if the store is.
///
/// Every function throws `cardea::error` where the database fails: an error is never a yes.
class basic_auth {
 public:
  /// Prepares the store for these attributes. Throws `errc::invalid_argument` for options that contradict
  /// each other.
  basic_auth(std::unique_ptr<cardea::store> store, const columns& user_attributes,
             const columns& session_attributes, auth_options options = {});
  ~basic_auth();
  basic_auth(basic_auth&&) noexcept;
  basic_auth& operator=(basic_auth&&) noexcept;

  /// Throws `errc::schema_mismatch`, naming each table, column and both types, where the database does not
  /// hold what the layout and the attributes say. For the start of a program.
  void check();

  /// Makes the tables that are missing, and adds nullable columns and indexes to those that are there;
  /// returns the statements that were run, and keeps a line of it in a table of its own. Throws
  /// `errc::schema_mismatch`, having changed nothing, where adding is not enough, and
  /// `errc::owned_elsewhere` where it is for the migrations of Drizzle or Prisma to run them.
  std::vector<std::string> migrate(migrate_options options = {});

  // Users.
  /// Refusals: duplicate_user_id, duplicate_key_id, conflict, and invalid_password for one that cannot be
  /// hashed.
  result<user_row> create_user(record attributes, const std::optional<key_name>& key = {},
                               std::optional<std::string_view> password = {}, std::string_view id = {});
  [[nodiscard]] std::optional<user_row> find_user(std::string_view id);
  [[nodiscard]] std::vector<user_row> list_users(std::string_view after = {}, std::size_t limit = 100);
  /// Refusals: invalid_user_id, conflict.
  result<user_row> update_user(std::string_view id, std::span<const assignment> changes);
  /// Ends every session and removes every key, in one transaction. False: there was no such user.
  bool delete_user(std::string_view id);

  // Keys.
  /// Refusals: invalid_user_id, duplicate_key_id, invalid_password.
  result<key> create_key(std::string_view user_id, const key_name& name, const key_options& options = {});
  [[nodiscard]] std::optional<key> find_key(const key_name& name);
  [[nodiscard]] std::vector<key> list_keys(std::string_view user_id);
  /// Sign-in. Refusals: invalid_key_id, invalid_password, expired_key: all cost the same work, and a client
  /// should be told none from the other. A password given where none is defined is refused, and the reverse.
  /// A weak hash is replaced on success; a key for one use is gone afterwards, and of many callers at once
  /// one succeeds. Go on with `create_session(*key)`.
  result<used_key> use_key(const key_name& name, std::optional<std::string_view> password);
  /// Absent password: the key opens without one from now on. Refusals: invalid_key_id, invalid_password.
  result<key> set_key_password(const key_name& name, std::optional<std::string_view> password);
  /// The same for who has just shown the old one, so that of two changes at once only one is made. Refusals:
  /// invalid_password for one that cannot be hashed; invalid_key_id where the key went, or its password was
  /// changed, since it was used. Throws `errc::invalid_argument` for a key that was opened without one.
  result<used_key> set_key_password(const used_key& by, std::string_view password);
  /// Refusals: invalid_key_id, primary_key.
  result<key> delete_key(const key_name& name);

  // Sessions.
  /// Refusals: invalid_user_id, duplicate_session_id (only for an `id` of the caller's own), conflict.
  result<basic_creation> create_session(std::string_view user_id, record attributes,
                                        std::string_view id = {});
  /// Of whoever opened that key. Refused with invalid_key_id where the key went, or its password was changed,
  /// since it was used: whoever changes a password and then ends the sessions (`set_key_password`,
  /// `revoke_all`) has ended those of the old one, however the two meet. The key is looked at once more when
  /// the session is there already, so on any isolation level one of the two sees the other.
  result<basic_creation> create_session(const used_key& by, record attributes);
  /// Absent: not a live session of a living user. Renews it where it is due. What no token can be (too long,
  /// not ASCII, blank) is refused before the database is asked.
  [[nodiscard]] std::optional<basic_validation> validate(std::string_view token);
  /// The same into a validation that was used before, whose room is used again: what fits is not allocated.
  /// False: not a live session; what `into` holds then, or after an exception, is not said.
  [[nodiscard]] bool validate(std::string_view token, basic_validation& into);
  /// The same for many, looked up together: one answer for each token, in their order. Throws for all of them
  /// where the database fails for one.
  [[nodiscard]] std::vector<std::optional<basic_validation>> validate(
      std::span<const std::string_view> tokens);
  /// Those that are not over, not renewed by being listed.
  [[nodiscard]] std::vector<basic_session> list_sessions(std::string_view user_id);
  /// Refusals: invalid_session_id, conflict.
  result<basic_session> update_session(std::string_view id, std::span<const assignment> changes);
  /// Ends one session, by its token or its id. Of a token only the id counts: to end a session needs no
  /// proof. False: there was none.
  bool revoke(std::string_view token_or_id);
  /// The number of sessions ended.
  std::int64_t revoke_all(std::string_view user_id);
  /// Deletes up to `limit` rows of sessions that are over, in slices of 1000, and returns their number. Fewer
  /// than `limit`: none is left.
  std::int64_t prune(std::int64_t limit = std::numeric_limits<std::int64_t>::max());

  // What travels.
  /// The cookie for a session that was created or renewed: with the session's end for Lucia 0.6 to 2, with
  /// `expires_in` for Lucia 3, with the time left for Cardea.
  [[nodiscard]] cookie session_cookie(std::string_view token, const session_state& session) const;
  /// The cookie that makes the client forget.
  [[nodiscard]] cookie blank_session_cookie() const;
  /// The token in a Cookie header; absent: none, or nothing that could be one.
  [[nodiscard]] std::optional<std::string> read_session_cookie(std::string_view header) const;

  [[nodiscard]] const cardea::scheme& scheme() const noexcept;
  [[nodiscard]] const session_policy& policy() const noexcept;
  [[nodiscard]] const cookie_options& cookie_settings() const noexcept;
  [[nodiscard]] const columns& user_attributes() const noexcept;
  [[nodiscard]] const columns& session_attributes() const noexcept;
  [[nodiscard]] cardea::store& store() noexcept;
  /// For passwords that are kept elsewhere than in a key, as applications on Lucia 3 do.
  [[nodiscard]] const password_hasher& passwords() const noexcept;
  [[nodiscard]] timestamp now() const;

 private:
  struct shown_token;
  [[nodiscard]] bool admit(const shown_token& shown, session_with_user& found, basic_validation& into);
  [[nodiscard]] bool still_opens(const used_key& by);

  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace cardea
