// SPDX-License-Identifier: MIT
#include <cardea/mysql/change_channel.hpp>
#include <cardea/mysql/pool.hpp>
#include <cardea/sql/change_triggers.ipp>

#include "link.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace cardea::mysql {
namespace {

constexpr std::size_t places = 1024;
using numbers = std::array<std::int64_t, places>;

}  // namespace

struct change_channel::state {
  std::string url;
  connect_options options;
  sql::change_triggers triggers;
  sql::statement query = triggers.numbers();
  std::optional<connection> db{};
  std::optional<numbers> known{};  ///< absent: of what happened before, nothing is

  void turn(change_listener& to) noexcept {
    try {
      const auto asked_at = to.now();
      if (!db) db.emplace(url, options);
      if (!known && !sql::missing_triggers(*db, triggers).empty()) return to.lost();
      ask(to);
      to.confirmed(asked_at);
    } catch (...) {
      // The pool, which is asked in its place, says what is wrong with the server.
      to.lost();
      known.reset();
      db.reset();
    }
  }

  /// What is committed is seen by a question that is asked afterwards, and whoever raised a number had it to
  /// himself until he had committed. So a number that stayed the same stands for no change, and one that went
  /// up by one for the change beside it.
  void ask(change_listener& to) {
    numbers now{};
    bool is_all = !known;
    db->query(query, {}, [&](sql::row row) {
      const auto place = row[0].integer;
      if (place < 0 || place >= static_cast<std::int64_t>(places)) return;
      const auto at = static_cast<std::size_t>(place);
      now[at] = row[1].integer;
      if (is_all || now[at] == (*known)[at]) return;
      const auto what = row[2].text;
      if (now[at] != (*known)[at] + 1) {
        is_all = true;
      } else if (what.starts_with('s')) {
        to.session_changed(what.substr(1));
      } else if (what.starts_with('u')) {
        to.user_changed(what.substr(1));
      } else {
        is_all = true;
      }
    });
    // Somebody has tampered with them.
    for (std::size_t i = 0; known && i < places; ++i) is_all = is_all || now[i] < (*known)[i];
    if (is_all) to.all_changed();
    known = now;
  }
};

change_channel::change_channel(std::string url, sql::layout layout, const connect_options& options) {
  check_url(url);
  state_.reset(new state{
      .url = std::move(url), .options = options, .triggers = {std::move(layout), sql::mysql_dialect()}});
}

change_channel::~change_channel() { stop(); }

void change_channel::start(change_listener& to, std::chrono::milliseconds bound) {
  // Past its bound an answer is of no use.
  auto& options = state_->options;
  options.statement_timeout = std::min(options.statement_timeout, bound);
  options.tcp_timeout = std::min(options.tcp_timeout, bound);
  poller_.start([this, &to] { state_->turn(to); }, bound / 4);
}

void change_channel::stop() noexcept { poller_.stop(); }

std::vector<finding> change_channel::check() {
  connection db{state_->url, state_->options};
  return sql::check_triggers(db, state_->triggers);
}

std::vector<std::string> change_channel::migrate(bool run, const migrate_options& options) {
  connection db{state_->url, state_->options};
  return sql::migrate_triggers(db, pool::words(), state_->triggers, run, options);
}

}  // namespace cardea::mysql
