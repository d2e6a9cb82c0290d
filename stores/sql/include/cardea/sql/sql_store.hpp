// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/connection.hpp>
#include <cardea/sql/history.hpp>
#include <cardea/sql/inspection.hpp>
#include <cardea/sql/schema.hpp>
#include <cardea/sql/statements.hpp>
#include <cardea/store.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cardea::sql {

/// The store, written once for every database: it asks a source for a connection, runs a statement and reads
/// its rows. The members are defined in sql_store.ipp, which a driver includes once, where it instantiates
/// them.
template <class Source>
class sql_store : public cardea::store, public inspectable {
 public:
  sql_store(Source source, sql::layout layout);

  [[nodiscard]] const cardea::scheme& scheme() const noexcept override { return *layout_.rules; }
  [[nodiscard]] bool has_keys() const noexcept override { return layout_.has_keys(); }
  [[nodiscard]] bool has_key_expiry() const noexcept override { return !layout_.key.expires.empty(); }
  void prepare(const columns& user_attributes, const columns& session_attributes) override;
  std::vector<finding> check() override;
  std::vector<std::string> migrate(bool run, const migrate_options& options = {}) override;
  /// The tool whose migrations make the tables of the database, by the history that it keeps there. Absent:
  /// there is none that is known.
  std::optional<history_owner> owner();

  [[nodiscard]] inspection inspect() override;
  [[nodiscard]] std::vector<held> held_in(const std::string& table, const std::string& column) override;
  [[nodiscard]] std::int64_t rows_of(const std::string& table) override;

  [[nodiscard]] const sql::layout& layout() const noexcept { return layout_; }

  insertion insert_user(const user_row& user, const key_row* key) override;
  std::optional<user_row> find_user(std::string_view id) override;
  std::vector<user_row> list_users(std::string_view after, std::size_t limit) override;
  insertion update_user(std::string_view id, std::span<const assignment> changes) override;
  bool erase_user(std::string_view id) override;

  insertion insert_key(const key_row& key) override;
  std::optional<key_row> find_key(std::string_view id) override;
  std::vector<key_row> list_keys(std::string_view user_id) override;
  bool set_key_password(std::string_view id, const std::optional<std::string>& hash) override;
  bool replace_key_password(std::string_view id, std::string_view expected, std::string_view hash) override;
  bool erase_key(std::string_view id) override;

  insertion insert_session(const session_row& session) override;
  insertion insert_successor(const session_row& session, std::string_view predecessor) override;
  std::vector<std::optional<session_with_user>> find_sessions(std::span<const std::string_view> ids) override;
  std::optional<session_with_user> find_session(std::string_view id) override;
  bool find_session_into(std::string_view id, session_with_user& into) override;
  std::vector<session_row> list_sessions(std::string_view user_id) override;
  bool set_session_times(std::string_view id, const session_times& times) override;
  /// In transactions of some hundred each.
  void set_many_session_times(std::span<const session_renewal> all) override;
  insertion update_session(std::string_view id, std::span<const assignment> changes) override;
  bool erase_session(std::string_view id) override;
  std::int64_t erase_sessions(std::string_view user_id) override;
  std::int64_t erase_expired(const expiry_bounds& bounds, std::int64_t limit) override;

 private:
  template <class Connection>
  auto migrator_on(Connection& connection, const migrate_options& options);
  [[nodiscard]] const statements& prepared() const;
  [[nodiscard]] const statements& with_keys() const;
  template <class Connection>
  static bool exists(Connection& connection, const statement& query, std::string_view id);
  template <class Erase>
  std::int64_t erase_all(Erase erase);
  insertion insert_session_as(const session_row& session, std::string_view must_exist, bool as_successor);
  static insertion written(executed done, insertion absent);
  insertion insert(const statement& what, const parameters& values, const statement& taken,
                   std::string_view id, insertion absent);
  insertion update(const statement& what, const parameters& values, insertion absent);
  std::int64_t write(const statement& what, std::span<const cell> parameters);

  std::unique_ptr<Source> source_;
  sql::layout layout_;
  std::optional<statements> statements_;
};

}  // namespace cardea::sql
