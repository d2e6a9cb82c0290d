// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/attributes.hpp>
#include <cardea/basic_auth.hpp>

#include <concepts>
#include <utility>

namespace cardea {

template <class Attributes>
struct user {
  std::string id;
  Attributes attributes;
};

template <class Attributes>
struct session : session_state {
  std::string token;  ///< for the client; empty where the session was only listed
  Attributes attributes;
};

/// What a valid token stands for.
template <class UserAttributes, class SessionAttributes>
struct validation {
  cardea::session<SessionAttributes> session;
  cardea::user<UserAttributes> user;
};

/// Users, keys and sessions, with the application's attributes as described structs (Boost.Describe). The
/// fields are the columns. A thin layer: what is decided is decided in `basic_auth`, whose rules on refusals
/// and errors hold here.
template <class UserAttributes = no_attributes, class SessionAttributes = no_attributes>
class auth {
 public:
  using user = cardea::user<UserAttributes>;
  using session = cardea::session<SessionAttributes>;
  using validation = cardea::validation<UserAttributes, SessionAttributes>;

  template <std::derived_from<cardea::store> Store>
  explicit auth(Store store, auth_options options = {})
      : auth{std::unique_ptr<cardea::store>{std::make_unique<Store>(std::move(store))}, std::move(options)} {}

  explicit auth(std::unique_ptr<cardea::store> store, auth_options options = {})
      : basic_{std::move(store), attribute::columns_of<UserAttributes>(),
               attribute::columns_of<SessionAttributes>(), std::move(options)} {}

  void check() { basic_.check(); }
  std::vector<std::string> migrate(const migrate_options& options = {}) { return basic_.migrate(options); }

  /// With an `id` of the application's own, or, where it is empty, one that is drawn.
  result<user> create_user(const UserAttributes& attributes, std::string_view id = {}) {
    return to_user(basic_.create_user(attribute::to_record(attributes), {}, {}, id));
  }
  /// With a first key, both or neither. Absent password: a key that opens without one (OAuth).
  result<user> create_user(const UserAttributes& attributes, const key_name& key,
                           std::optional<std::string_view> password, std::string_view id = {}) {
    return to_user(basic_.create_user(attribute::to_record(attributes), key, password, id));
  }
  [[nodiscard]] std::optional<user> find_user(std::string_view id) {
    auto row = basic_.find_user(id);
    if (!row) return std::nullopt;
    return to_user(std::move(*row));
  }
  /// Writes these attributes only: `update_user(id, set(&user_attributes::email, "a@b.example"))`.
  template <class... Fields>
  result<user> update_user(std::string_view id, field_change<UserAttributes, Fields>... changes) {
    const assignment assignments[] = {to_assignment(std::move(changes))...};
    return to_user(basic_.update_user(id, assignments));
  }
  bool delete_user(std::string_view id) { return basic_.delete_user(id); }

  result<key> create_key(std::string_view user_id, const key_name& name, const key_options& options = {}) {
    return basic_.create_key(user_id, name, options);
  }
  [[nodiscard]] std::optional<key> find_key(const key_name& name) { return basic_.find_key(name); }
  [[nodiscard]] std::vector<key> list_keys(std::string_view user_id) { return basic_.list_keys(user_id); }
  result<used_key> use_key(const key_name& name, std::optional<std::string_view> password) {
    return basic_.use_key(name, password);
  }
  result<key> set_key_password(const key_name& name, std::optional<std::string_view> password) {
    return basic_.set_key_password(name, password);
  }
  result<used_key> set_key_password(const used_key& by, std::string_view password) {
    return basic_.set_key_password(by, password);
  }
  result<key> delete_key(const key_name& name) { return basic_.delete_key(name); }

