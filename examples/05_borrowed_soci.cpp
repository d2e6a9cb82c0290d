// SPDX-License-Identifier: MIT
// A shop on SOCI writes an order, a guest and the guest's session in one transaction of its own: all of them,
// or nothing. One template for each of SOCI's databases.
//
//     05_borrowed_soci sqlite3|postgresql|mysql CONNECTION
#include <soci/soci.h>
// SOCI has sqlite3.h in a namespace of its own: the one that comes first wins, so that SOCI's header does.
#include <soci/mysql/soci-mysql.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cardea/auth.hpp>
#include <cardea/mysql/store.hpp>
#include <cardea/postgres/store.hpp>
#include <cardea/sqlite/store.hpp>

#include <iostream>
#include <stdexcept>

namespace {

/// Begins no transaction and ends none: what the caller decides holds for all three rows.
std::string buy(soci::session& db, cardea::auth<>& auth) {
  const auto guest = auth.create_user({}).value();
  db << "INSERT INTO orders VALUES (:buyer, 'a book')", soci::use(guest.id);
  return auth.create_session(guest.id).value().token;
}

void expect(soci::session& db, int rows) {
  for (const std::string table : {"orders", "auth_user", "auth_session"}) {
    int found = -1;
    db << "SELECT count(*) FROM " + table, soci::into(found);
    if (found != rows) throw std::runtime_error{"rows in " + table};
  }
}

/// The store works on the connection of `db`, which stays the shop's and outlives it.
template <class Store>
void run_shop(soci::session& db, Store store) {
  cardea::auth<> auth{std::move(store)};
  auth.migrate();
  db << "CREATE TABLE orders (buyer VARCHAR(255) NOT NULL, item VARCHAR(255) NOT NULL)";

  soci::transaction abandoned{db};
  const auto lost = buy(db, auth);
  abandoned.rollback();
  expect(db, 0);
  if (auth.validate(lost)) throw std::runtime_error{"a session without its row"};
  std::cout << "neither: no order, no session\n";

  soci::transaction purchase{db};
  const auto kept = buy(db, auth);
  purchase.commit();
  expect(db, 1);
  if (!auth.validate(kept)) throw std::runtime_error{"the session is not valid"};
  std::cout << "both: an order, and a session that is valid\n";
}

template <class Backend>
auto* handle_of(soci::session& db) {
  return static_cast<Backend*>(db.get_backend())->conn_;
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 3) throw std::runtime_error{"a backend and a connection are wanted"};
  const std::string backend = arguments[1], where = arguments[2];
  const auto layout = cardea::layouts::cardea();
  if (backend == "sqlite3") {
    soci::session db{soci::sqlite3, where};
    auto* handle = reinterpret_cast<sqlite3*>(handle_of<soci::sqlite3_session_backend>(db));
    run_shop(db, cardea::sqlite::borrowed_store{cardea::sqlite::borrowed{handle}, layout});
  } else if (backend == "postgresql") {
    soci::session db{soci::postgresql, where};
    auto* handle = handle_of<soci::postgresql_session_backend>(db);
    run_shop(db, cardea::postgres::borrowed_store{cardea::postgres::borrowed{handle}, layout});
  } else if (backend == "mysql") {
    soci::session db{soci::mysql, where};
    auto* handle = handle_of<soci::mysql_session_backend>(db);
    run_shop(db, cardea::mysql::borrowed_store{cardea::mysql::borrowed{handle}, layout});
  } else {
    throw std::runtime_error{"there is no backend " + backend};
  }
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
