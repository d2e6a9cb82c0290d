// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/change_channel.hpp>
#include <cardea/postgres/connection.hpp>
#include <cardea/sql/layout.hpp>

#include <memory>
#include <string>

namespace cardea::postgres {

/// For a cache of sessions in PostgreSQL: LISTEN on a connection of its own, and triggers on the tables of
/// users and sessions that NOTIFY, which `migrate` makes. Four times within the bound it sends a word to
/// itself by the same way; the server keeps words in the order of commits, so that what has come before it is
/// all there was. Without the triggers it confirms nothing.
class change_channel final : public cardea::change_channel {
 public:
  /// `url` as for `pool`, of the server that is written to, and not through a pooler in transaction mode:
  /// throws `errc::invalid_argument` for a URL that names one, or that is none.
  change_channel(std::string url, sql::layout layout, const connect_options& options = {});
  ~change_channel() override;

  void start(change_listener& to, std::chrono::milliseconds bound) override;
  /// Waits for an attempt to connect that is under way, and so for `connect_timeout` at the most.
  void stop() noexcept override;
  std::vector<finding> check() override;
  std::vector<std::string> migrate(bool run, const migrate_options& options = {}) override;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace cardea::postgres