  result<session> create_session(std::string_view user_id, const SessionAttributes& attributes = {},
                                 std::string_view id = {}) {
    return to_session(basic_.create_session(user_id, attribute::to_record(attributes), id));
  }
  result<session> create_session(const used_key& by, const SessionAttributes& attributes = {}) {
    return to_session(basic_.create_session(by, attribute::to_record(attributes)));
  }
  [[nodiscard]] std::optional<validation> validate(std::string_view token) {
    auto found = basic_.validate(token);
    if (!found) return std::nullopt;
    return to_validation(std::move(*found));
  }
  /// The same into a validation that was used before: what fits into the room of its strings is not
  /// allocated. False: not a live session; what `into` holds then, or after an exception, is not said.
  ///     cardea::auth<user_attributes>::validation who;  // one for each thread
  ///     if (auth.validate(token, who)) greet(who.user.attributes.username);
  [[nodiscard]] bool validate(std::string_view token, validation& into) {
    // Its room serves every call of this thread.
    thread_local basic_validation found;
    if (!basic_.validate(token, found)) return false;
    static_cast<session_state&>(into.session) = found.session;
    into.session.token = found.token;
    attribute::read_record(found.session.attributes, into.session.attributes);
    into.user.id = found.user.id;
    attribute::read_record(found.user.attributes, into.user.attributes);
    return true;
  }
  /// The same for many, looked up together: one answer for each token, in their order.
  [[nodiscard]] std::vector<std::optional<validation>> validate(std::span<const std::string_view> tokens) {
    std::vector<std::optional<validation>> all;
    all.reserve(tokens.size());
    for (auto& found : basic_.validate(tokens)) {
      auto& one = all.emplace_back();
      if (found) one.emplace(to_validation(std::move(*found)));
    }
    return all;
  }
  [[nodiscard]] std::vector<session> list_sessions(std::string_view user_id) {
    std::vector<session> sessions;
    for (auto& found : basic_.list_sessions(user_id)) sessions.push_back(to_session(std::move(found), {}));
    return sessions;
  }
  template <class... Fields>
  result<session> update_session(std::string_view id, field_change<SessionAttributes, Fields>... changes) {
    const assignment assignments[] = {to_assignment(std::move(changes))...};
    auto updated = basic_.update_session(id, assignments);
    if (!updated) return updated.error();
    return to_session(std::move(*updated), {});
  }
  bool revoke(std::string_view token_or_id) { return basic_.revoke(token_or_id); }
  std::int64_t revoke_all(std::string_view user_id) { return basic_.revoke_all(user_id); }
  std::int64_t prune(std::int64_t limit = std::numeric_limits<std::int64_t>::max()) {
    return basic_.prune(limit);
  }

  [[nodiscard]] cookie session_cookie(const session& made) const {
    return basic_.session_cookie(made.token, made);
  }
  [[nodiscard]] cookie blank_session_cookie() const { return basic_.blank_session_cookie(); }
  [[nodiscard]] std::optional<std::string> read_session_cookie(std::string_view header) const {
    return basic_.read_session_cookie(header);
  }

  /// The same operations on records.
  [[nodiscard]] basic_auth& basic() noexcept { return basic_; }

 private:
  static user to_user(user_row&& row) {
    return {std::move(row.id), attribute::from_record<UserAttributes>(std::move(row.attributes))};
  }
  static result<user> to_user(result<user_row>&& row) {
    if (!row) return row.error();
    return to_user(std::move(*row));
  }
  static session to_session(basic_session&& from, std::string token) {
    session result;
    static_cast<session_state&>(result) = std::move(static_cast<session_state&>(from));
    result.token = std::move(token);
    result.attributes = attribute::from_record<SessionAttributes>(std::move(from.attributes));
    return result;
  }
  static result<session> to_session(result<basic_creation>&& made) {
    if (!made) return made.error();
    return to_session(std::move(made->session), std::move(made->token));
  }
  static validation to_validation(basic_validation&& found) {
    return {to_session(std::move(found.session), std::move(found.token)), to_user(std::move(found.user))};
  }
  template <class T, class Field>
  static assignment to_assignment(field_change<T, Field> change) {
    return {attribute::position_of(change.member), attribute::to_value(std::move(change.to))};
  }

  basic_auth basic_;
};

}  // namespace cardea
