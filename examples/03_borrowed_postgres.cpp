// SPDX-License-Identifier: MIT
// A shop writes an order and a guest's session in one transaction of its own: both, or neither. On plain
// libpq; SHOP_DB says where the database is. The tables are temporary ones, so that nothing stays behind.
#include <cardea/auth.hpp>
#include <cardea/postgres/store.hpp>

#include <libpq-fe.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace {

using database = std::unique_ptr<PGconn, decltype(&PQfinish)>;

std::string run(const database& db, const char* statement) {
  const std::unique_ptr<PGresult, decltype(&PQclear)> done{PQexec(db.get(), statement), &PQclear};
  if (!*PQresultErrorMessage(done.get())) return PQntuples(done.get()) ? PQgetvalue(done.get(), 0, 0) : "";
  throw std::runtime_error{PQerrorMessage(db.get())};
}

}  // namespace

int main() {
  const char* url = std::getenv("SHOP_DB");
  if (!url || !*url) {
    std::cout << "SHOP_DB is not set\n";
    return 1;
  }
  const database db{PQconnectdb(url), &PQfinish};
  run(db, "SET search_path TO pg_temp");
  run(db, "CREATE TABLE orders (item text NOT NULL)");

  // The connection stays the shop's: Cardea neither begins nor ends its transactions, and is gone before it
  // is closed.
  cardea::auth<> auth{
      cardea::postgres::borrowed_store{cardea::postgres::borrowed{db.get()}, cardea::layouts::cardea()}};
  auth.migrate();
  const auto guest = auth.create_user({});

  const auto buy = [&](bool paid) {
    run(db, "BEGIN");
    run(db, "INSERT INTO orders VALUES ('a book')");
    const auto session = auth.create_session(guest->id);
    run(db, paid && session ? "COMMIT" : "ROLLBACK");
  };
  buy(false);
  std::cout << "neither: " << run(db, "SELECT count(*) FROM orders") << " orders, "
            << auth.list_sessions(guest->id).size() << " sessions\n";
  buy(true);
  std::cout << "both: " << run(db, "SELECT count(*) FROM orders") << " order, "
            << auth.list_sessions(guest->id).size() << " session\n";
}
