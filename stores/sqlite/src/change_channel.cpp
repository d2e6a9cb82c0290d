// SPDX-License-Identifier: MIT
#include <cardea/sqlite/change_channel.hpp>
#include <cardea/sqlite/connection.hpp>

#include <optional>
#include <utility>

namespace cardea::sqlite {

struct change_channel::state {
  std::string path;
  std::chrono::milliseconds bound{};
  std::optional<connection> db{};
  std::optional<std::int64_t> known{};  ///< absent: of what happened before, nothing is

  void turn(change_listener& to) noexcept {
    try {
      const auto asked_at = to.now();
      const auto version = ask();
      if (version != known) to.all_changed();
      known = version;
      to.confirmed(asked_at);
    } catch (...) {
      // Busy, full, or gone: it is opened again.
      to.lost();
      known.reset();
      db.reset();
    }
  }

  std::int64_t ask() {
    static const sql::statement version{"PRAGMA data_version"};
    if (!db) {
      // Past its bound an answer is of no use.
      const open_options how{.create = false, .busy_timeout = bound, .cache_kib = 64};
      db.emplace(path, how, true);
    }
    std::int64_t found = 0;
    db->query(version, {}, [&](sql::row row) {
      found = row[0].integer;
      return true;
    });
    return found;
  }
};

change_channel::change_channel(std::string path) : state_{std::make_unique<state>()} {
  if (path.empty() || path == ":memory:")
    throw error{errc::invalid_argument,
                "a database in memory belongs to one connection, and no other hears of its changes"};
  state_->path = std::move(path);
}

change_channel::~change_channel() { stop(); }

void change_channel::start(change_listener& to, std::chrono::milliseconds bound) {
  state_->bound = bound;
  poller_.start([this, &to] { state_->turn(to); }, bound / 9);
}

void change_channel::stop() noexcept { poller_.stop(); }

}  // namespace cardea::sqlite
