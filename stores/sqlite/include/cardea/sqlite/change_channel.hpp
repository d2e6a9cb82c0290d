// SPDX-License-Identifier: MIT
#pragma once
#include <cardea/change_channel.hpp>
#include <cardea/sql/poller.hpp>

#include <memory>
#include <string>

namespace cardea::sqlite {

/// For a cache of sessions in a SQLite file: asks `PRAGMA data_version` nine times within the bound, on a
/// connection of its own. SQLite says that something was committed, by whatever process, and not what: with
/// every commit to the file all that is kept is dropped. Needs nothing in the database.
class change_channel final : public cardea::change_channel {
 public:
  /// Throws `errc::invalid_argument` for a database in memory, which no other connection can see.
  explicit change_channel(std::string path);
  ~change_channel() override;

  void start(change_listener& to, std::chrono::milliseconds bound) override;
  void stop() noexcept override;

 private:
  struct state;
  std::unique_ptr<state> state_;
  sql::poller poller_{};
};

}  // namespace cardea::sqlite
