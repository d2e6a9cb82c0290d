// SPDX-License-Identifier: MIT
#include <cardea/postgres/connection.hpp>
#include <cardea/random.hpp>

#include "errors.hpp"
#include "link.hpp"
#include "wire.hpp"

#include <charconv>
#include <thread>
#include <utility>

namespace cardea::postgres {
namespace {

constexpr int binary = 1;
constexpr int most_tries = 5;

/// Other objects may prepare statements on the same connection, and a pooler hands out connections on which
/// other processes have prepared theirs: a name that is found is to be the one that is meant.
std::string new_prefix() {
  return "cardea_" + random_id(system_random(), {"abcdefghijklmnopqrstuvwxyz", 16}) + '_';
}

bool is_success(const PGresult* answer) noexcept {
  const auto status = PQresultStatus(answer);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

[[noreturn]] void throw_lost(bool is_unknown) {
  if (is_unknown)
    throw error{
        errc::outcome_unknown,
        "PostgreSQL: the connection was lost while a change was under way; it was made, or it was not"};
  throw error{errc::unavailable, "PostgreSQL: the connection was lost; nothing was changed"};
}

}  // namespace

void connection::closer::operator()(pg_conn* db) const noexcept {
  if (owned) PQfinish(db);
}
void connection::clearer::operator()(pg_result* result) const noexcept { PQclear(result); }

connection::connection(std::string url, const connect_options& options)
    : options_{options}, db_{nullptr, closer{true}}, bound_{std::make_unique<bound>()} {
  url_ = understand_url(std::move(url), options_);
  open();
}

connection::connection(pg_conn* borrowed, bool named_statements)
    : db_{borrowed, closer{false}}, bound_{std::make_unique<bound>()} {
  options_.named_statements = named_statements;
  forget_statements();
}

connection::~connection() = default;
connection::connection(connection&&) noexcept = default;
connection& connection::operator=(connection&&) noexcept = default;

void connection::open() {
  // The new one first: where it cannot be had, the old one stays, closed as it is.
  db_.reset(connect(url_, options_));
  forget_statements();
}

void connection::forget_statements() noexcept {
  prepared_.clear();
  prefix_.clear();
}

bool connection::is_idle() const noexcept { return PQtransactionStatus(db_.get()) == PQTRANS_IDLE; }

bool connection::is_fit() noexcept { return is_idle() && is_alive(db_.get()); }

/// The answer to what was sent, or null where there will be none: then the connection is closed.
connection::answer connection::await() {
  deadline until;
  if (db_.get_deleter().owned && options_.statement_timeout > std::chrono::milliseconds::zero())
    until = std::chrono::steady_clock::now() + options_.statement_timeout + options_.tcp_timeout;
  answer first;
  for (;;) {
    if (!wait_for_answer(db_.get(), until)) {
      // Nobody may take for the next statement's answer what comes late.
      if (db_.get_deleter().owned) db_.reset();
      return first && PQstatus(db_.get()) != CONNECTION_OK && !is_success(first.get()) ? std::move(first)
                                                                                       : nullptr;
    }
    answer next{PQgetResult(db_.get())};
    if (!next) return first;
    if (!first || is_success(first.get())) first = std::move(next);
  }
}

connection::answer connection::attempt(const sql::statement& what, std::span<const sql::cell> parameters,
                                       bool& is_sent) {
  bound_->take(parameters);
  const auto& values = *bound_;
  auto* db = db_.get();
  is_sent = !options_.named_statements || what.id() == 0;
  if (is_sent) {
    if (!PQsendQueryParams(db, what.text().c_str(), values.count(), nullptr, values.values(), nullptr,
                           nullptr, binary))
      return nullptr;
    return await();
  }
  if (prepared_.size() <= what.id()) prepared_.resize(what.id() + 1);
  auto& name = prepared_[what.id()];
  if (name.empty()) {
    if (prefix_.empty()) prefix_ = new_prefix();
    auto given = prefix_ + std::to_string(what.id());
    if (!PQsendPrepare(db, given.c_str(), what.text().c_str(), 0, nullptr)) return nullptr;
    auto made = await();
    if (!made || !is_success(made.get())) return made;
    name = std::move(given);
  }
  is_sent = true;
  if (!PQsendQueryPrepared(db, name.c_str(), values.count(), values.values(), nullptr, nullptr, binary))
    return nullptr;
  return await();
}

/// A success, or the refusal of a row. Throws for anything else.
connection::answer connection::run(const sql::statement& what, std::span<const sql::cell> parameters,
                                   bool reads) {
  const bool owned = db_.get_deleter().owned;
  // To begin changes nothing. Whether a commit that was lost was made, nobody knows.
  const bool is_harmless = reads || what.text().starts_with("BEGIN");
  const bool decides = what.text() == "COMMIT";
  bool is_reopened = false;
  for (int tries = 1;; ++tries) {
    const auto before = PQtransactionStatus(db_.get());
    if (before == PQTRANS_ACTIVE || PQpipelineStatus(db_.get()) != PQ_PIPELINE_OFF)
      throw error{errc::invalid_argument, "PostgreSQL: the application's connection is busy with a query"};
    const bool alone = before == PQTRANS_IDLE;
    bool is_sent = false;
    auto got = attempt(what, parameters, is_sent);
    if (is_success(got.get())) return got;
    const auto state = state_of(got.get());
    if (PQstatus(db_.get()) != CONNECTION_OK) {
      const bool is_known = is_harmless || !is_sent || is_ended(state);
      if (owned && alone && is_known && !is_reopened) {
        open();
        is_reopened = true;
        continue;
      }
      throw_lost(!is_known && (alone || decides));
    }
    if (!got) throw error{errc::internal, "PostgreSQL: " + message_of(db_.get())};
    if (refusal_of(state) != sql::refusal::none) return got;
    const bool was_prepared = options_.named_statements && what.id() != 0;
    if (is_stale(state) && was_prepared) forget_statements();
    const bool again = alone && tries < most_tries &&
                       (is_given_up(state) || (is_stale(state) && was_prepared && tries == 1));
    if (!again) throw_error(got.get());
    if (is_given_up(state)) std::this_thread::sleep_for(std::chrono::milliseconds{5 << tries});
  }
}

void connection::command(const char* text) {
  if (!PQsendQuery(db_.get(), text)) throw_lost(false);
  const auto got = await();
  if (PQstatus(db_.get()) != CONNECTION_OK) throw_lost(false);
  if (!is_success(got.get())) throw_error(got.get());
}

/// What is refused in a transaction spoils it as a whole; a savepoint keeps the application's.
connection::answer connection::run_in_savepoint(const sql::statement& what,
                                                std::span<const sql::cell> parameters) {
  command("SAVEPOINT cardea_one");
  answer got;
  try {
    got = run(what, parameters, false);
  } catch (...) {
    if (PQstatus(db_.get()) == CONNECTION_OK)
      command("ROLLBACK TO SAVEPOINT cardea_one; RELEASE SAVEPOINT cardea_one");
    throw;
  }
  command(is_success(got.get()) ? "RELEASE SAVEPOINT cardea_one"
                                : "ROLLBACK TO SAVEPOINT cardea_one; RELEASE SAVEPOINT cardea_one");
  return got;
}

sql::executed connection::execute(const sql::statement& what, std::span<const sql::cell> parameters) {
  // What has no values begins or ends a unit of work, or is a step of one.
  const bool in_theirs =
      !db_.get_deleter().owned && !parameters.empty() && PQtransactionStatus(db_.get()) == PQTRANS_INTRANS;
  const auto got = in_theirs ? run_in_savepoint(what, parameters) : run(what, parameters, false);
  if (!is_success(got.get())) return {.rows = 0, .why = refusal_of(state_of(got.get()))};
  sql::executed done;
  const std::string_view count = PQcmdTuples(got.get());
  std::from_chars(count.data(), count.data() + count.size(), done.rows);
  return done;
}

void connection::query(const sql::statement& what, std::span<const sql::cell> parameters,
                       sql::row_callback each) {
  const auto got = run(what, parameters, true);
  if (!is_success(got.get())) throw_error(got.get());
  const int rows = PQntuples(got.get());
  row_.resize(static_cast<std::size_t>(PQnfields(got.get())));
  for (int row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < row_.size(); ++i) row_[i] = read(got.get(), row, static_cast<int>(i));
    if (!each(row_)) return;
  }
}

}  // namespace cardea::postgres
