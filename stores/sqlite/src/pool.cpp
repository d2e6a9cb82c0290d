// SPDX-License-Identifier: MIT
#include <cardea/sqlite/borrowed.hpp>
#include <cardea/sqlite/pool.hpp>

#include <cardea/error.hpp>

#include <sqlite3.h>

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace cardea::sqlite {

struct pool::state {
  std::string path{};
  pool_options options{};
  bool shares_one = false;  ///< memory and temporary databases belong to one connection

  std::mutex mutex{};
  std::condition_variable freed{};
  std::unique_ptr<connection> writer{};                ///< null: on loan
  std::vector<std::unique_ptr<connection>> readers{};  ///< those that are idle
  std::size_t readers_open = 0;

  [[nodiscard]] open_options opening() const {
    return {.create = options.create, .busy_timeout = options.busy_timeout, .cache_kib = options.cache_kib};
  }

  template <class Ready>
  void wait(std::unique_lock<std::mutex>& lock, Ready ready) {
    if (!freed.wait_for(lock, options.wait_timeout, ready))
      throw error{errc::busy, "no connection to the database became free within " +
                                  std::to_string(options.wait_timeout.count()) + " ms"};
  }

  void give_back(std::unique_ptr<connection> lent, bool writes) noexcept {
    {
      const std::lock_guard lock{mutex};
      if (writes) {
        writer = std::move(lent);
      } else {
        readers.push_back(std::move(lent));  // Within the capacity reserved at the start.
      }
    }
    freed.notify_all();
  }
};

pool::pool(std::string path, pool_options options) : state_{std::make_shared<state>()} {
  if (options.readers == 0) throw error{errc::invalid_argument, "a pool needs at least one reader"};
  state_->path = std::move(path);
  state_->options = options;
  state_->shares_one = state_->path.empty() || state_->path == ":memory:";
  state_->writer = std::make_unique<connection>(state_->path, state_->opening(), false);
  state_->readers.reserve(options.readers);
}

pool::lease::lease(std::shared_ptr<state> owner, std::unique_ptr<connection> lent, bool writes) noexcept
    : owner_{std::move(owner)}, lent_{std::move(lent)}, writes_{writes} {}

pool::lease::~lease() {
  if (lent_) owner_->give_back(std::move(lent_), writes_);
}

pool::lease pool::write() {
  auto& s = *state_;
  std::unique_lock lock{s.mutex};
  if (!s.writer) s.wait(lock, [&] { return s.writer != nullptr; });
  return {state_, std::move(s.writer), true};
}

pool::lease pool::read() {
  auto& s = *state_;
  if (s.shares_one) return write();
  std::unique_lock lock{s.mutex};
  const auto ready = [&] { return !s.readers.empty() || s.readers_open < s.options.readers; };
  if (!ready()) s.wait(lock, ready);
  if (!s.readers.empty()) {
    auto lent = std::move(s.readers.back());
    s.readers.pop_back();
    return {state_, std::move(lent), false};
  }
  ++s.readers_open;
  lock.unlock();
  try {
    return {state_, std::make_unique<connection>(s.path, s.opening(), true), false};
  } catch (...) {
    lock.lock();
    --s.readers_open;
    s.freed.notify_all();
    throw;
  }
}

const sql::transaction_words& pool::words() {
  static const sql::transaction_words words{sql::statement{"BEGIN IMMEDIATE"}, sql::statement{"COMMIT"},
                                            sql::statement{"ROLLBACK"}, false};
  return words;
}

const sql::transaction_words& borrowed::words() const {
  // One that begins by reading may find that another has written, and could not write any more.
  if (sqlite3_get_autocommit(handle_)) return pool::words();
  static const sql::transaction_words words{sql::statement{"SAVEPOINT cardea"},
                                            sql::statement{"RELEASE cardea"},
                                            sql::statement{"ROLLBACK TO cardea"}, true};
  return words;
}

}  // namespace cardea::sqlite
