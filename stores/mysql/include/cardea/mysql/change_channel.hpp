// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/change_channel.hpp>
#include <cardea/mysql/connection.hpp>
#include <cardea/sql/layout.hpp>
#include <cardea/sql/poller.hpp>

#include <memory>
#include <string>

namespace cardea::mysql {

/// For a cache of sessions in MySQL or MariaDB: triggers on the tables of users and sessions count changes in
/// a table `cardea_changes`, which `migrate` makes, and that is read four times within the bound, on a
/// connection of its own. Without the triggers it confirms nothing. What fires no trigger it does not hear
/// of: TRUNCATE, and rows that go with a row of another table than the users'.
class change_channel final : public cardea::change_channel {
 public:
  /// `url` as for `pool`, of the server that is written to. Throws `errc::invalid_argument` for one that is
  /// none.
  change_channel(std::string url, sql::layout layout, const connect_options& options = {});
  ~change_channel() override;

  void start(change_listener& to, std::chrono::milliseconds bound) override;
  /// Waits for a question that is under way, or for an attempt to connect.
  void stop() noexcept override;
  std::vector<finding> check() override;
  /// Needs the right TRIGGER on both tables. MySQL, unlike MariaDB, takes these statements from a client
  /// only: print them with `run` false.
  std::vector<std::string> migrate(bool run, const migrate_options& options = {}) override;

 private:
  struct state;
  std::unique_ptr<state> state_;
  sql::poller poller_{};
};

}  // namespace cardea::mysql
