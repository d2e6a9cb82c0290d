// SPDX-License-Identifier: MIT
// A shop on plain libmariadb writes an order, a guest and the guest's session in one transaction of its own:
// all of them, or nothing.
//
//     04_borrowed_mysql 'host=...;user=...;database=...'
#include <cardea/auth.hpp>
#include <cardea/mysql/store.hpp>

#include <mysql.h>

#include <iostream>
#include <memory>
#include <stdexcept>

namespace {

using database = std::unique_ptr<MYSQL, decltype(&mysql_close)>;
using rows = std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)>;

/// The first field of the first row, if there is one.
std::string run(const database& db, const std::string& statement) {
  if (mysql_query(db.get(), statement.c_str()) != 0) throw std::runtime_error{mysql_error(db.get())};
  const rows got{mysql_store_result(db.get()), &mysql_free_result};
  const auto first = got ? mysql_fetch_row(got.get()) : nullptr;
  return first && first[0] ? first[0] : "";
}

/// Begins no transaction and ends none: what the caller decides holds for all three rows.
std::string buy(const database& db, cardea::auth<>& auth) {
  const auto guest = auth.create_user({}).value();
  run(db, "INSERT INTO orders VALUES ('" + guest.id + "', 'a book')");
  return auth.create_session(guest.id).value().token;
}

void expect(const database& db, const std::string& count) {
  for (const std::string table : {"orders", "auth_user", "auth_session"})
    if (run(db, "SELECT count(*) FROM " + table) != count) throw std::runtime_error{"rows in " + table};
}

}  // namespace

int main(int, char** arguments) try {
  const database db{mysql_init(nullptr), &mysql_close};
  mysql_options(db.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (!mariadb_connect(db.get(), arguments[1])) throw std::runtime_error{mysql_error(db.get())};

  // The connection stays the shop's: Cardea is gone before it is closed.
  cardea::auth<> auth{
      cardea::mysql::borrowed_store{cardea::mysql::borrowed{db.get()}, cardea::layouts::cardea()}};
  auth.migrate();
  run(db, "CREATE TABLE orders (buyer VARCHAR(255) NOT NULL, item VARCHAR(255) NOT NULL)");

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
