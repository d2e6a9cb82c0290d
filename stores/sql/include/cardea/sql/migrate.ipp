// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/sql/history.hpp>
#include <cardea/sql/schema.hpp>
#include <cardea/sql/unit.ipp>
#include <cardea/store.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace cardea::sql {

/// A table as it is.
template <connection Connection>
live_table look_at(Connection& connection, const dialect& dialect, const std::string& table) {
  // A kind of connection has one dialect.
  static const auto columns_query = rendered_for(dialect, dialect.columns_query);
  static const auto indexes_query = rendered_for(dialect, dialect.indexes_query);
  const cell name[] = {cell::of_text(table)};
  live_table live;
  connection.query(columns_query, name, [&](row r) {
    live.columns.push_back({.name = std::string{r[0].text},
                            .type = std::string{r[1].text},
                            .not_null = r[2].integer != 0,
                            .is_primary_key = r[3].integer != 0,
                            .has_default = r[4].integer != 0});
  });
  connection.query(indexes_query, name, [&](row r) { live.indexed.emplace_back(r[0].text); });
  return live;
}

/// One migration on one connection. The plan is made once the lock is held, so that what another has done
/// meanwhile is seen.
template <connection Connection>
class migrator {
 public:
  /// Tables that refer to others come behind the first, which is the one that they refer to. `more`: what is
  /// to be done after them.
  migrator(Connection& connection, const dialect& dialect, const transaction_words& words, history history,
           std::vector<wanted_table> wanted, const migrate_options& options,
           std::function<std::vector<std::string>()> more = {})
      : connection_{connection},
        dialect_{dialect},
        words_{words},
        history_{std::move(history)},
        wanted_{std::move(wanted)},
        options_{options},
        more_{std::move(more)} {}
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
    std::vector<std::string> steps;
    std::optional<live_table> first;
    for (auto table : wanted_) {
      const auto live = look_at(connection_, dialect_, table.name);
      if (!first) first = live;
      follow(table, *first, dialect_);
      for (auto& step : migration(table, live, dialect_)) steps.push_back(std::move(step));
    }
    if (more_)
      for (auto& step : more_()) steps.push_back(std::move(step));
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
    const bool is_kept = history_.is_there(look_at(connection_, dialect_, history_.table()));
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

  Connection& connection_;
  const dialect& dialect_;
  const transaction_words& words_;
  history history_;
  std::vector<wanted_table> wanted_;
  migrate_options options_;
  std::function<std::vector<std::string>()> more_;
  bool is_locked_ = false;
};

/// `store::migrate` on a source; `made_on` makes the migrator on a connection.
template <class Source, class F>
std::vector<std::string> migrated(Source& source, bool run, F made_on) {
  if (!run) {
    auto connection = source.read();
    return made_on(*connection).plan();
  }
  auto connection = source.write();
  if (source.dialect().tables_commit && source.words().commits_after_rollback)
    throw error{errc::invalid_argument,
                "to make tables would commit the application's transaction: it has to be over first"};
  return made_on(*connection).run();
}

}  // namespace cardea::sql
