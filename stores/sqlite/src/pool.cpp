// SPDX-License-Identifier: MIT
#include <cardea/sqlite/borrowed.hpp>
#include <cardea/sqlite/pool.hpp>

#include "readers.hpp"
#include "words.hpp"
#include "writer.hpp"

#include <cardea/error.hpp>

#include <sqlite3.h>

#include <utility>

namespace cardea::sqlite {
namespace {

open_options opening(const pool_options& options) {
  return {.create = options.create,
          .busy_timeout = options.busy_timeout,
          .cache_kib = options.cache_kib,
          .mmap_kib = options.mmap_kib};
}

}  // namespace

struct pool::state {
  bool shares_one;  ///< memory and temporary databases belong to one connection
  std::shared_ptr<sqlite::writer> writer;
  sqlite::readers readers;
};

pool::pool(std::string path, pool_options options) {
  if (options.readers == 0) throw error{errc::invalid_argument, "a pool needs at least one reader"};
  const auto how = opening(options);
  auto writing =
      std::make_shared<writer>(std::make_unique<connection>(path, how, false), options.wait_timeout);
  const bool shares_one = path.empty() || path == ":memory:";
  auto open = [path = std::move(path), how] { return std::make_unique<connection>(path, how, true); };
  state_ = std::make_shared<state>(
      state{shares_one, std::move(writing), {options.readers, options.wait_timeout, std::move(open)}});
}

pool::lease::lease(std::shared_ptr<lender> from) noexcept
    : from_{std::move(from)}, lent_{from_->lent.get()} {}

pool::lease::~lease() {
  if (from_) from_->take_back();
}

pool::lease pool::write() {
  state_->writer->take();
  return lease{state_->writer};
}

pool::lease pool::read() { return state_->shares_one ? write() : lease{state_->readers.take()}; }

void pool::change(const sql::work<connection>& what) { state_->writer->change(what); }

const sql::transaction_words& pool::words() {
  static const sql::transaction_words words{sql::statement{"BEGIN IMMEDIATE"}, sql::statement{"COMMIT"},
                                            sql::statement{"ROLLBACK"}, false};
  return words;
}

const sql::transaction_words& savepoint_words() {
  static const sql::transaction_words words{sql::statement{"SAVEPOINT cardea"},
                                            sql::statement{"RELEASE cardea"},
                                            sql::statement{"ROLLBACK TO cardea"}, true};
  return words;
}

const sql::transaction_words& borrowed::words() const {
  // One that begins by reading may find that another has written, and could not write any more.
  return sqlite3_get_autocommit(handle_) ? pool::words() : savepoint_words();
}

}  // namespace cardea::sqlite
