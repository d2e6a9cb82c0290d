// SPDX-License-Identifier: MIT
#include <cardea/error.hpp>
#include <cardea/postgres/borrowed.hpp>

#include <libpq-fe.h>

namespace cardea::postgres {

borrowed::borrowed(pg_conn* handle, bool named_statements) : handle_{handle} {
  if (!handle || PQstatus(handle) != CONNECTION_OK)
    throw error{errc::invalid_argument, "there is no open connection to borrow"};
  const char* encoding = PQparameterStatus(handle, "client_encoding");
  if (!encoding || (std::string_view{encoding} != "UTF8" && std::string_view{encoding} != "SQL_ASCII"))
    throw error{errc::invalid_argument, "a connection is borrowed with client_encoding UTF8 only"};
  connection_ = std::make_unique<connection>(handle, named_statements);
}

const sql::transaction_words& borrowed::words() const {
  static const sql::transaction_words within{sql::statement{"SAVEPOINT cardea", false},
                                             sql::statement{"RELEASE SAVEPOINT cardea", false},
                                             sql::statement{"ROLLBACK TO SAVEPOINT cardea", false}, true};
  static const sql::transaction_words own{sql::statement{"BEGIN", false}, sql::statement{"COMMIT", false},
                                          sql::statement{"ROLLBACK", false}, false};
  return PQtransactionStatus(handle_) == PQTRANS_IDLE ? own : within;
}

}  // namespace cardea::postgres
