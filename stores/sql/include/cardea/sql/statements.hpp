// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/cell.hpp>
#include <cardea/sql/dialect.hpp>
#include <cardea/sql/layout.hpp>
#include <cardea/sql/statement.hpp>
#include <cardea/store.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cardea::sql {

/// Values to bind, and what they point to where it had to be made. A time of the form `iso8601` takes two
/// places: the statement chooses.
class parameters {
 public:
  void add(cell value) { cells_.push_back(value); }
  void add(const value& value, const column& column, time_form times);
  void add(timestamp time, time_form form);
  void add(const std::optional<timestamp>& time, time_form form);
  void add(std::string_view text) { cells_.push_back(cell::of_text(text)); }
  /// A text that nobody else keeps.
  void keep(std::string text);
  /// Repeats the last one.
  void pad(std::size_t to) { cells_.resize(to, cells_.back()); }
  [[nodiscard]] std::span<const cell> cells() const noexcept { return cells_; }

 private:
  std::vector<cell> cells_;
  std::vector<std::unique_ptr<const std::string>> made_;
};

[[nodiscard]] cell to_cell(timestamp time, time_form form) noexcept;
/// Throws `errc::corrupt` where the cell holds no time, or one outside of what JavaScript's Date can hold.
[[nodiscard]] timestamp to_time(const cell& from, time_form form);
/// Throws `errc::corrupt`, naming the column, where the cell cannot be read as its type.
[[nodiscard]] value to_value(const cell& from, const column& column, time_form times);
/// The same in place of what `into` holds, in its room where that is of the same kind.
void read_value(const cell& from, const column& column, time_form times, value& into);

/// Every statement of a store, rendered once for a layout, a dialect and the attributes, with the reading of
/// their rows. Immutable once made, so that threads may share it.
class statements {
 public:
  /// Throws `errc::invalid_argument` where an attribute bears the name of a column of the layout, or two bear
  /// the same.
  statements(sql::layout layout, const dialect& dialect, columns user_attributes, columns session_attributes);

 private:
  sql::layout layout_;
  const dialect* dialect_;
  columns user_attributes_;
  columns session_attributes_;

 public:
  // Texts. An insertion that leaves some attributes out is made for the occasion, and then stands in `made`.
  [[nodiscard]] const statement& insert_user(const record& attributes, std::optional<statement>& made) const;
  [[nodiscard]] statement update_user(std::span<const assignment> changes) const;
  [[nodiscard]] const statement& insert_session(const record& attributes, bool as_successor,
                                                std::optional<statement>& made) const;
  [[nodiscard]] statement update_session(std::span<const assignment> changes) const;
  /// A look-up of many, and the most ids that it takes.
  struct sized {
    std::size_t most;
    statement text;
  };
  /// The one for `count` ids with the smallest size that does, or the largest there is.
  [[nodiscard]] const sized& find_sessions(std::size_t count) const noexcept;

  statement find_user, list_users, lock_user, delete_user;
  statement insert_key, find_key, list_keys, set_password, replace_password, delete_key, delete_keys_of_user;
  statement find_session, session_exists, user_exists, key_exists, list_sessions, set_times, delete_session,
      delete_sessions_of_user, delete_expired;

  // Parameters, in the order of the statement of the same name.
  [[nodiscard]] parameters of_user(const user_row& user) const;
  [[nodiscard]] parameters of_changes(const columns& attributes, std::span<const assignment> changes,
                                      std::string_view id) const;
  [[nodiscard]] parameters of_key(const key_row& key) const;
  [[nodiscard]] parameters of_session(const session_row& session, std::string_view must_exist) const;
  [[nodiscard]] parameters of_times(const session_times& times, std::string_view id) const;
  /// Of `find_sessions(ids.size())`, where that takes them all. The ids outlive it.
  [[nodiscard]] parameters of_ids(std::span<const std::string_view> ids) const;
  [[nodiscard]] parameters of_bounds(const expiry_bounds& bounds, std::int64_t limit) const;

  // Rows. Those that are read in place of another take the room of its strings and vectors.
  [[nodiscard]] user_row read_user(row from) const;
  [[nodiscard]] key_row read_key(row from) const;
  [[nodiscard]] session_row read_session(row from) const;
  void read_session_with_user(row from, session_with_user& into) const;

  [[nodiscard]] const sql::layout& layout() const noexcept { return layout_; }
  [[nodiscard]] const columns& user_attributes() const noexcept { return user_attributes_; }
  [[nodiscard]] const columns& session_attributes() const noexcept { return session_attributes_; }

 private:
  void read_user(row from, user_row& into) const;
  void read_session(row from, session_row& into) const;
  [[nodiscard]] std::string user_columns(std::string_view prefix) const;
  [[nodiscard]] std::string session_columns(std::string_view prefix) const;
  [[nodiscard]] std::string key_columns(std::string_view prefix) const;
  [[nodiscard]] std::string select_users() const;
  [[nodiscard]] std::string select_keys() const;
  [[nodiscard]] std::string select_one(std::string_view in, std::string_view id) const;
  [[nodiscard]] std::string select_taken(std::string_view in, std::string_view id) const;
  [[nodiscard]] std::string delete_where(std::string_view in, std::string_view column) const;
  [[nodiscard]] std::string set_password_text() const;
  [[nodiscard]] std::string join_text() const;
  [[nodiscard]] std::string insert_user_text(const record* attributes) const;
  [[nodiscard]] std::string insert_session_text(const record* attributes, bool as_successor) const;
  [[nodiscard]] std::string insert_key_text() const;
  [[nodiscard]] std::string set_times_text() const;
  [[nodiscard]] std::string delete_expired_text() const;
  /// A parameter for the column.
  [[nodiscard]] std::string place(std::string_view in, std::string_view column, time_form times) const;
  [[nodiscard]] std::string place(std::string_view in, const column& attribute) const;
  [[nodiscard]] statement update_text(std::string_view in, std::string_view id, const columns& attributes,
                                      std::span<const assignment> changes) const;
  [[nodiscard]] std::string q(std::string_view name) const { return quoted(*dialect_, name); }
  [[nodiscard]] std::string table(std::string_view name) const { return quoted(*dialect_, name, true); }
  /// With its table's name: SQLite takes a bare quoted name that no column bears for a text.
  [[nodiscard]] std::string of(std::string_view in, std::string_view column) const {
    return table(in) + '.' + q(column);
  }
  [[nodiscard]] std::string of_user_table(std::string_view name) const { return of(layout_.user.name, name); }
  [[nodiscard]] std::string of_key_table(std::string_view name) const { return of(layout_.key.name, name); }
  [[nodiscard]] std::string of_session_table(std::string_view name) const {
    return of(layout_.session.name, name);
  }
  [[nodiscard]] std::string in_order(const std::string& column) const {
    return column + std::string{dialect_->by_bytes};
  }
  [[nodiscard]] std::string equal(const std::string& column, const std::string& other) const;
  [[nodiscard]] statement make(std::string text, bool cached = true) const;

  statement insert_user_, insert_session_, insert_successor_;
  std::vector<sized> find_sessions_;
};

}  // namespace cardea::sql
