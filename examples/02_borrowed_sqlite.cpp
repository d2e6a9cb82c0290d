// SPDX-License-Identifier: MIT
// A shop writes an order and a guest's session in one transaction of its own: both, or neither.
#include <cardea/auth.hpp>
#include <cardea/sqlite/store.hpp>

#include <sqlite3.h>

#include <iostream>
#include <memory>
#include <stdexcept>

namespace {

using database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

void run(const database& db, const char* statement) {
  if (sqlite3_exec(db.get(), statement, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error{sqlite3_errmsg(db.get())};
}

int count(const database& db, const char* query) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db.get(), query, -1, &statement, nullptr);
  const int found = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
  sqlite3_finalize(statement);
  return found;
}

}  // namespace

int main() {
  sqlite3* handle = nullptr;
  sqlite3_open("shop.db", &handle);
  const database db{handle, &sqlite3_close};
  run(db, "PRAGMA foreign_keys = ON; CREATE TABLE orders (item TEXT NOT NULL)");

  // The connection stays the shop's: Cardea neither begins nor ends its transactions, and is gone before it
  // is closed.
  cardea::auth<> auth{
      cardea::sqlite::borrowed_store{cardea::sqlite::borrowed{db.get()}, cardea::layouts::cardea()}};
  auth.migrate();
  const auto guest = auth.create_user({});

  const auto buy = [&](bool paid) {
    run(db, "BEGIN");
    run(db, "INSERT INTO orders VALUES ('a book')");
    const auto session = auth.create_session(guest->id);
    run(db, paid && session ? "COMMIT" : "ROLLBACK");
  };
  buy(false);
  std::cout << "neither: " << count(db, "SELECT count(*) FROM orders") << " orders, "
            << auth.list_sessions(guest->id).size() << " sessions\n";
  buy(true);
  std::cout << "both: " << count(db, "SELECT count(*) FROM orders") << " order, "
            << auth.list_sessions(guest->id).size() << " session\n";
}
