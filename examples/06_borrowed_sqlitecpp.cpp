// SPDX-License-Identifier: MIT
// A shop on SQLiteCpp writes an order, a guest and the guest's session in one transaction of its own: all of
// them, or nothing.
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <iostream>
#include <stdexcept>

namespace {

/// Begins no transaction and ends none: what the caller decides holds for all three rows.
std::string buy(SQLite::Database& db, cardea::auth<>& auth) {
  const auto guest = auth.create_user({}).value();
  SQLite::Statement order{db, "INSERT INTO orders VALUES (?, 'a book')"};
  order.bind(1, guest.id);
  order.exec();
  return auth.create_session(guest.id).value().token;
}

void expect(SQLite::Database& db, int rows) {
  for (const std::string table : {"orders", "auth_user", "auth_session"})
    if (db.execAndGet("SELECT count(*) FROM " + table).getInt() != rows)
      throw std::runtime_error{"rows in " + table};
}

}  // namespace

int main() try {
  SQLite::Database db{"shop.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  db.exec("PRAGMA foreign_keys = ON");

  // The connection stays the shop's: Cardea is gone before it is closed.
  cardea::auth<> auth{
      cardea::sqlite::borrowed_store{cardea::sqlite::borrowed{db.getHandle()}, cardea::layouts::cardea()}};
  auth.migrate();
  db.exec("CREATE TABLE orders (buyer TEXT NOT NULL REFERENCES auth_user (id), item TEXT NOT NULL)");

  std::string token;
  {
    SQLite::Transaction purchase{db};
    token = buy(db, auth);
    // Not committed: SQLiteCpp rolls it back.
  }
  expect(db, 0);
  if (auth.validate(token)) throw std::runtime_error{"a session without its row"};
  std::cout << "neither: no order, no session\n";

  SQLite::Transaction purchase{db};
  token = buy(db, auth);
  purchase.commit();
  expect(db, 1);
  if (!auth.validate(token)) throw std::runtime_error{"the session is not valid"};
  std::cout << "both: an order, and a session that is valid\n";
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
