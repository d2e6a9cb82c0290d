// SPDX-License-Identifier: MIT
#include <cardea/mysql/connection.hpp>

#include "errors.hpp"
#include "link.hpp"
#include "prepared_statement.hpp"

#include <charconv>
#include <thread>
#include <utility>

namespace cardea::mysql {
namespace {

constexpr int most_tries = 5;

[[noreturn]] void throw_lost(bool is_unknown) {
  if (is_unknown)
    throw error{errc::outcome_unknown,
                "MySQL: the connection was lost while a change was under way; it was made, or it was not"};
  throw error{errc::unavailable, "MySQL: the connection was lost; nothing was changed"};
}

/// "Rows matched: 1  Changed: 0  Warnings: 0", behind an UPDATE. Without CLIENT_FOUND_ROWS the server counts
/// as affected those alone whose values are others now.
std::int64_t matched(MYSQL* db, std::int64_t affected) {
  constexpr std::string_view before = "Rows matched: ";
  const char* info = db->client_flag & CLIENT_FOUND_ROWS ? nullptr : mysql_info(db);
  const std::string_view said = info ? info : "";
  if (!said.starts_with(before)) return affected;
  std::from_chars(said.data() + before.size(), said.data() + said.size(), affected);
  return affected;
}

}  // namespace

void connection::closer::operator()(st_mysql* db) const noexcept {
  if (owned) mysql_close(db);
}

connection::connection(std::string url, const connect_options& options)
    : url_{std::move(url)}, options_{options}, db_{nullptr, closer{true}} {
  open();
}

connection::connection(st_mysql* borrowed, datetime_zone zone, bool cuts_fractions)
    : db_{borrowed, closer{false}}, cuts_fractions_{cuts_fractions} {
  options_.zone = zone;
}

connection::~connection() = default;
connection::connection(connection&&) noexcept = default;
connection& connection::operator=(connection&&) noexcept = default;

void connection::open() {
  // The new one first: where it cannot be had, the old one stays, closed as it is.
  auto* made = connect(url_, options_);
  prepared_.clear();
  uncached_.reset();
  db_.reset(made);
  is_lost_ = false;
}

bool connection::is_in_transaction() const noexcept { return mysql::is_in_transaction(db_.get()); }

bool connection::is_idle() const noexcept { return !is_lost_ && !is_in_transaction(); }

bool connection::is_fit() noexcept { return is_idle() && is_quiet(db_.get()); }

prepared_statement* connection::find_or_prepare(const sql::statement& what, failure& why) {
  const auto id = what.id();
  if (id == 0) {
    uncached_ = prepared_statement::make(db_.get(), what.text(), why);
    return uncached_.get();
  }
  if (prepared_.size() <= id) prepared_.resize(id + 1);
  auto& kept = prepared_[id];
  // mysql_reset_connection() and mysql_change_user() take a statement from its connection.
  if (!kept || !kept->get()->mysql) kept = prepared_statement::make(db_.get(), what.text(), why);
  return kept.get();
}

/// Nothing where it failed; `is_sent`: what was lost with the connection, if it was, may have had its effect.
std::optional<connection::answer> connection::attempt(const sql::statement& what,
                                                      std::span<const sql::cell> parameters, bool reads,
                                                      bool& is_sent, failure& why) {
  auto* db = db_.get();
  // The words around a transaction and the making of tables cannot be prepared everywhere.
  if (!reads && what.id() == 0 && parameters.empty()) {
    is_sent = true;
    if (mysql_real_query(db, what.text().data(), static_cast<unsigned long>(what.text().size())) == 0)
      return answer{nullptr, static_cast<std::int64_t>(mysql_affected_rows(db))};
    why = failure::of(db);
    return std::nullopt;
  }
  auto* statement = find_or_prepare(what, why);
  if (!statement) return std::nullopt;
  is_sent = true;
  if (statement->run(what.order(), parameters, options_.zone, cuts_fractions_))
    return answer{statement,
                  matched(db, static_cast<std::int64_t>(mysql_stmt_affected_rows(statement->get())))};
  why = failure::of(statement->get());
  return std::nullopt;
}

/// What the server answered, or its refusal of a row. Throws for anything else.
connection::answer connection::run(const sql::statement& what, std::span<const sql::cell> parameters,
                                   bool reads) {
  const bool owned = db_.get_deleter().owned;
  // To begin changes nothing. Whether a commit that was lost was made, nobody knows.
  const bool is_harmless = reads || what.text() == "BEGIN";
  const bool decides = what.text() == "COMMIT";
  bool is_reopened = false;
  // The library would throw away what is left of it.
  if (!mysql::is_idle(db_.get()))
    throw error{errc::invalid_argument, "MySQL: the connection is in the midst of another query's result"};
  for (int tries = 1;; ++tries) {
    const bool alone = !is_in_transaction();
    bool is_sent = false;
    failure why;
    if (auto got = attempt(what, parameters, reads, is_sent, why)) return *got;
    if (is_lost(why.code)) {
      is_lost_ = true;
      const bool is_known = is_harmless || !is_sent || is_lost_before(why.code, decides);
      if (owned && alone && is_known && !is_reopened) {
        open();
        is_reopened = true;
        continue;
      }
      throw_lost(!is_known && (alone || decides));
    }
    if (refusal_of(why.code) != sql::refusal::none) return {nullptr, 0, refusal_of(why.code)};
    const bool was_prepared = what.id() != 0;
    if (was_prepared && is_stale(why.code)) prepared_[what.id()].reset();
    const bool again = alone && tries < most_tries &&
                       (is_given_up(why.code) || (was_prepared && is_stale(why.code) && tries == 1));
    // With a deadlock went all that the application had written. An error does not say so itself, and what
    // comes next would take itself to be in a transaction still.
    if (!again && !owned && !alone && is_given_up(why.code)) {
      db_->server_status &= ~static_cast<unsigned>(SERVER_STATUS_IN_TRANS);
      throw error{errc::busy, "MySQL: a deadlock; the server has rolled back the whole transaction"};
    }
    if (!again) throw_error(why);
    if (is_given_up(why.code)) std::this_thread::sleep_for(std::chrono::milliseconds{5 << tries});
  }
}

sql::executed connection::execute(const sql::statement& what, std::span<const sql::cell> parameters) {
  const auto got = run(what, parameters, false);
  return {.rows = got.rows, .why = got.why};
}

void connection::query(const sql::statement& what, std::span<const sql::cell> parameters,
                       sql::row_callback each) {
  const auto got = run(what, parameters, true);
  if (!got.statement) throw error{errc::internal, "MySQL: the server refused a query"};
  while (const auto row = got.statement->next(options_.zone))
    if (!each(*row)) break;
  got.statement->forget_rows();
}

}  // namespace cardea::mysql
