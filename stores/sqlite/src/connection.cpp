// SPDX-License-Identifier: MIT
#include <cardea/sqlite/connection.hpp>

#include "errors.hpp"

#include <cardea/error.hpp>

#include <sqlite3.h>

#include <cmath>
#include <utility>

namespace cardea::sqlite {
namespace {

void run(sqlite3* db, const char* text, std::string_view doing) {
  const int code = sqlite3_exec(db, text, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_error(db, sqlite3_extended_errcode(db), doing);
}

bool is_empty(sqlite3* db, const std::string& path) {
  bool empty = false;
  const int code = sqlite3_exec(
      db, "PRAGMA page_count",
      [](void* result, int, char** values, char**) {
        *static_cast<bool*>(result) = std::string_view{values[0]} == "0";
        return 0;
      },
      &empty, nullptr);
  if (code != SQLITE_OK) throw_error(db, sqlite3_extended_errcode(db), "opening " + path);
  return empty;
}

/// A null pointer would be bound as NULL; what is empty may have one.
const char* not_null(std::string_view bytes) noexcept { return bytes.data() ? bytes.data() : ""; }

int bind(sqlite3_stmt* statement, int position, const sql::cell& value) {
  using kind = sql::cell::kind;
  switch (value.is) {
    case kind::null:
      return sqlite3_bind_null(statement, position);
    case kind::boolean:
    case kind::integer:
    case kind::time:
      return sqlite3_bind_int64(statement, position, value.integer);
    case kind::real:
      // SQLite would make it NULL and say nothing.
      if (std::isnan(value.real)) throw error{errc::invalid_argument, "SQLite cannot keep a NaN"};
      return sqlite3_bind_double(statement, position, value.real);
    // Views outlive the call, and no statement is stepped again before it is bound again.
    case kind::text:
      return sqlite3_bind_text64(statement, position, not_null(value.text), value.text.size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    case kind::bytes:
      return sqlite3_bind_blob64(statement, position, not_null(value.text), value.text.size(), SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

sql::cell read(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return sql::cell::of_integer(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
      return sql::cell::of_real(sqlite3_column_double(statement, column));
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      if (!text) throw std::bad_alloc{};
      return sql::cell::of_text({text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))});
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
      return sql::cell::of_bytes(
          std::string_view{bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))});
    }
    default:
      return {};
  }
}

}  // namespace

void connection::closer::operator()(sqlite3* db) const noexcept {
  if (owned) sqlite3_close_v2(db);
}
void connection::finalizer::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

connection::connection(const std::string& path, const open_options& options, bool read_only) {
  sqlite3* db = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (options.create && !read_only ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  db_ = {db, closer{true}};
  if (code != SQLITE_OK) throw_error(db, code, "opening " + path);
  sqlite3_busy_timeout(db, static_cast<int>(options.busy_timeout.count()));
  run(db, "PRAGMA foreign_keys = ON", "opening " + path);
  run(db, ("PRAGMA cache_size = -" + std::to_string(options.cache_kib)).c_str(), "opening " + path);
  if (options.mmap_kib > 0)
    run(db, ("PRAGMA mmap_size = " + std::to_string(options.mmap_kib * 1024)).c_str(), "opening " + path);
  if (read_only) {
    run(db, "PRAGMA query_only = ON", "opening " + path);
  } else if (is_empty(db, path) && options.create) {
    run(db, "PRAGMA journal_mode = WAL", "opening " + path);
  }
}

connection::connection(sqlite3* borrowed) : db_{borrowed, closer{false}} {
  if (!borrowed) throw error{errc::invalid_argument, "there is no connection to borrow"};
}

connection::~connection() = default;
connection::connection(connection&&) noexcept = default;
connection& connection::operator=(connection&&) noexcept = default;

bool connection::is_in_transaction() const noexcept { return sqlite3_get_autocommit(db_.get()) == 0; }

sqlite3_stmt* connection::find_or_prepare(const sql::statement& what) {
  const auto id = what.id();
  if (id != 0 && id < cache_.size() && cache_[id]) return cache_[id].get();
  sqlite3_stmt* made = nullptr;
  const auto& text = what.text();
  const int code =
      sqlite3_prepare_v3(db_.get(), text.c_str(), static_cast<int>(text.size()) + 1,
                         id == 0 ? 0U : static_cast<unsigned>(SQLITE_PREPARE_PERSISTENT), &made, nullptr);
  // What is prepared here is well-formed: SQLite can only miss a table or a column in it.
  if ((code & 0xff) == SQLITE_ERROR)
    throw error{errc::schema_mismatch,
                std::string{"the database does not fit the layout: "} + sqlite3_errmsg(db_.get())};
  if (code != SQLITE_OK) throw_error(db_.get(), sqlite3_extended_errcode(db_.get()), "preparing a statement");
  if (id == 0) {
    uncached_.reset(made);
    return made;
  }
  if (cache_.size() <= id) cache_.resize(id + 1);
  cache_[id].reset(made);
  return made;
}

/// One run of a statement: bound when made, reset when destroyed, so that no lock outlives it.
class connection::execution {
 public:
  execution(connection& on, const sql::statement& what, std::span<const sql::cell> parameters)
      : db_{on.db_.get()}, statement_{on.find_or_prepare(what)} {
    int position = 0;
    const auto add = [&](const sql::cell& value) {
      if (const int code = bind(statement_, ++position, value); code != SQLITE_OK)
        throw_error(db_, code, "binding a value");
    };
    if (what.order().empty()) {
      for (const auto& value : parameters) add(value);
    } else {
      for (const auto place : what.order()) add(parameters[place]);
    }
  }
  ~execution() { sqlite3_reset(statement_); }
  execution(const execution&) = delete;
  execution& operator=(const execution&) = delete;

  /// SQLITE_ROW, SQLITE_DONE, or a constraint's extended code; throws for anything else.
  int step() {
    int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW || code == SQLITE_DONE) return code;
    // The application's connection need not give extended codes of itself.
    code = sqlite3_extended_errcode(db_);
    if ((code & 0xff) == SQLITE_CONSTRAINT) return code;
    if (code == SQLITE_ERROR || code == SQLITE_SCHEMA) throw_if_schema_changed();
    throw_error(db_, code, "running a statement");
  }
  [[nodiscard]] sqlite3_stmt* statement() const noexcept { return statement_; }

 private:
  /// SQLite prepares again by itself when a table has changed, and says no more than "error" where it has
  /// gone.
  void throw_if_schema_changed() {
    sqlite3_stmt* again = nullptr;
    const int code = sqlite3_prepare_v2(db_, sqlite3_sql(statement_), -1, &again, nullptr);
    const std::string why = sqlite3_errmsg(db_);
    sqlite3_finalize(again);
    if (code == SQLITE_ERROR)
      throw error{errc::schema_mismatch, "the database no longer fits the layout: " + why};
  }

  sqlite3* db_;
  sqlite3_stmt* statement_;
};

sql::executed connection::execute(const sql::statement& what, std::span<const sql::cell> parameters) {
  execution run{*this, what, parameters};
  int code = SQLITE_OK;
  while ((code = run.step()) == SQLITE_ROW) {
  }
  if (code != SQLITE_DONE) return {.rows = 0, .why = refusal_of(code)};
  return {.rows = sqlite3_changes64(db_.get()), .why = sql::refusal::none};
}

void connection::query(const sql::statement& what, std::span<const sql::cell> parameters,
                       sql::row_callback each) {
  execution run{*this, what, parameters};
  const int count = sqlite3_column_count(run.statement());
  row_.resize(static_cast<std::size_t>(count));
  for (;;) {
    const int code = run.step();
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) throw_error(db_.get(), code, "reading rows");
    for (int i = 0; i < count; ++i) row_[static_cast<std::size_t>(i)] = read(run.statement(), i);
    if (!each(row_)) return;
  }
}

}  // namespace cardea::sqlite
