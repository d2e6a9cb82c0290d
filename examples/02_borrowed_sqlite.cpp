// SPDX-License-Identifier: MIT
// A shop on plain SQLite writes an order, a guest and the guest's session in one transaction of its own: all
// of them, or nothing.
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <sqlite3.h>

#include <iostream>
#include <memory>
#include <stdexcept>

namespace {

using database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

void run(const database& db, const std::string& statement) {
  if (sqlite3_exec(db.get(), statement.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error{sqlite3_errmsg(db.get())};
}

int count(const database& db, const std::string& table) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db.get(), ("SELECT count(*) FROM " + table).c_str(), -1, &statement, nullptr);
  const int found = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
  sqlite3_finalize(statement);
  return found;
}

/// Begins no transaction and ends none: what the caller decides holds for all three rows.
std::string buy(const database& db, cardea::auth<>& auth) {
  const auto guest = auth.create_user({}).value();
  run(db, "INSERT INTO orders VALUES ('" + guest.id + "', 'a book')");
  return auth.create_session(guest.id).value().token;
}

void expect(const database& db, int rows) {
  for (const auto* table : {"orders", "auth_user", "auth_session"})
    if (count(db, table) != rows) throw std::runtime_error{std::string{"rows in "} + table};
}

}  // namespace

int main() try {
  sqlite3* handle = nullptr;
  sqlite3_open("shop.db", &handle);
  const database db{handle, &sqlite3_close};
  run(db, "PRAGMA foreign_keys = ON");

  // The connection stays the shop's: Cardea is gone before it is closed.
  cardea::auth<> auth{
      cardea::sqlite::borrowed_store{cardea::sqlite::borrowed{db.get()}, cardea::layouts::cardea()}};
  auth.migrate();
  run(db, "CREATE TABLE orders (buyer TEXT NOT NULL REFERENCES auth_user (id), item TEXT NOT NULL)");

  run(db, "BEGIN");
  const auto lost = buy(db, auth);
  run(db, "ROLLBACK");
  expect(db, 0);
  if (auth.validate(lost)) throw std::runtime_error{"a session without its row"};
  std::cout << "neither: no order, no session\n";

  run(db, "BEGIN");
  const auto kept = buy(db, auth);
  run(db, "COMMIT");
  expect(db, 1);
  if (!auth.validate(kept)) throw std::runtime_error{"the session is not valid"};
  std::cout << "both: an order, and a session that is valid\n";
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
