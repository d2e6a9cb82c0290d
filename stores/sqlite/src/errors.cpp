// SPDX-License-Identifier: MIT
#include "errors.hpp"

#include <cardea/error.hpp>

#include <sqlite3.h>

namespace cardea::sqlite {
namespace {

errc code_of(int code) noexcept {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return errc::busy;
    case SQLITE_READONLY:
      return errc::read_only;
    case SQLITE_FULL:
      return errc::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return errc::corrupt;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_PROTOCOL:
      return errc::unavailable;
    case SQLITE_TOOBIG:
      return errc::invalid_argument;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return errc::conflict;
    default:
      return errc::internal;
  }
}

}  // namespace

sql::refusal refusal_of(int code) noexcept {
  if ((code & 0xff) != SQLITE_CONSTRAINT) return sql::refusal::none;
  switch (code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID:
      return sql::refusal::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return sql::refusal::foreign_key;
    default:
      return sql::refusal::other;
  }
}

void throw_error(sqlite3* db, int code, std::string_view doing) {
  std::string message{"SQLite, "};
  message.append(doing).append(": ").append(db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
  throw error{code_of(code), message};
}

}  // namespace cardea::sqlite
