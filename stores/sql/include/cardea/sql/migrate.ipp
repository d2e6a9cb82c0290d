// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/history.hpp>
#include <cardea/sql/sql_store.ipp>

#include <chrono>
#include <thread>

namespace cardea::sql {

/// One migration on one connection. The plan is made once the lock is held, so that what another has done
/// meanwhile is seen.
template <class Source>
template <class Connection>
class sql_store<Source>::migrator {
 public:
  migrator(sql_store& store, Connection& connection, const migrate_options& options)
      : store_{store},
        connection_{connection},
        options_{options},
        dialect_{store.source_->dialect()},
        words_{store.source_->words()},
        history_{store.layout_, dialect_} {}
  ~migrator() {
    if (is_locked_) try {
        answer(dialect_.migrations.unlock);
      } catch (const error&) {
        // The connection is gone, and the lock with it.
      }
  }
  migrator(const migrator&) = delete;
  migrator& operator=(const migrator&) = delete;

  std::vector<std::string> plan() {
    const auto& s = store_.prepared();
    std::vector<std::string> steps;
    std::optional<live_table> users;
    for (auto& table : wanted_tables(store_.layout_, dialect_, s.user_attributes(), s.session_attributes())) {
      const auto live = store_.look_at(connection_, table.name);
      if (!users) users = live;  // They come first.
      follow(table, *users, dialect_);
      for (auto& step : migration(table, live, dialect_)) steps.push_back(std::move(step));
    }
    return steps;
  }

  std::vector<std::string> run() {
    transaction work{connection_, words_};
    lock();
    auto steps = plan();
    if (steps.empty() && !dialect_.tables_commit) {
      work.commit();  // Without a look at the history, on which whoever only uses the tables may have no
                      // right.
      return steps;
    }
    const bool is_kept = history_.is_there(store_.look_at(connection_, history_.table()));
    if (is_kept) connection_.query(history_.read(), {}, [&](row r) { history_.take(r); });
    if (!steps.empty() && !options_.despite_owner)
      if (const auto owner = this->owner()) refuse_for(*owner);
    const auto entry = history::entry_of(steps, options_.now);
    if (dialect_.tables_commit) {
      work.commit();
      run_each(steps, is_kept, entry);
    } else {
      for (const auto& step : steps) execute(statement{step, false});
      if (!is_kept) execute(history_.create());
      execute(history_.insert(), history_.parameters_of(entry, true));
      work.commit();
    }
    return steps;
  }

  std::optional<history_owner> owner() {
    const auto query = rendered_for(dialect_, dialect_.migrations.owners, false);
    std::optional<history_owner> found;
    for (const auto& schema : history_.schemas()) {
      const cell parameters[] = {cell::of_text(schema)};
      connection_.query(query, parameters, [&](row r) {
        if (!found) found = {.tool = std::string{r[0].text}, .table = std::string{r[1].text}};
      });
    }
    return found;
  }

 private:
  /// Where each table that is made is committed at once, a row says what is under way. The next migration
  /// finishes one that was interrupted, in its row.
  void run_each(const std::vector<std::string>& steps, bool is_kept, const history::entry& entry) {
    if (steps.empty() && !history_.is_open()) return;
    if (!is_kept) alone(history_.create());
    if (!history_.is_open()) alone(history_.insert(), history_.parameters_of(entry, false));
    for (const auto& step : steps) alone(statement{step, false});
    alone(history_.finish(), history_.parameters_of_finish());
  }

  /// Within a transaction a connection that was lost is not replaced by one without the lock.
  void alone(const statement& what, const std::vector<cell>& parameters = {}) {
    transaction work{connection_, words_};
    if (is_locked_ && !answer(dialect_.migrations.is_locked))
      throw error{errc::unavailable,
                  "the connection was lost in the midst of a migration: the next finishes it"};
    execute(what, parameters);
    work.commit();
  }

  void execute(const statement& what, const std::vector<cell>& parameters = {}) {
    if (connection_.execute(what, parameters).why != refusal::none)
      throw error{errc::conflict, "the database refused a row of the history of migrations"};
  }

  bool answer(std::string_view query) {
    const cell parameters[] = {cell::of_text(history_.table())};
    bool is_yes = false;
    connection_.query(rendered_for(dialect_, query, false), parameters,
                      [&](row r) { is_yes = r[0].integer != 0; });
    return is_yes;
  }

  void lock() {
    if (dialect_.migrations.lock.empty()) return;
    const auto until = std::chrono::steady_clock::now() + options_.wait_timeout;
    while (!answer(dialect_.migrations.lock)) {
      if (std::chrono::steady_clock::now() >= until)
        throw error{errc::busy, "another migration of these tables went on for longer than " +
                                    std::to_string(options_.wait_timeout.count()) + " ms"};
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    is_locked_ = !dialect_.migrations.unlock.empty();
  }

  sql_store& store_;
  Connection& connection_;
  migrate_options options_;
  const dialect& dialect_;
  const transaction_words& words_;
  history history_;
  bool is_locked_ = false;
};

template <class Source>
std::vector<std::string> sql_store<Source>::migrate(bool run, const migrate_options& options) {
  static_cast<void>(prepared());
  if (!run) {
    auto connection = source_->read();
    return migrator<std::remove_cvref_t<decltype(*connection)>>{*this, *connection, options}.plan();
  }
  auto connection = source_->write();
  if (source_->dialect().tables_commit && source_->words().commits_after_rollback)
    throw error{errc::invalid_argument,
                "to make tables would commit the application's transaction: it has to be over first"};
  return migrator<std::remove_cvref_t<decltype(*connection)>>{*this, *connection, options}.run();
}

template <class Source>
std::optional<history_owner> sql_store<Source>::owner() {
  auto connection = source_->read();
  return migrator<std::remove_cvref_t<decltype(*connection)>>{*this, *connection, {}}.owner();
}

}  // namespace cardea::sql
