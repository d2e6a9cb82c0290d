// SPDX-License-Identifier: MIT
// A shop on plain libpq writes an order, a guest and the guest's session in one transaction of its own: all
// of them, or nothing.
//
//     03_borrowed_postgres postgres://...
#include <cardea/auth.hpp>
#include <cardea/postgres/store.hpp>

#include <libpq-fe.h>

#include <iostream>
#include <memory>
#include <stdexcept>

namespace {

using database = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// The first field of the first row, if there is one.
std::string run(const database& db, const std::string& statement) {
  const answer got{PQexec(db.get(), statement.c_str()), &PQclear};
  if (*PQresultErrorMessage(got.get())) throw std::runtime_error{PQerrorMessage(db.get())};
  return PQntuples(got.get()) ? PQgetvalue(got.get(), 0, 0) : "";
}

/// Begins no transaction and ends none: what the caller decides holds for all three rows.
std::string buy(const database& db, cardea::auth<>& auth) {
  const auto guest = auth.create_user({}).value();
  run(db, "INSERT INTO orders VALUES ('" + guest.id + "', 'a book')");
  return auth.create_session(guest.id).value().token;
}

void expect(const database& db, const std::string& rows) {
  for (const std::string table : {"orders", "auth_user", "auth_session"})
    if (run(db, "SELECT count(*) FROM " + table) != rows) throw std::runtime_error{"rows in " + table};
}

}  // namespace

int main(int, char** arguments) try {
  const database db{PQconnectdb(arguments[1] ? arguments[1] : ""), &PQfinish};
  if (PQstatus(db.get()) != CONNECTION_OK) throw std::runtime_error{PQerrorMessage(db.get())};

  // The connection stays the shop's: Cardea is gone before it is closed.
  cardea::auth<> auth{
      cardea::postgres::borrowed_store{cardea::postgres::borrowed{db.get()}, cardea::layouts::cardea()}};
  auth.migrate();
  run(db, "CREATE TABLE orders (buyer text NOT NULL REFERENCES auth_user (id), item text NOT NULL)");

  run(db, "BEGIN");
  const auto lost = buy(db, auth);
  run(db, "ROLLBACK");
  expect(db, "0");
  if (auth.validate(lost)) throw std::runtime_error{"a session without its row"};
  std::cout << "neither: no order, no session\n";

  run(db, "BEGIN");
  const auto kept = buy(db, auth);
  run(db, "COMMIT");
  expect(db, "1");
  if (!auth.validate(kept)) throw std::runtime_error{"the session is not valid"};
  std::cout << "both: an order, and a session that is valid\n";
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
